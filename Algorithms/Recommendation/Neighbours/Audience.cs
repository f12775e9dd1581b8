using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Who engaged with a product, in bounded memory: a uniform sample of its users (algorithm R: Vitter, "Random sampling with a
/// reservoir", 1985). Whoever is told of must be new to the product. Deterministic by seed; not thread-safe.
/// </summary>
public sealed class Audience<TKey>
    where TKey : notnull
{
    private readonly ulong _seed;
    private readonly int _capacity;
    private TKey[] _users = [];
    private int _count;

    public Audience(int capacity, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
        _seed = seed;
    }

    /// <summary>All users so far, sampled or not.</summary>
    public long Degree { get; private set; }

    /// <summary>The sample, in no particular order.</summary>
    public ReadOnlySpan<TKey> Users => _users.AsSpan(0, _count);

    /// <summary>Takes a user in, perhaps in place of another.</summary>
    public void Add(TKey user)
    {
        Degree++;
        if (_count < _capacity)
        {
            if (_count == _users.Length)
            {
                Array.Resize(ref _users, Math.Min(_capacity, Math.Max(4, _count * 2)));
            }

            _users[_count++] = user;
            return;
        }

        var place = StableHash.Mix(_seed ^ StableHash.Mix((ulong)Degree)) % (ulong)Degree;
        if (place < (ulong)_capacity)
        {
            _users[place] = user;
        }
    }
}
