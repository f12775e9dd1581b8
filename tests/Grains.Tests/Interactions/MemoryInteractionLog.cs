using System.Collections.Immutable;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Tests.Interactions;

/// <summary>The log as a list, for tests of what reads it.</summary>
internal sealed class MemoryInteractionLog : IInteractionLog
{
    private readonly List<LogRow> _rows = [];

    public IReadOnlyList<LogRow> Rows => _rows;

    public LogRow Append(string userId, Interaction interaction, ImmutableArray<byte> userVector)
    {
        var partition = Partitions.Of(userId);
        var sequence = _rows.Count(row => row.Partition == partition) + 1;
        var row = new LogRow(_rows.Count + 1, partition, sequence, userId, interaction, "shoes", userVector);
        _rows.Add(row);
        return row;
    }

    public Task<IReadOnlyList<LogPlace>> AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<LogRow>> ReadPartitionAsync(
        int partition, long afterSequence, int limit, CancellationToken cancellationToken) =>
        Answer(_rows.Where(row => row.Partition == partition && row.Sequence > afterSequence).Take(limit));

    public Task<IReadOnlyList<LogRow>> ReadUserTailAsync(
        string userId, long afterOffset, int limit, CancellationToken cancellationToken) =>
        Answer(_rows.Where(row => row.UserId == userId && row.Offset > afterOffset).Take(limit));

    public Task<long> ReadHeadAsync(int partition, CancellationToken cancellationToken) =>
        Task.FromResult((long)_rows.Count(row => row.Partition == partition));

    private static Task<IReadOnlyList<LogRow>> Answer(IEnumerable<LogRow> rows) =>
        Task.FromResult<IReadOnlyList<LogRow>>([.. rows]);
}
