namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>One item of a user's recent history with the weight of the strongest engagement and the time of the last.</summary>
public readonly record struct HistoryEntry<TKey>(TKey Item, float Weight, DateTimeOffset At)
    where TKey : notnull, IEquatable<TKey>;

/// <summary>
/// What has to be stored of a <see cref="UserHistory{TKey}"/>. What is written is packed; recent (newest first) and seen
/// (oldest first) are filled in what earlier programs wrote.
/// </summary>
public sealed record UserHistorySnapshot<TKey>(
    int Degree, HistoryEntry<TKey>[] Recent, TKey[] Seen, PackedHistory<TKey>? Packed = null)
    where TKey : notnull, IEquatable<TKey>;

/// <summary>
/// One user's behaviour in bounded memory: the most recent distinct items, newest first, and a larger set of items already
/// seen, three bytes each, of which the earliest is forgotten when it is full. Not thread-safe.
/// </summary>
public sealed class UserHistory<TKey>
    where TKey : notnull, IEquatable<TKey>
{
    public const int DefaultRecentMax = 50;
    public const int DefaultSeenMax = 700;

    private readonly int _recentMax;
    private readonly int _seenMax;
    private readonly Queue<uint> _seenInOrder = new();
    private readonly HashSet<uint> _seen = [];
    private HistoryEntry<TKey>[] _recent = [];
    private int _recentCount;

    public UserHistory(int recentMax = DefaultRecentMax, int seenMax = DefaultSeenMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(recentMax, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(seenMax, recentMax);
        _recentMax = recentMax;
        _seenMax = seenMax;
    }

    /// <summary>Continues from stored state.</summary>
    public UserHistory(
        UserHistorySnapshot<TKey> snapshot, int recentMax = DefaultRecentMax, int seenMax = DefaultSeenMax)
        : this(recentMax, seenMax)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        foreach (var hash in snapshot.Packed?.SeenHashes() ?? snapshot.Seen.Select(CompactHash.Of))
        {
            MarkSeen(hash);
        }

        _recent = [.. (snapshot.Packed?.Entries() ?? snapshot.Recent).Take(recentMax)];
        _recentCount = _recent.Length;
        Degree = snapshot.Degree;
    }

    /// <summary>Distinct items this user engaged with, as far as the seen set remembers.</summary>
    public int Degree { get; private set; }

    /// <summary>The most recent distinct items, newest first. Valid until the next <see cref="Record"/>.</summary>
    public ReadOnlySpan<HistoryEntry<TKey>> Recent => _recent.AsSpan(0, _recentCount);

    public bool HasSeen(TKey item) => _seen.Contains(CompactHash.Of(item));

    /// <summary>
    /// Puts an item at the front of the history. Returns true at the first engagement of this user with the item: only
    /// then does it count for degrees and ties.
    /// </summary>
    public bool Record(TKey item, float weight, DateTimeOffset at)
    {
        var isFirst = MarkSeen(item);
        if (isFirst)
        {
            Degree++;
        }

        var slot = IndexOf(item);
        if (slot >= 0)
        {
            weight = Math.Max(weight, _recent[slot].Weight);
        }

        PushFront(slot, new HistoryEntry<TKey>(item, weight, at));
        return isFirst;
    }

    /// <summary>Marks an item as seen without making it part of the taste, as a dismissal does.</summary>
    public bool MarkSeen(TKey item) => MarkSeen(CompactHash.Of(item));

    /// <summary>State to store; the arrays are copies.</summary>
    public UserHistorySnapshot<TKey> Export() => new(Degree, [], [], PackedHistory<TKey>.Of(Recent, _seenInOrder));

    private bool MarkSeen(uint hash)
    {
        if (!_seen.Add(hash))
        {
            return false;
        }

        _seenInOrder.Enqueue(hash);
        while (_seenInOrder.Count > _seenMax)
        {
            _seen.Remove(_seenInOrder.Dequeue());
        }

        return true;
    }

    private int IndexOf(TKey item)
    {
        for (var slot = 0; slot < _recentCount; slot++)
        {
            if (_recent[slot].Item.Equals(item))
            {
                return slot;
            }
        }

        return -1;
    }

    private void PushFront(int vacated, HistoryEntry<TKey> entry)
    {
        if (vacated < 0)
        {
            vacated = Math.Min(_recentCount, _recentMax - 1);
            _recentCount = vacated + 1;
            if (_recentCount > _recent.Length)
            {
                Array.Resize(ref _recent, Math.Min(_recentMax, Math.Max(4, _recent.Length * 2)));
            }
        }

        Array.Copy(_recent, 0, _recent, 1, vacated);
        _recent[0] = entry;
    }
}
