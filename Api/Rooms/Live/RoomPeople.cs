using System.Runtime.InteropServices;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>The viewers of one room in this process by who they are. Not thread-safe: the relay holds the lock.</summary>
internal sealed class RoomPeople(RoomPresence presence)
{
    private readonly Dictionary<string, ImmutableArray<IRoomViewer>> _byUser = [];

    public void Add(IRoomViewer viewer)
    {
        ref var viewers = ref CollectionsMarshal.GetValueRefOrAddDefault(_byUser, viewer.UserId, out _);
        viewers = viewers.IsDefault ? [viewer] : viewers.Contains(viewer) ? viewers : viewers.Add(viewer);
    }

    public void Remove(IRoomViewer viewer)
    {
        var left = OfUser(viewer.UserId).Remove(viewer);
        if (left.IsEmpty)
        {
            _byUser.Remove(viewer.UserId);
        }
        else
        {
            _byUser[viewer.UserId] = left;
        }
    }

    public ImmutableArray<IRoomViewer> OfUser(string userId) => _byUser.GetValueOrDefault(userId, []);

    /// <summary>Those whom a comment of this user concerns more than others: the user and those who follow them.</summary>
    public IEnumerable<IRoomViewer> Near(string userId) =>
        OfUser(userId).Concat(presence.FollowersOf(userId).SelectMany(followerId => OfUser(followerId)));
}
