using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>
/// All products' <see cref="SequenceNeighbourhood{TKey}"/>s in one place, driven as grains would: one event at a time, at
/// most twice the window of pair updates each, nothing computed over the whole data. For measuring, not for serving.
/// </summary>
public sealed class IncrementalSequenceModel
{
    private readonly SequenceTieOptions _options;
    private readonly SequenceNeighbourhood<int>[] _items;
    private readonly int[] _products = new int[SequenceNeighbourhood<int>.DefaultCapacity];
    private readonly float[] _votes = new float[SequenceNeighbourhood<int>.DefaultCapacity];

    /// <summary>Neighbourhoods for so many items.</summary>
    public IncrementalSequenceModel(int itemCount, SequenceTieOptions? options = null)
    {
        _options = options ?? SequenceTieOptions.Default;
        _items = new SequenceNeighbourhood<int>[itemCount];
        for (var item = 0; item < itemCount; item++)
        {
            _items[item] = new SequenceNeighbourhood<int>();
        }
    }

    public int ItemCount => _items.Length;

    /// <summary>One engagement of a user or session whose history the caller keeps.</summary>
    public void Record(UserHistory<int> history, int item)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (!history.HasSeen(item))
        {
            _items[item].Engage();
        }

        var earlier = history.Recent;
        for (var place = 0; place < Math.Min(earlier.Length, _options.WindowMax); place++)
        {
            var before = earlier[place].Item;
            if (before == item)
            {
                _items[item].CameBack(item, place + 1, _options);
            }
            else
            {
                _items[before].FollowedBy(item, place + 1, _options);
                _items[item].PrecededBy(before, place + 1, _options);
            }
        }

        history.Record(item, weight: 1, at: default);
    }

    /// <summary>
    /// Adds what the items of a history, newest first, say; <see cref="NeighbourFactors"/> are applied by the caller.
    /// </summary>
    public void Score(ReadOnlySpan<int> history, ScoreAccumulator scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        for (var place = 0; place < history.Length; place++)
        {
            var count = _items[history[place]].Vote(place, _options, _products, _votes);
            for (var slot = 0; slot < count; slot++)
            {
                scores.Add(_products[slot], _votes[slot]);
            }
        }
    }

    /// <summary>The candidate's side of the weights for every item, as of now.</summary>
    public float[] NeighbourFactors() =>
        [.. _items.Select(item => _options.NeighbourFactor(item.Degree))];
}
