using SocialCommerce.Api.Rooms.Moderation;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Who may be in the room and speak, as far as this process is concerned; the room itself refuses too.</summary>
internal sealed partial class RoomRelay
{
    private RoomAccess _access = RoomAccess.Open;

    /// <summary>Empty before the room was found.</summary>
    public string HostId { get; private set; } = string.Empty;

    public RoomAccess Access => Volatile.Read(ref _access);

    public bool IsBanned(string userId) => AccessChanges.Find(Access.Banned, userId, _clock.GetUtcNow()) is not null;

    public RoomStandingBody StandingOf(string userId)
    {
        var access = Access;
        var muted = AccessChanges.Find(access.Muted, userId, _clock.GetUtcNow());
        var role = userId == HostId
            ? RoomRole.Host
            : access.Moderators.Contains(userId) ? RoomRole.Moderator : RoomRole.Viewer;
        return new RoomStandingBody(role, muted is not null, muted?.Until);
    }

    public Task OnAccessChangedAsync(string roomId)
    {
        // The renewal that a hole asks for brings it.
        OnHole(new RoomEvents(RoomId, string.Empty, []));
        return Task.CompletedTask;
    }

    /// <summary>Takes what is so from now on: whoever is banned leaves at once, and who is concerned is told.</summary>
    public void SetAccess(RoomAccess access)
    {
        lock (_lock)
        {
            var changes = AccessChanges.Between(_access, access, _clock.GetUtcNow());
            Volatile.Write(ref _access, access);
            _broadcast.Focus = _broadcast.Focus.Hearing(HostId, access.Moderators);
            foreach (var socket in _feed.Viewers.Where(socket => changes.ContainsKey(socket.Caller.UserId)).ToList())
            {
                var change = changes[socket.Caller.UserId];
                if (change.Kind == AccessChanges.Banned)
                {
                    Leave(socket);
                    socket.Rooms.TryRemove(RoomId, out _);
                }

                socket.Outbox.Send(Frames.Notice(change.Kind, change.Text, RoomId, change.Until));
            }
        }
    }
}
