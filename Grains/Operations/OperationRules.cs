using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Grains.Operations;

/// <summary>What happens to a request that carries an Idempotency-Key. Pure.</summary>
internal static class OperationRules
{
    /// <summary>How long an answer is given again, at the least.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    /// <summary>An attempt without a word for so long has died, and a retry may run.</summary>
    public static readonly TimeSpan AttemptMax = TimeSpan.FromMinutes(2);

    public static (RunningAttempt? Next, OperationState Result) Begin(
        OperationMemory memory, RunningAttempt? running, BeginOperation command, DateTimeOffset now)
    {
        if (memory.Answer is not null)
        {
            return (running, Recall(memory, command.Fingerprint));
        }

        if (running is not null && now - running.BegunAt < AttemptMax)
        {
            return (running, new OperationState(
                running.Fingerprint == command.Fingerprint ? OperationStatus.Running : OperationStatus.Mismatch));
        }

        var next = new RunningAttempt(command.AttemptId, command.Fingerprint, now);
        return (next, new OperationState(OperationStatus.Begun));
    }

    /// <summary>What is known for a request, when an answer is.</summary>
    public static OperationState Recall(OperationMemory memory, string fingerprint) => memory.Fingerprint == fingerprint
        ? new OperationState(OperationStatus.Completed, memory.Answer)
        : new OperationState(OperationStatus.Mismatch);

    /// <summary>The first answer stays; a late attempt does not replace it.</summary>
    public static OperationMemory Complete(OperationMemory memory, CompleteOperation command, DateTimeOffset now) =>
        memory.Answer is not null
            ? memory
            : new OperationMemory { Fingerprint = command.Fingerprint, Answer = command.Answer, CompletedAt = now };

    /// <summary>Whether the answer has been kept for as long as it must be.</summary>
    public static bool IsForgotten(OperationMemory memory, DateTimeOffset now) => now - memory.CompletedAt >= Retention;
}

/// <summary>An attempt under way. In memory only: when the process dies, so does the attempt.</summary>
internal sealed record RunningAttempt(string AttemptId, string Fingerprint, DateTimeOffset BegunAt);

[GenerateSerializer, Alias("sc.OperationMemory")]
internal sealed record OperationMemory
{
    [Id(0)]
    public string Fingerprint { get; set; } = string.Empty;

    [Id(1)]
    public StoredAnswer? Answer { get; set; }

    [Id(2)]
    public DateTimeOffset CompletedAt { get; set; }
}
