using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// One product's part of the graph of what comes after what, as a bounded list: what followed it in sequences, nearer
/// followers weighing more, and for less what came before it. The evidence of neighbouring sessions (Ludewig, Jannach,
/// "Evaluation of session-based recommendation algorithms", 2018) with its weights for position, gap and rarity (Garg et
/// al., "Sequence and time aware neighborhood for session-based recommendations", 2019), gathered event by event. Not
/// thread-safe; deterministic.
/// </summary>
public sealed class SequenceNeighbourhood<TKey>
    where TKey : notnull, IEquatable<TKey>
{
    public const int DefaultCapacity = 100;

    private readonly HeavyHitters<TKey> _neighbours;

    /// <summary>Knows nothing yet.</summary>
    public SequenceNeighbourhood(int capacity = DefaultCapacity)
    {
        _neighbours = new HeavyHitters<TKey>(capacity);
    }

    /// <summary>Continues from stored state.</summary>
    public SequenceNeighbourhood(ItemNeighbourhoodSnapshot<TKey> snapshot, int capacity = DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _neighbours = new HeavyHitters<TKey>(snapshot.Neighbours, capacity);
        Degree = snapshot.Degree;
    }

    /// <summary>Sequences that this product occurred in.</summary>
    public double Degree { get; private set; }

    public int Count => _neighbours.Count;

    public int Capacity => _neighbours.Capacity;

    /// <summary>Counts a sequence in which this product occurs for the first time.</summary>
    public void Engage() => Degree++;

    /// <summary>Another product came so many places after this one.</summary>
    public void FollowedBy(TKey product, int gap, SequenceTieOptions options) => Follow(product, gap, share: 1, options);

    /// <summary>This product itself came again, so many places later.</summary>
    public void CameBack(TKey self, int gap, SequenceTieOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Follow(self, gap, options.ReturnWeight, options);
    }

    /// <summary>Another product came so many places before this one.</summary>
    public void PrecededBy(TKey product, int gap, SequenceTieOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Add(product, gap, options.BackwardShare, options);
    }

    /// <summary>Forgets a product, such as one that was withdrawn.</summary>
    public bool Remove(TKey product) => _neighbours.Remove(product);

    /// <summary>Accumulated weight of a tie, 0 when it is not held.</summary>
    public float WeightOf(TKey product) => _neighbours.WeightOf(product);

    /// <summary>
    /// Writes what this product, so many places back in a history, says for its neighbours, in no particular order, and
    /// returns their number. Whoever knows a neighbour's degree multiplies by <see cref="SequenceTieOptions.NeighbourFactor"/>.
    /// </summary>
    public int Vote(int placesBack, SequenceTieOptions options, Span<TKey> products, Span<float> votes)
    {
        ArgumentNullException.ThrowIfNull(options);
        var keys = _neighbours.Keys;
        var target = votes[..keys.Length];
        keys.CopyTo(products);
        var source = options.SourceFactor(Degree);
        TensorPrimitives.Pow(_neighbours.Weights, (float)options.VoteExponent, target);
        TensorPrimitives.Multiply(target, source * (float)Math.Pow(options.HistoryDecay, placesBack), target);
        return keys.Length;
    }

    /// <summary>State to store; the arrays are copies.</summary>
    public ItemNeighbourhoodSnapshot<TKey> Export() => new(Degree, _neighbours.Export());

    private void Follow(TKey product, int gap, double share, SequenceTieOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Forgetting > 0)
        {
            _neighbours.Scale((float)(1 - options.Forgetting));
        }

        Add(product, gap, share, options);
    }

    private void Add(TKey product, int gap, double share, SequenceTieOptions options)
    {
        var weight = options.WeightOf(gap) * (float)share;
        if (weight > 0)
        {
            _neighbours.Add(product, weight);
        }
    }
}
