namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// What several sources propose for one request: the union of their candidates, and for every source one column of scores
/// brought to a common scale. Reused between requests; after the first few it allocates nothing. Not thread-safe.
/// </summary>
public sealed class BlendPool
{
    private readonly int[] _slotOfItem;
    private readonly float[][] _columns;
    private int[] _items = new int[256];

    /// <summary>A pool for items below <paramref name="itemCount"/>, proposed by so many sources.</summary>
    public BlendPool(int itemCount, int sourceCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(itemCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(sourceCount, 1);
        _slotOfItem = new int[itemCount];
        _columns = new float[sourceCount][];
        for (var source = 0; source < sourceCount; source++)
        {
            _columns[source] = new float[_items.Length];
        }
    }

    public int SourceCount => _columns.Length;

    /// <summary>Number of different candidates.</summary>
    public int Count { get; private set; }

    /// <summary>The candidates in the order they were first proposed, parallel to every <see cref="Column"/>.</summary>
    public ReadOnlySpan<int> Items => _items.AsSpan(0, Count);

    /// <summary>Scaled scores of one source; 0 where it did not propose the candidate.</summary>
    public ReadOnlySpan<float> Column(int source) => _columns[source].AsSpan(0, Count);

    /// <summary>
    /// Adds a source's best candidates. A score becomes its distance above <paramref name="floor"/>, the score of whatever
    /// the source did not propose, divided by the root mean square of these distances over the list: so lists of
    /// different scales weigh alike (Lee, "Analyses of multiple evidence combination", 1997). A list that says nothing,
    /// because all its scores are the floor, contributes 0.
    /// </summary>
    public void Add(int source, ReadOnlySpan<Weighted<int>> candidates, float floor = 0)
    {
        var squares = 0.0;
        foreach (var candidate in candidates)
        {
            var above = (double)candidate.Weight - floor;
            squares += above * above;
        }

        var factor = squares > 0 ? 1 / Math.Sqrt(squares / candidates.Length) : 0;
        foreach (var candidate in candidates)
        {
            var slot = SlotOf(candidate.Key);
            _columns[source][slot] = (float)((candidate.Weight - floor) * factor);
        }
    }

    /// <summary>Place of an item among <see cref="Items"/>, −1 when nobody proposed it.</summary>
    public int Find(int item) => _slotOfItem[item] - 1;

    /// <summary>Empties the pool for the next request.</summary>
    public void Clear()
    {
        foreach (var item in Items)
        {
            _slotOfItem[item] = 0;
        }

        foreach (var column in _columns)
        {
            column.AsSpan(0, Count).Clear();
        }

        Count = 0;
    }

    private int SlotOf(int item)
    {
        if (_slotOfItem[item] == 0)
        {
            if (Count == _items.Length)
            {
                Grow();
            }

            _items[Count++] = item;
            _slotOfItem[item] = Count;
        }

        return _slotOfItem[item] - 1;
    }

    private void Grow()
    {
        Array.Resize(ref _items, Count * 2);
        for (var source = 0; source < _columns.Length; source++)
        {
            Array.Resize(ref _columns[source], Count * 2);
        }
    }
}
