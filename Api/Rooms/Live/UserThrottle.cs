namespace SocialCommerce.Api.Rooms.Live;

/// <summary>How often one user may do something, over all their sockets in this process.</summary>
internal abstract class UserThrottle(int limit, TimeSpan length, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SlidingWindow> _windows = [];

    public bool TryTake(string userId, out TimeSpan wait)
    {
        lock (_lock)
        {
            if (!_windows.TryGetValue(userId, out var window))
            {
                window = new SlidingWindow(limit, length);
                _windows.Add(userId, window);
            }

            return window.TryTake(clock.GetUtcNow(), out wait);
        }
    }

    /// <summary>Forgets users who have been quiet: reconnecting clears nothing, being quiet does.</summary>
    public void Sweep()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            foreach (var userId in _windows.Where(entry => entry.Value.IsIdle(now)).Select(entry => entry.Key).ToList())
            {
                _windows.Remove(userId);
            }
        }
    }
}
