using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Lets sockets into rooms, at a place of the sequence from which nothing is missing.</summary>
internal sealed class RoomDoor(
    IGrainFactory grains, RoomRelays relays, LiveSockets sockets, UserRelays users, RoomSnapshots snapshots)
{
    /// <summary>
    /// A snapshot is too old only when a whole history went by meanwhile; then the next one is not. Those who rehearse
    /// come by the room, and go back to it when the rehearsal has just ended.
    /// </summary>
    private const int AttemptsMax = 5;

    /// <summary>Joins; null when there is no such room.</summary>
    public async Task<HubAnswer?> JoinAsync(
        LiveSocket socket, string roomId, bool isSampled, CancellationToken cancellationToken)
    {
        var key = roomId;
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            // Subscribed before the snapshot is taken: whatever comes after the snapshot comes through here.
            if (await relays.OpenAsync(key, cancellationToken) is not { } relay
                || await grains.GetGrain<IRoomGrain>(key).EnterAsync(cancellationToken) is not { } entry)
            {
                if (key == roomId)
                {
                    return null;
                }

                // The rehearsal has just ended.
                key = roomId;
                continue;
            }

            if (entry.Backstage is { } backstage && backstage.UserIds.Contains(socket.Caller.UserId))
            {
                key = backstage.Key;
                continue;
            }

            if (!relay.IsBanned(socket.Caller.UserId)
                && !relay.TryJoin(socket, new RoomPosition(entry.Epoch, entry.Sequence), isSampled))
            {
                continue;
            }

            if (Settle(socket, relay))
            {
                return new JoinedAnswer(
                    entry.Epoch, entry.Sequence, await snapshots.DescribeAsync(entry, relay, socket, cancellationToken));
            }

            return LiveRefusals.Banned;
        }

        throw new TimeoutException($"No snapshot of room {roomId} was recent enough.");
    }

    /// <summary>Goes on where the socket's user left off: with what was missed, or else anew. Null: no such room.</summary>
    public async Task<HubAnswer?> ResumeAsync(
        LiveSocket socket, string roomId, RoomPosition position, bool isSampled, CancellationToken cancellationToken)
    {
        if (await relays.OpenAsync(roomId, cancellationToken) is not { } relay)
        {
            return null;
        }

        if (relay.IsBanned(socket.Caller.UserId))
        {
            return LiveRefusals.Banned;
        }

        var missed = relay.Backstage?.UserIds.Contains(socket.Caller.UserId) is true
            ? null
            : relay.TryResume(socket, position, isSampled)
                ?? await FetchAsync(socket, relay, position, isSampled, cancellationToken);
        if (missed is not null)
        {
            return Settle(socket, relay) ? new RecoveredAnswer(missed) : LiveRefusals.Banned;
        }

        var answer = await JoinAsync(socket, roomId, isSampled, cancellationToken);
        return answer is JoinedAnswer joined ? new NotRecoveredAnswer(joined.Epoch, joined.Seq, joined.Snapshot) : answer;
    }

    public async Task LeaveAsync(LiveSocket socket, string roomId)
    {
        if (socket.Rooms.TryRemove(roomId, out var relay))
        {
            relay.Leave(socket);
            await users.SubscribeAsync(socket.Caller.UserId, socket.Rooms.Values.FirstOrDefault(room => !RoomKeys.IsRehearsal(room.Key))?.RoomId);
        }
    }

    /// <summary>Forgets a socket that has gone.</summary>
    public static void Forget(LiveSocket socket)
    {
        foreach (var relay in socket.Rooms.Values)
        {
            relay.Leave(socket);
        }

        socket.Rooms.Clear();
    }

    // The relay's history does not reach back so far; the room's own may.
    private async Task<IReadOnlyList<EventBody>?> FetchAsync(
        LiveSocket socket, RoomRelay relay, RoomPosition position, bool isSampled, CancellationToken cancellationToken)
    {
        var events = await grains.GetGrain<IRoomGrain>(relay.Key).ResumeAsync(
            new ResumeRoom(position.Epoch, position.Sequence), cancellationToken);
        return events is null ? null : relay.TryResume(socket, position, isSampled, events);
    }

    /// <summary>False when the user was banned while coming in.</summary>
    private bool Settle(LiveSocket socket, RoomRelay relay)
    {
        if (socket.Rooms.TryGetValue(relay.RoomId, out var before) && before != relay)
        {
            before.Leave(socket);
        }

        socket.Rooms[relay.RoomId] = relay;
        if (relay.IsBanned(socket.Caller.UserId))
        {
            relay.Leave(socket);
            socket.Rooms.TryRemove(relay.RoomId, out _);
            return false;
        }

        if (sockets.Find(socket.Id) is null)
        {
            // It went while it came in, and nobody else will clean up after it.
            Forget(socket);
            return true;
        }

        // Not waited for: those who come back in a crowd must not wait for their user grains too.
        users.Expect(socket.UserId, RoomKeys.IsRehearsal(relay.Key) ? null : relay.RoomId);
        return true;
    }
}
