using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>A decaying count of products that counts every row of the log once. Pure.</summary>
internal sealed class TrendLedger
{
    private readonly TrendCounter<string> _counter;
    private readonly AppliedSequences _applied;
    private readonly TimeSpan _tolerance;
    private ImmutableArray<TrendEntry>? _top;
    private DateTimeOffset _topAt;

    public TrendLedger(TrendState state, TimeSpan halfLife, int capacity)
    {
        _applied = new AppliedSequences(state.Applied);
        _tolerance = halfLife / 10_000;
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
        _top = last > 0 ? null : _top;
        return true;
    }

    /// <summary>
    /// The heaviest, with their weights as of <paramref name="now"/>. All fade alike, so the order of a list that nothing
    /// was added to stays, and its weights are only computed anew when they have faded noticeably.
    /// </summary>
    public ImmutableArray<TrendEntry> Top(int limit, DateTimeOffset now)
    {
        if (_top is not { } top || (now - _topAt).Duration() > _tolerance)
        {
            _top = top = [.. _counter.Top(int.MaxValue, now).Select(static entry => new TrendEntry(entry.Key, entry.Weight))];
            _topAt = now;
        }

        return top.Length <= limit ? top : top[..limit];
    }

    public TrendState Export()
    {
        IsDirty = false;
        return new TrendState { Counter = _counter.Export(), Applied = _applied.Export() };
    }
}
