using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Who looks at the room through this process, and their friends.</summary>
internal sealed partial class RoomRelay
{
    public bool TryJoin(LiveSocket socket, RoomPosition snapshot, bool isSampled)
    {
        lock (_lock)
        {
            return Seat(socket, _feed.TryJoin(socket, snapshot, isSampled));
        }
    }

    /// <summary>Lets a socket in that was here before, and answers what it missed; null when that is not all here.</summary>
    public IReadOnlyList<EventBody>? TryResume(LiveSocket socket, RoomPosition position, bool isSampled)
    {
        lock (_lock)
        {
            var missed = _feed.TryResume(socket, position, isSampled);
            Seat(socket, missed is not null);
            return missed is null ? null : _broadcast.DescribeMissed(socket, isSampled, missed);
        }
    }

    /// <summary>What the room itself remembers for a socket that this relay could not help any more.</summary>
    public IReadOnlyList<EventBody>? TryResume(LiveSocket socket, RoomPosition position, bool isSampled, RoomEvents missed)
    {
        lock (_lock)
        {
            var last = missed.Events.IsEmpty ? position.Sequence : missed.Events[^1].Sequence;
            return Seat(socket, _feed.TryJoin(socket, new RoomPosition(missed.Epoch, last), isSampled))
                ? _broadcast.DescribeMissed(socket, isSampled, missed.Events)
                : null;
        }
    }

    public bool Leave(LiveSocket socket)
    {
        lock (_lock)
        {
            Unseat(socket);
            return _feed.Leave(socket);
        }
    }

    /// <summary>Says who the friends of a viewer may be; a viewer who has left meanwhile has none here.</summary>
    public void Introduce(Caller caller, UserTies ties)
    {
        lock (_lock)
        {
            if (!_people.OfUser(caller.UserId).IsEmpty)
            {
                Presence.Enter(caller.UserId, caller.DisplayName, ties);
            }
        }
    }

    /// <summary>Tells viewers of friends who came or went since the last call.</summary>
    public void TellFriends()
    {
        foreach (var (userId, friends) in Presence.Settle())
        {
            var frame = Frames.FriendsHere(RoomId, friends);
            lock (_lock)
            {
                foreach (var viewer in _people.OfUser(userId))
                {
                    viewer.Outbox.SendLatest($"friends/{RoomId}", frame);
                }
            }
        }
    }

    private void Unseat(LiveSocket socket)
    {
        _people.Remove(socket);
        if (_people.OfUser(socket.UserId).IsEmpty)
        {
            Presence.Leave(socket.UserId);
        }
    }

    private bool Seat(LiveSocket socket, bool isIn)
    {
        if (isIn)
        {
            _people.Add(socket);
        }

        return isIn;
    }
}
