using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Social;

/// <summary>
/// The people a user follows, newest first, and the followers who are online and want to hear when the user acts. The
/// watchers live with the activation: they say again that they watch as long as they do.
/// </summary>
internal sealed class FollowNeighbourhood(
    IGrainFactory grains, string userId, ImmutableArray<string> friends, int capacity)
{
    private const int WatchersMax = 500;

    private readonly HashSet<string> _watchers = new(StringComparer.Ordinal);

    public ImmutableArray<string> Friends { get; private set; } = friends;

    public void Add(string friendId) =>
        Friends = [friendId, .. Friends.Where(id => id != friendId).Take(capacity - 1)];

    public void Remove(string friendId) => Friends = Friends.Remove(friendId);

    public void AddWatcher(string followerId)
    {
        if (_watchers.Count < WatchersMax)
        {
            _watchers.Add(followerId);
        }
    }

    /// <summary>Not awaited: it only makes followers look again, and they may be many.</summary>
    public void TellWatchers()
    {
        foreach (var watcher in _watchers)
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
}
