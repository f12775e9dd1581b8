using System.Collections.Concurrent;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms;

/// <summary>
/// Knows whether what a user does in a room is part of a rehearsal and so counts nowhere. Only a room's host can rehearse
/// it, so that a room is asked once in this process, and from then on only for its host.
/// </summary>
internal sealed class RehearsalGuard(IGrainFactory grains)
{
    private const int HostsMax = 10_000;

    private readonly ConcurrentDictionary<string, string> _hosts = new(StringComparer.Ordinal);

    public async Task<bool> IsRehearsedAsync(string userId, string? roomId, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(roomId) || (_hosts.TryGetValue(roomId!, out var hostId) && hostId != userId))
        {
            return false;
        }

        if (await grains.GetGrain<IRoomGrain>(roomId!).GetAsync(cancellationToken) is not { } room)
        {
            return false;
        }

        Remember(room);
        return room.IsRehearsing && room.HostId == userId;
    }

    private void Remember(RoomSummary room)
    {
        if (_hosts.Count >= HostsMax)
        {
            _hosts.Clear();
        }

        _hosts[room.RoomId] = room.HostId;
    }
}
