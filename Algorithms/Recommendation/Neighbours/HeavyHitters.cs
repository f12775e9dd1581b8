using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// The heaviest keys of a weighted stream in bounded memory. Half of a full table is a queue of newcomers: each has until
/// it reaches the end of the queue to gather more weight than the lightest key of the protected half, whose place it then
/// takes (the admission of 2Q: Johnson, Shasha, "2Q: a low overhead high performance buffer management replacement
/// algorithm", 1994, with weights in place of recency). So whoever keeps coming back stays, and a flood of one-off keys
/// passes through. Unlike space-saving (Metwally, Agrawal, El Abbadi, 2005), no key inherits the weight of the one it
/// replaces: inherited weight is noise that ranking would take for evidence. A held key never weighs more than it was
/// given.
/// With a sketch, a full table does not need keys to come back soon: what a newcomer gathers over any time is estimated,
/// and it is admitted with its estimate when that exceeds the lightest held weight (admission by frequency as in TinyLFU:
/// Einziger, Friedman, Manes, "TinyLFU: a highly efficient cache admission policy", 2017, with a sketch whose errors cancel
/// out). Then the outcome hardly depends on the order of the stream. Not thread-safe; deterministic.
/// </summary>
public sealed class HeavyHitters<TKey>
    where TKey : notnull, IEquatable<TKey>
{
    /// <summary>One newcomer, one protected key.</summary>
    public const int CapacityMin = 2;

    private const int InitialLength = 4;

    private readonly int _sketchLength;

    private int[] _hashes;
    private TKey[] _keys;
    private float[] _weights;
    private int _newcomer;
    private CountSketch? _sketch;

    /// <summary>
    /// An empty table of at most <paramref name="capacity"/> keys; a sketch of <paramref name="sketchLength"/> cells of two
    /// bytes is kept once the table is full.
    /// </summary>
    public HeavyHitters(int capacity, int sketchLength = 0)
        : this(capacity, InitialLength, sketchLength)
    {
    }

    private HeavyHitters(int capacity, int expectedCount, int sketchLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, CapacityMin);
        ArgumentOutOfRangeException.ThrowIfNegative(sketchLength);
        Capacity = capacity;
        _sketchLength = sketchLength;
        var length = Math.Clamp(expectedCount, CapacityMin, capacity);
        _hashes = new int[length];
        _keys = new TKey[length];
        _weights = new float[length];
    }

    /// <summary>Continues from stored state. A smaller capacity than before keeps the heaviest.</summary>
    public HeavyHitters(HeavyHittersSnapshot<TKey> snapshot, int capacity, int sketchLength = 0)
        : this(capacity, snapshot?.Keys.Length ?? throw new ArgumentNullException(nameof(snapshot)), sketchLength)
    {
        if (snapshot.Keys.Length != snapshot.Weights.Length)
        {
            throw new ArgumentException("Keys and weights differ in number.", nameof(snapshot));
        }

        _newcomer = capacity == snapshot.Capacity ? snapshot.Newcomer : 0;
        if (sketchLength > 0 && snapshot.Sketch?.Length == sketchLength * CountSketch.CellBytes)
        {
            _sketch = new CountSketch(snapshot.Sketch);
        }

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

    /// <summary>Adds weight to a key, which may displace a lighter one. Returns what it weighed before, 0 when it was not held.</summary>
    public float Add(TKey key, float weight)
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
            return _weights[slot] - weight;
        }

        if (Count < Capacity)
        {
            Append(key, hash, weight);
        }
        else if (_sketchLength > 0)
        {
            AdmitByEstimate(key, hash, weight);
        }
        else
        {
            Admit(key, hash, weight);
        }

        return 0;
    }

    /// <summary>The weight of a key, 0 when it is not held.</summary>
    public float WeightOf(TKey key)
    {
        var slot = Find(key, (int)StableHash.OfKey(key));
        return slot < 0 ? 0 : _weights[slot];
    }

    /// <summary>Multiplies all weights, as decay does.</summary>
    public void Scale(float factor)
    {
        TensorPrimitives.Multiply(Weights, factor, _weights.AsSpan(0, Count));
        _sketch?.Scale(factor);
    }

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
    public HeavyHittersSnapshot<TKey> Export() => new(Keys.ToArray(), Weights.ToArray(), Capacity, _newcomer, _sketch?.Export());

    private static IEnumerable<int> SlotsToKeep(float[] weights, int capacity)
    {
        var slots = Enumerable.Range(0, weights.Length);
        return weights.Length <= capacity ? slots : slots.OrderBy(slot => weights[slot]).TakeLast(capacity);
    }

    // Slots before the middle are the queue, a ring; the rest are protected.
    private void Admit(TKey key, int hash, float weight)
    {
        var middle = Capacity / 2;
        var lightest = middle + TensorPrimitives.IndexOfMin(Weights[middle..]);
        if (_weights[_newcomer] > _weights[lightest])
        {
            Set(lightest, _keys[_newcomer], _hashes[_newcomer], _weights[_newcomer]);
        }

        Set(_newcomer, key, hash, weight);
        _newcomer = (_newcomer + 1) % middle;
    }

    // Whom the newcomer displaces starts from nothing: what it had is no more than the others that were turned away had.
    private void AdmitByEstimate(TKey key, int hash, float weight)
    {
        _sketch ??= new CountSketch(_sketchLength);
        var estimate = _sketch.Add(hash, weight);
        var lightest = TensorPrimitives.IndexOfMin(Weights);
        if (estimate > _weights[lightest])
        {
            Set(lightest, key, hash, estimate);
            _sketch.Forget(hash);
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
