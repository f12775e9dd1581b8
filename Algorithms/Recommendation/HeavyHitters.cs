using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// The heaviest keys of a weighted stream in bounded memory. A newcomer to a full table replaces the lightest entry with
/// a probability of its share of both weights, so whoever keeps coming back wins the place and a flood of one-off keys
/// does not (after Ben Basat, Chen, Einziger, Friedman, "Randomized admission policy for efficient top-k and frequency
/// estimation", 2017). Unlike there, and unlike space-saving (Metwally, Agrawal, El Abbadi, 2005), the newcomer does not
/// inherit the weight it replaces: inherited weight is noise that ranking would take for evidence.
/// Not thread-safe; deterministic by seed.
/// </summary>
public sealed class HeavyHitters<TKey>
    where TKey : notnull, IEquatable<TKey>
{
    private const int InitialLength = 4;

    private readonly ulong _seed;
    private int[] _hashes;
    private TKey[] _keys;
    private float[] _weights;
    private ulong _draws;

    /// <summary>An empty table of at most <paramref name="capacity"/> keys.</summary>
    public HeavyHitters(int capacity, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        _seed = seed;
        var length = Math.Min(InitialLength, capacity);
        _hashes = new int[length];
        _keys = new TKey[length];
        _weights = new float[length];
    }

    /// <summary>Continues from stored state. A smaller capacity than before keeps the heaviest.</summary>
    public HeavyHitters(HeavyHittersSnapshot<TKey> snapshot, int capacity, ulong seed = 0)
        : this(capacity, seed)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.Keys.Length != snapshot.Weights.Length)
        {
            throw new ArgumentException("Keys and weights differ in number.", nameof(snapshot));
        }

        _draws = snapshot.Draws;
        foreach (var slot in SlotsToKeep(snapshot.Weights, capacity))
        {
            Append(snapshot.Keys[slot], (int)StableHash.OfKey(snapshot.Keys[slot]), snapshot.Weights[slot]);
        }
    }

    public int Capacity { get; }

    public int Count { get; private set; }

    /// <summary>The keys, in no particular order, parallel to <see cref="Weights"/>.</summary>
    public ReadOnlySpan<TKey> Keys => _keys.AsSpan(0, Count);

    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, Count);

    /// <summary>Adds weight to a key, which may displace the lightest one.</summary>
    public void Add(TKey key, float weight)
    {
        if (!(weight > 0) || float.IsInfinity(weight))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight is positive and finite.");
        }

        var hash = (int)StableHash.OfKey(key);
        var slot = Find(key, hash);
        if (slot >= 0)
        {
            _weights[slot] += weight;
        }
        else if (Count < Capacity)
        {
            Append(key, hash, weight);
        }
        else
        {
            Challenge(key, hash, weight);
        }
    }

    /// <summary>The weight of a key, 0 when it is not held.</summary>
    public float WeightOf(TKey key)
    {
        var slot = Find(key, (int)StableHash.OfKey(key));
        return slot < 0 ? 0 : _weights[slot];
    }

    /// <summary>Multiplies all weights, as decay does.</summary>
    public void Scale(float factor) =>
        TensorPrimitives.Multiply(Weights, factor, _weights.AsSpan(0, Count));

    /// <summary>Forgets a key, such as a product that was withdrawn.</summary>
    public bool Remove(TKey key)
    {
        var slot = Find(key, (int)StableHash.OfKey(key));
        if (slot < 0)
        {
            return false;
        }

        Count--;
        Set(slot, _keys[Count], _hashes[Count], _weights[Count]);
        _keys[Count] = default!;
        return true;
    }

    /// <summary>State to store; the arrays are copies.</summary>
    public HeavyHittersSnapshot<TKey> Export() => new(Keys.ToArray(), Weights.ToArray(), _draws);

    private static IEnumerable<int> SlotsToKeep(float[] weights, int capacity)
    {
        var slots = Enumerable.Range(0, weights.Length);
        return weights.Length <= capacity ? slots : slots.OrderByDescending(slot => weights[slot]).Take(capacity);
    }

    private void Challenge(TKey key, int hash, float weight)
    {
        var slot = TensorPrimitives.IndexOfMin(Weights);
        var draw = StableHash.ToUnitInterval(StableHash.Mix(_seed ^ ++_draws));
        if (draw * (_weights[slot] + weight) < weight)
        {
            Set(slot, key, hash, weight);
        }
    }

    private void Append(TKey key, int hash, float weight)
    {
        if (Count == _keys.Length)
        {
            var length = Math.Min(Capacity, Count * 2);
            Array.Resize(ref _hashes, length);
            Array.Resize(ref _keys, length);
            Array.Resize(ref _weights, length);
        }

        Set(Count++, key, hash, weight);
    }

    private void Set(int slot, TKey key, int hash, float weight)
    {
        _keys[slot] = key;
        _hashes[slot] = hash;
        _weights[slot] = weight;
    }

    // A vectorised scan of 100 hashes is cheaper than a dictionary, and half its memory.
    private int Find(TKey key, int hash)
    {
        var from = 0;
        while (true)
        {
            var offset = _hashes.AsSpan(from, Count - from).IndexOf(hash);
            if (offset < 0)
            {
                return -1;
            }

            from += offset;
            if (_keys[from].Equals(key))
            {
                return from;
            }

            from++;
        }
    }
}
