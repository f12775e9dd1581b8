namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>A dismissal whose likes are pushed down. Without a category, that no longer counts.</summary>
public sealed record Dismissal(string ProductId, string? Category, DateTimeOffset At);

/// <summary>What has to be stored of <see cref="Dismissals"/>: the recent ones newest first, all packed oldest first.</summary>
public sealed record DismissalsSnapshot(Dismissal[] Recent, byte[] Dismissed);

/// <summary>
/// What a user said not to be interested in: the last few with what they were, so that what is like them is pushed down,
/// and more of them by hash, never to be suggested again. Interest in a category that comes later takes back what a
/// dismissal said of the category. Not thread-safe.
/// </summary>
public sealed class Dismissals
{
    public const int RecentMax = 8;

    public const int DismissedMax = 64;

    private readonly Queue<uint> _inOrder = new();
    private readonly HashSet<uint> _dismissed = [];
    private List<Dismissal> _recent = [];

    public Dismissals()
    {
    }

    /// <summary>Continues from stored state.</summary>
    public Dismissals(DismissalsSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _recent = [.. snapshot.Recent.Take(RecentMax)];
        foreach (var hash in CompactHash.Unpack(snapshot.Dismissed))
        {
            Remember(hash);
        }
    }

    /// <summary>The last ones, newest first.</summary>
    public IReadOnlyList<Dismissal> Recent => _recent;

    public bool Contains(string productId) => _dismissed.Count > 0 && _dismissed.Contains(CompactHash.Of(productId));

    public void Dismiss(string productId, string category, DateTimeOffset at)
    {
        Remember(CompactHash.Of(productId));
        _recent = [new Dismissal(productId, category, at), .. _recent.Where(entry => entry.ProductId != productId).Take(RecentMax - 1)];
    }

    /// <summary>The user engaged with a product: its own dismissal is void, and no dismissal speaks of its category any more.</summary>
    public void Engage(string productId, string category)
    {
        if (_recent.Count == 0 && _dismissed.Count == 0)
        {
            return;
        }

        Forget(CompactHash.Of(productId));
        _recent =
        [
            .. _recent.Where(entry => entry.ProductId != productId)
                .Select(entry => entry.Category == category ? entry with { Category = null } : entry),
        ];
    }

    public DismissalsSnapshot Export() => new([.. _recent], CompactHash.Pack(_inOrder));

    private void Remember(uint hash)
    {
        if (!_dismissed.Add(hash))
        {
            return;
        }

        _inOrder.Enqueue(hash);
        if (_inOrder.Count > DismissedMax)
        {
            _dismissed.Remove(_inOrder.Dequeue());
        }
    }

    private void Forget(uint hash)
    {
        if (_dismissed.Remove(hash))
        {
            var kept = _inOrder.Where(known => known != hash).ToList();
            _inOrder.Clear();
            kept.ForEach(_inOrder.Enqueue);
        }
    }
}
