namespace SocialCommerce.Grains.Interfaces.Operations;

/// <summary>
/// Remembers the answer to one Idempotency-Key of one user, so that a retry gets the first answer and nothing happens
/// twice. Key: the user id and a hash of the client's key.
/// </summary>
[Alias("sc.IIdempotencyGrain")]
public interface IIdempotencyGrain : IGrainWithStringKey
{
    /// <summary>Lets the first attempt go on; answers what is known for every other.</summary>
    [Alias("Begin")]
    Task<OperationState> BeginAsync(BeginOperation command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stores the answer of the attempt that was let go on, unless another was quicker; tells, when it is durable, which one
    /// stands.
    /// </summary>
    [Alias("Complete")]
    Task<OperationState> CompleteAsync(CompleteOperation command, CancellationToken cancellationToken = default);

    /// <summary>Forgets an attempt that ended without an answer worth keeping, so that a retry may run.</summary>
    [Alias("Abandon")]
    Task AbandonAsync(string attemptId, CancellationToken cancellationToken = default);
}

/// <param name="AttemptId">Names this attempt, so that only it can complete what it began.</param>
/// <param name="Fingerprint">Hash of method, path and body: a key stands for one request only.</param>
[GenerateSerializer, Immutable, Alias("sc.BeginOperation")]
public sealed record BeginOperation([property: Id(0)] string AttemptId, [property: Id(1)] string Fingerprint);

[GenerateSerializer, Immutable, Alias("sc.CompleteOperation")]
public sealed record CompleteOperation(
    [property: Id(0)] string AttemptId,
    [property: Id(1)] string Fingerprint,
    [property: Id(2)] StoredAnswer Answer);

[GenerateSerializer, Immutable, Alias("sc.OperationState")]
public sealed record OperationState(
    [property: Id(0)] OperationStatus Status,
    [property: Id(1)] StoredAnswer? Answer = null);

/// <summary>An HTTP answer as it was first given.</summary>
[GenerateSerializer, Immutable, Alias("sc.StoredAnswer")]
public sealed record StoredAnswer(
    [property: Id(0)] int StatusCode,
    [property: Id(1)] string ContentType,
    [property: Id(2)] string Body,
    [property: Id(3)] string? Location = null,
    [property: Id(4)] string? ETag = null);

[GenerateSerializer, Alias("sc.OperationStatus")]
public enum OperationStatus
{
    Unknown = 0,

    /// <summary>The caller goes on.</summary>
    Begun = 1,

    /// <summary>Another attempt is under way.</summary>
    Running = 2,

    /// <summary>The answer is known.</summary>
    Completed = 3,

    /// <summary>The key was used for another request.</summary>
    Mismatch = 4,
}
