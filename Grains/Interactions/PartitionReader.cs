using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Interactions;

/// <summary>
/// Reads rows that no hint came for, and makes of each what its user's grain made of it: the ties to the history the user
/// had at that row. Remembers the histories of the users it met last, which follow the rows that are applied.
/// </summary>
internal sealed class PartitionReader(IInteractionLog log, int partition)
{
    private const int PageMax = 2_000;
    private const int HistoriesMax = 500;

    private readonly Dictionary<string, UserHistory<string>> _histories = new(StringComparer.Ordinal);

    /// <summary>
    /// The rows after a sequence, in order, at most <paramref name="limit"/>. They count as applied: when they are not,
    /// call <see cref="Forget"/>.
    /// </summary>
    public async Task<IReadOnlyList<InteractionRecorded>> ReadAsync(
        long afterSequence, int limit, CancellationToken cancellationToken)
    {
        var rows = await log.ReadPartitionAsync(partition, afterSequence, limit, cancellationToken);
        if (_histories.Count > HistoriesMax)
        {
            _histories.Clear();
        }

        try
        {
            return await ReplayAsync(rows, cancellationToken);
        }
        catch
        {
            Forget();
            throw;
        }
    }

    /// <summary>A row is applied that was not read here.</summary>
    public void Follow(InteractionRecorded row)
    {
        if (_histories.TryGetValue(row.UserId, out var history))
        {
            Record(history, row.Interaction);
        }
    }

    /// <summary>What was read is not applied after all, or is to be applied again.</summary>
    public void Forget() => _histories.Clear();

    private async Task<List<InteractionRecorded>> ReplayAsync(
        IReadOnlyList<LogRow> rows, CancellationToken cancellationToken)
    {
        var recorded = new List<InteractionRecorded>(rows.Count);
        foreach (var row in rows)
        {
            if (!_histories.TryGetValue(row.UserId, out var history))
            {
                history = await RebuildAsync(row, cancellationToken);
                _histories.Add(row.UserId, history);
            }

            recorded.Add(Replay(row, history));
        }

        return recorded;
    }

    // From the first row on: what counts as first, and the degree that weighs the ties, depend on all of them.
    private async Task<UserHistory<string>> RebuildAsync(LogRow row, CancellationToken cancellationToken)
    {
        var history = new UserHistory<string>();
        IReadOnlyList<LogRow> earlier;
        var offset = 0L;
        do
        {
            earlier = await log.ReadUserTailAsync(row.UserId, offset, PageMax, cancellationToken);
            foreach (var old in earlier.TakeWhile(old => old.Offset < row.Offset))
            {
                Record(history, old.Interaction);
                offset = old.Offset;
            }
        }
        while (earlier.Count == PageMax && earlier[^1].Offset < row.Offset);

        return history;
    }

    private static InteractionRecorded Replay(LogRow row, UserHistory<string> history)
    {
        var item = row.Interaction;
        var ties = item.Kind == InteractionKind.Dismiss
            ? []
            : TasteTies.Of(history, item.ProductId, InteractionWeights.Of(item.Kind));
        var isFirst = Record(history, item);
        return new InteractionRecorded(
            row.Partition, row.Sequence, row.Offset, row.UserId, item, row.Category, isFirst, ties,
            QuantisedVector.Unpack(row.UserVector), row.RecordedAt);
    }

    private static bool Record(UserHistory<string> history, Interaction item)
    {
        if (item.Kind != InteractionKind.Dismiss)
        {
            return history.Record(item.ProductId, InteractionWeights.Of(item.Kind), item.At);
        }

        history.MarkSeen(item.ProductId);
        return false;
    }
}
