namespace SocialCommerce.Api.Rooms.Live;

/// <summary>At most so many in any stretch of this length. Exact: it says when the next one may come.</summary>
internal sealed class SlidingWindow(int limit, TimeSpan length)
{
    private readonly Queue<DateTimeOffset> _taken = new();
    private DateTimeOffset _latest = DateTimeOffset.MinValue;

    /// <summary>Nothing in it counts any more at this time.</summary>
    public bool IsIdle(DateTimeOffset now) => _taken.Count == 0 || _latest + length <= now;

    /// <summary>Takes one; else says how long to wait.</summary>
    public bool TryTake(DateTimeOffset now, out TimeSpan wait)
    {
        while (_taken.TryPeek(out var oldest) && oldest + length <= now)
        {
            _taken.Dequeue();
        }

        if (_taken.Count >= limit)
        {
            wait = _taken.Peek() + length - now;
            return false;
        }

        _taken.Enqueue(now);
        _latest = now;
        wait = TimeSpan.Zero;
        return true;
    }
}
