using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Social;

/// <summary>
/// The people a user follows, newest first, and the followers who are online and want to hear when the user acts. The
/// watchers live with the activation: they say again that they watch as long as they do.
/// </summary>
internal sealed class FollowNeighbourhood(
    IGrainFactory grains, string userId, ImmutableArray<string> friends, int capacity, TimeProvider clock)
{
    private const int WatchersMax = 500;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, DateTimeOffset> _watchers = new(StringComparer.Ordinal);

    public ImmutableArray<string> Friends { get; private set; } = friends;

    public void Add(string friendId) =>
        Friends = [friendId, .. Friends.Where(id => id != friendId).Take(capacity - 1)];

    public void Remove(string friendId) => Friends = Friends.Remove(friendId);

    /// <summary>Whoever is online says it again before the lease ends.</summary>
    public void AddWatcher(string followerId)
    {
        DropExpired();
        if (_watchers.Count < WatchersMax || _watchers.ContainsKey(followerId))
        {
            _watchers[followerId] = clock.GetUtcNow() + Lease;
        }
    }

    /// <summary>Not awaited: it only makes followers look again, and they may be many.</summary>
    public void TellWatchers()
    {
        DropExpired();
        foreach (var watcher in _watchers.Keys)
        {
            grains.GetGrain<IUserGrain>(watcher).TouchAsync().Forget();
        }
    }

    /// <summary>Tells the people followed that this user is online.</summary>
    public void WatchFriends()
    {
        foreach (var friend in Friends)
        {
            grains.GetGrain<IUserGrain>(friend).AddWatcherAsync(userId).Forget();
        }
    }

    private void DropExpired()
    {
        var now = clock.GetUtcNow();
        foreach (var (watcher, _) in _watchers.Where(entry => entry.Value <= now).ToList())
        {
            _watchers.Remove(watcher);
        }
    }
}
