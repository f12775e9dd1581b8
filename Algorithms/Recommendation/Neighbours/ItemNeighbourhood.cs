namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// One product's part of the item-to-item graph: how many users engaged with it, and the products that the same users
/// engaged with, as a bounded list. About 3.5 KB when full. Updated event by event with the weights of
/// <see cref="CoEngagement"/>.
/// </summary>
public sealed class ItemNeighbourhood<TKey>
    where TKey : notnull, IEquatable<TKey>
{
    public const int DefaultCapacity = 100;

    // 1 KB: half as many cells cost 1 % of recall on a set of 700,000 events, twice as many gain a quarter of that.
    private const int SketchLength = 512;

    private readonly HeavyHitters<TKey> _neighbours;
    private readonly AudienceOverlap _overlap;

    public ItemNeighbourhood(int capacity = DefaultCapacity)
    {
        _neighbours = new HeavyHitters<TKey>(capacity, SketchLength);
        _overlap = new AudienceOverlap();
    }

    /// <summary>Continues from stored state.</summary>
    public ItemNeighbourhood(ItemNeighbourhoodSnapshot<TKey> snapshot, int capacity = DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _neighbours = new HeavyHitters<TKey>(snapshot.Neighbours, capacity, SketchLength);
        _overlap = new AudienceOverlap(snapshot.Overlap);
        Degree = snapshot.Degree;
    }

    /// <summary>Distinct users who engaged with this product.</summary>
    public double Degree { get; private set; }

    public int Count => _neighbours.Count;

    public int Capacity => _neighbours.Capacity;

    /// <summary>Counts users who engage with this product for the first time.</summary>
    public void Engage(int users = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(users);
        Degree += users;
    }

    /// <summary>
    /// How far this product's audience is to be believed, (0, 1]; whoever ranks the product among others multiplies by it.
    /// </summary>
    public float AudienceFactor => _overlap.Factor * _overlap.CopiesFactor(_neighbours.Weights);

    /// <summary>Adds what one user's behaviour says about this product and a neighbour.</summary>
    public void Add(TKey neighbour, float weight) => _ = _neighbours.Add(neighbour, weight);

    /// <summary>
    /// Adds the ties between this product, which a user just engaged with, and the items of the user's history. What a user
    /// who is new to the product shares with those before tells how independent they are.
    /// </summary>
    public void Add(ReadOnlySpan<Weighted<TKey>> ties, bool isFirst)
    {
        var known = 0.0;
        var contributed = 0.0;
        foreach (var (neighbour, weight) in ties)
        {
            known += _neighbours.Add(neighbour, weight);
            contributed += weight;
        }

        if (isFirst)
        {
            _overlap.Add(ties.Length, known, contributed);
        }
    }

    /// <summary>Forgets a neighbour, such as a product that was withdrawn.</summary>
    public bool Remove(TKey neighbour) => _neighbours.Remove(neighbour);

    /// <summary>Accumulated weight of a neighbour before normalisation, 0 when it is not held.</summary>
    public float WeightOf(TKey neighbour) => _neighbours.WeightOf(neighbour);

    /// <summary>
    /// Writes all neighbours, in no particular order, with this product's side of the normalisation applied. The
    /// neighbour's own degree and audience are not known here; whoever knows them multiplies by
    /// <see cref="NeighbourNormalisation.Factor"/> and <see cref="AudienceFactor"/>. Returns the number written.
    /// </summary>
    public int CopyTo(Span<Weighted<TKey>> destination, NeighbourNormalisation normalisation)
    {
        ArgumentNullException.ThrowIfNull(normalisation);
        var factor = NeighbourNormalisation.Factor(Degree, normalisation.Source) * MathF.Sqrt(AudienceFactor);
        var keys = _neighbours.Keys;
        var weights = _neighbours.Weights;
        for (var slot = 0; slot < keys.Length; slot++)
        {
            destination[slot] = new Weighted<TKey>(keys[slot], weights[slot] * factor);
        }

        return keys.Length;
    }

    /// <summary>
    /// The best neighbours, heaviest first; with <paramref name="degreeOf"/> both sides of the normalisation are applied.
    /// Equal weights keep the order of arrival.
    /// </summary>
    public IReadOnlyList<Weighted<TKey>> Rank(
        int limit, NeighbourNormalisation normalisation, Func<TKey, double>? degreeOf = null)
    {
        var ranked = new Weighted<TKey>[Count];
        CopyTo(ranked, normalisation);
        if (degreeOf is not null)
        {
            for (var slot = 0; slot < ranked.Length; slot++)
            {
                var factor = NeighbourNormalisation.Factor(degreeOf(ranked[slot].Key), normalisation.Neighbour);
                ranked[slot] = ranked[slot] with { Weight = ranked[slot].Weight * factor };
            }
        }

        return [.. ranked.OrderByDescending(neighbour => neighbour.Weight).Take(limit)];
    }

    /// <summary>State to store; the arrays are copies.</summary>
    public ItemNeighbourhoodSnapshot<TKey> Export() => new(Degree, _neighbours.Export(), _overlap.Export());
}
