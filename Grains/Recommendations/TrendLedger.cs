using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>A decaying count of products that counts every row of the log once. Pure.</summary>
internal sealed class TrendLedger
{
    private readonly TrendCounter<string> _counter;
    private readonly AppliedSequences _applied;

    public TrendLedger(TrendState state, TimeSpan halfLife, int capacity)
    {
        _applied = new AppliedSequences(state.Applied);
        _counter = state.Counter is { } stored
            ? new TrendCounter<string>(stored, halfLife, capacity)
            : new TrendCounter<string>(halfLife, capacity);
    }

    /// <summary>True when something was applied since <see cref="Export"/>.</summary>
    public bool IsDirty { get; private set; }

    public long Applied(int partition) => _applied[partition];

    /// <summary>False, and nothing applied, when rows are missing that the partition has told of.</summary>
    public bool Apply(TrendDelta delta)
    {
        if (!_applied.Contains(delta.Partition, delta.Previous))
        {
            return false;
        }

        var last = 0L;
        foreach (var hit in delta.Hits)
        {
            if (!_applied.Contains(delta.Partition, hit.Sequence))
            {
                _counter.Add(hit.ProductId, hit.Weight, hit.At);
                last = Math.Max(last, hit.Sequence);
            }
        }

        _applied.Advance(delta.Partition, last);
        IsDirty |= last > 0;
        return true;
    }

    public ImmutableArray<TrendEntry> Top(int limit, DateTimeOffset now) =>
        [.. _counter.Top(limit, now).Select(static entry => new TrendEntry(entry.Key, entry.Weight))];

    public TrendState Export()
    {
        IsDirty = false;
        return new TrendState { Counter = _counter.Export(), Applied = _applied.Export() };
    }
}
