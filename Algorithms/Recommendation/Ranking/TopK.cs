namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Keeps the k best-scored keys. Equal scores go to the smaller key, so that results are reproducible.</summary>
public sealed class TopK<TKey>
    where TKey : notnull
{
    private readonly int _limit;
    private readonly PriorityQueue<Weighted<TKey>, Weighted<TKey>> _heap;
    private readonly WorstFirst _order;

    public TopK(int limit, IComparer<TKey>? tieBreak = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        _limit = limit;
        _order = new WorstFirst(tieBreak ?? Comparer<TKey>.Default);
        _heap = new PriorityQueue<Weighted<TKey>, Weighted<TKey>>(limit, _order);
    }

    public int Count => _heap.Count;

    /// <summary>False when a score cannot enter any more: spares a costly check of what is not needed.</summary>
    public bool IsPlausible(float score) => _heap.Count < _limit || (_limit > 0 && score >= _heap.Peek().Weight);

    /// <summary>Takes the key in if it is among the best so far.</summary>
    public void Offer(TKey key, float score)
    {
        var entry = new Weighted<TKey>(key, score);
        if (_heap.Count < _limit)
        {
            _heap.Enqueue(entry, entry);
        }
        else if (_limit > 0 && _order.Compare(entry, _heap.Peek()) > 0)
        {
            _heap.DequeueEnqueue(entry, entry);
        }
    }

    /// <summary>Empties the selection, the best first.</summary>
    public Weighted<TKey>[] Descending()
    {
        var best = new Weighted<TKey>[_heap.Count];
        for (var slot = best.Length - 1; slot >= 0; slot--)
        {
            best[slot] = _heap.Dequeue();
        }

        return best;
    }

    private sealed class WorstFirst(IComparer<TKey> tieBreak) : IComparer<Weighted<TKey>>
    {
        public int Compare(Weighted<TKey> left, Weighted<TKey> right)
        {
            var byScore = left.Weight.CompareTo(right.Weight);
            return byScore != 0 ? byScore : tieBreak.Compare(right.Key, left.Key);
        }
    }
}
