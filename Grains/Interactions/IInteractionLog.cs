using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Interactions;

/// <summary>
/// The interaction log: the one truth that every derived state can be rebuilt from. Appending is durable when it
/// answers. An event id of a user is written once, whoever repeats it and whenever.
/// </summary>
public interface IInteractionLog
{
    /// <summary>Appends in order. Answers one place per entry, in the order of the entries.</summary>
    Task<IReadOnlyList<LogPlace>> AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken);

    /// <summary>The rows of a partition after a sequence, in sequence order.</summary>
    Task<IReadOnlyList<LogRow>> ReadPartitionAsync(
        int partition, long afterSequence, int limit, CancellationToken cancellationToken);

    /// <summary>The rows of a user after an offset, oldest first.</summary>
    Task<IReadOnlyList<LogRow>> ReadUserTailAsync(
        string userId, long afterOffset, int limit, CancellationToken cancellationToken);

    /// <summary>The last sequence of a partition; 0 when it is empty.</summary>
    Task<long> ReadHeadAsync(int partition, CancellationToken cancellationToken);
}

/// <summary>What is appended.</summary>
/// <param name="UserVector">Where the user stood before, quantised; empty when nothing is known.</param>
public sealed record LogEntry(
    string UserId,
    Interaction Interaction,
    string Category,
    DateTimeOffset RecordedAt,
    ImmutableArray<byte> UserVector = default);

/// <summary>Where an entry stands, and whether it stood there before.</summary>
public readonly record struct LogPlace(long Offset, long Sequence, bool IsDuplicate);

/// <summary>One row as it was appended. The sequence is dense within the partition.</summary>
/// <param name="RecordedAt">By the clock of the silo that appended it, to the millisecond.</param>
public sealed record LogRow(
    long Offset,
    int Partition,
    long Sequence,
    string UserId,
    Interaction Interaction,
    string Category,
    ImmutableArray<byte> UserVector = default,
    DateTimeOffset RecordedAt = default);
