namespace SocialCommerce.Grains.Interfaces.Operations;

/// <summary>
/// Where the processes of a cluster bring their figures, and operators find them. In memory: figures are of now, and a silo
/// that is lost takes only a second of them along. Key: <see cref="All"/>.
/// </summary>
[Alias("sc.IOperationsGrain")]
public interface IOperationsGrain : IGrainWithStringKey
{
    const string All = "*";

    /// <summary>
    /// What a process has to tell, once a second. Answers what is wanted of it: figures are only made while somebody watches.
    /// </summary>
    [Idempotent, Alias("Report")]
    Task<WatchOrder> ReportAsync(NodeReport report, CancellationToken cancellationToken = default);

    /// <summary>Says that somebody watches, for the next few seconds, and answers the newest report of every process.</summary>
    [Idempotent, Alias("Watch")]
    Task<ImmutableArray<NodeReport>> WatchAsync(CancellationToken cancellationToken = default);

    /// <summary>Has the calls of one grain kept from now on, for as long as somebody goes on asking, and answers what is known.</summary>
    [Idempotent, Alias("Inspect")]
    Task<GrainInspection> InspectAsync(GrainName grain, CancellationToken cancellationToken = default);
}

/// <summary>A grain by the names that both engines have for it: <c>room</c>, <c>r_018f…</c>.</summary>
[GenerateSerializer, Immutable, Alias("sc.GrainName")]
public sealed record GrainName([property: Id(0)] string Type, [property: Id(1)] string Key);

/// <param name="IsWatched">Whether figures are wanted.</param>
/// <param name="Inspected">Grains whose calls are to be kept.</param>
[GenerateSerializer, Immutable, Alias("sc.WatchOrder")]
public sealed record WatchOrder(
    [property: Id(0)] bool IsWatched, [property: Id(1)] ImmutableArray<GrainName> Inspected)
{
    public static WatchOrder Nothing { get; } = new(IsWatched: false, []);
}

/// <param name="States">What the store has of it, without personal fields and secrets.</param>
/// <param name="IsHidden">Its state and key are nobody's business.</param>
/// <param name="Trails">What each silo knows of it.</param>
[GenerateSerializer, Immutable, Alias("sc.GrainInspection")]
public sealed record GrainInspection(
    [property: Id(0)] GrainName Grain,
    [property: Id(1)] bool IsHidden,
    [property: Id(2)] ImmutableArray<StoredStateView> States,
    [property: Id(3)] ImmutableArray<GrainTrail> Trails);

/// <param name="Json">Redacted.</param>
/// <param name="Bytes">As it is stored.</param>
[GenerateSerializer, Immutable, Alias("sc.StoredStateView")]
public sealed record StoredStateView(
    [property: Id(0)] string Name, [property: Id(1)] long Version, [property: Id(2)] int Bytes, [property: Id(3)] string Json);

/// <summary>What one silo knows of a grain that is inspected.</summary>
/// <param name="IsActive">Null when the engine does not tell.</param>
/// <param name="Waiting">Calls in its mailbox; null when the engine does not tell or it is not active here.</param>
/// <param name="Calls">Newest first.</param>
[GenerateSerializer, Immutable, Alias("sc.GrainTrail")]
public sealed record GrainTrail(
    [property: Id(0)] string Silo,
    [property: Id(1)] GrainName Grain,
    [property: Id(2)] bool? IsActive,
    [property: Id(3)] int? Waiting,
    [property: Id(4)] int? Running,
    [property: Id(5)] ImmutableArray<CallTrail> Calls);

/// <summary>One call that is over.</summary>
/// <param name="Grain">With an empty key when the keys of its type are nobody's business.</param>
/// <param name="Failure">The name of what it failed of; null when it did not.</param>
/// <param name="TraceId">To find it where traces are kept.</param>
[GenerateSerializer, Immutable, Alias("sc.CallTrail")]
public sealed record CallTrail(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] GrainName Grain,
    [property: Id(2)] string Method,
    [property: Id(3)] double DurationMs,
    [property: Id(4)] string? Failure,
    [property: Id(5)] string? TraceId);
