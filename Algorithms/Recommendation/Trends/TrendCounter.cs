namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>What has to be stored of a <see cref="TrendCounter{TKey}"/>.</summary>
public sealed record TrendCounterSnapshot<TKey>(DateTimeOffset Landmark, HeavyHittersSnapshot<TKey> Weights)
    where TKey : notnull, IEquatable<TKey>;

/// <summary>
/// What is popular now: bounded heavy hitters whose weight halves every half-life. Uses forward decay (Cormode,
/// Shkapenyuk, Srivastava, Xu, "Forward decay: a practical time decay model for streaming systems", 2009): a new event
/// weighs 2^(age of the landmark in half-lives), so nothing has to be aged until the numbers grow large, and late events
/// count what they would have counted in time. Not thread-safe.
/// </summary>
public sealed class TrendCounter<TKey>
    where TKey : notnull, IEquatable<TKey>
{
    public const int DefaultCapacity = 200;

    // Far below where single precision would lose the weight of one event beside a large sum.
    private const double HalfLivesMax = 16;

    private readonly TimeSpan _halfLife;
    private readonly HeavyHitters<TKey> _weights;
    private DateTimeOffset _landmark;

    public TrendCounter(TimeSpan halfLife, int capacity = DefaultCapacity)
        : this(halfLife, new HeavyHitters<TKey>(capacity), DateTimeOffset.MinValue)
    {
    }

    /// <summary>Continues from stored state.</summary>
    public TrendCounter(
        TrendCounterSnapshot<TKey> snapshot, TimeSpan halfLife, int capacity = DefaultCapacity)
        : this(halfLife, new HeavyHitters<TKey>(Checked(snapshot).Weights, capacity), snapshot.Landmark)
    {
    }

    private TrendCounter(TimeSpan halfLife, HeavyHitters<TKey> weights, DateTimeOffset landmark)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(halfLife, TimeSpan.Zero);
        _halfLife = halfLife;
        _weights = weights;
        _landmark = landmark;
    }

    public int Count => _weights.Count;

    /// <summary>Counts an event that happened at the given time.</summary>
    public void Add(TKey key, float weight, DateTimeOffset at)
    {
        if (HalfLives(at) > HalfLivesMax || _weights.Count == 0)
        {
            MoveLandmark(at);
        }

        var scaled = weight * (float)Math.Pow(2, HalfLives(at));
        if (scaled > 0)
        {
            _weights.Add(key, scaled);
        }
    }

    /// <summary>The decayed weight of a key, 0 when it is not among the heaviest.</summary>
    public float WeightOf(TKey key, DateTimeOffset now) => _weights.WeightOf(key) * DecayUntil(now);

    /// <summary>Forgets a key, such as a product that was withdrawn.</summary>
    public bool Remove(TKey key) => _weights.Remove(key);

    /// <summary>The heaviest keys with their decayed weights, heaviest first. Equal weights keep the order of arrival.</summary>
    public IReadOnlyList<Weighted<TKey>> Top(int limit, DateTimeOffset now)
    {
        var decay = DecayUntil(now);
        var all = new Weighted<TKey>[_weights.Count];
        for (var slot = 0; slot < all.Length; slot++)
        {
            all[slot] = new Weighted<TKey>(_weights.Keys[slot], _weights.Weights[slot] * decay);
        }

        return [.. all.OrderByDescending(entry => entry.Weight).Take(limit)];
    }

    /// <summary>State to store; the arrays are copies.</summary>
    public TrendCounterSnapshot<TKey> Export() => new(_landmark, _weights.Export());

    private static TrendCounterSnapshot<TKey> Checked(TrendCounterSnapshot<TKey> snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot;
    }

    private void MoveLandmark(DateTimeOffset to)
    {
        _weights.Scale(DecayUntil(to));
        _landmark = to;
    }

    private double HalfLives(DateTimeOffset at) => (at - _landmark) / _halfLife;

    private float DecayUntil(DateTimeOffset now) => (float)Math.Pow(2, -HalfLives(now));
}
