using System.Diagnostics.CodeAnalysis;

namespace SocialCommerce.Client.Live;

/// <summary>Follows the joined rooms: feeds their cursors, closes holes, tells what may be shown.</summary>
internal sealed class RoomTracker(Func<string, object, CancellationToken, Task<HubAnswer>> call)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RoomCursor> _rooms = [];
    private readonly HashSet<string> _resuming = [];
    private long _events;
    private long _gaps;
    private long _duplicates;
    private long _recovered;
    private long _resnapshots;

    public required Action<LiveEvent> OnEvent { get; init; }

    public required Action<JoinedRoom> OnSnapshot { get; init; }

    public LiveCounters Count(long reconnects)
    {
        lock (_lock)
        {
            var duplicates = _duplicates + _rooms.Values.Sum(room => room.Duplicates);
            return new LiveCounters(_events, _gaps, duplicates, _recovered, _resnapshots, reconnects);
        }
    }

    public async Task<JoinedRoom> JoinAsync(string roomId, CancellationToken cancellationToken)
    {
        // Before the call: events may come before the answer does.
        lock (_lock)
        {
            Forget(roomId);
            _rooms[roomId] = new RoomCursor(roomId);
        }

        try
        {
            var answer = await call("JoinRoom", new { roomId }, cancellationToken);
            var joined = new JoinedRoom(answer.Epoch!, answer.Seq, answer.Snapshot!);
            Place(roomId, joined);
            return joined;
        }
        catch
        {
            lock (_lock)
            {
                Forget(roomId);
            }

            throw;
        }
    }

    public async Task LeaveAsync(string roomId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Forget(roomId);
        }

        await call("LeaveRoom", new { roomId }, cancellationToken);
    }

    public void Receive(EventsMessage message)
    {
        var needsResume = false;
        lock (_lock)
        {
            if (!_rooms.TryGetValue(message.RoomId, out var room))
            {
                return;
            }

            var ready = room.Take(message.Epoch, message.Events);
            Show(ready ?? []);
            needsResume = (ready is null || room.HasHole) && _resuming.Add(room.RoomId);
            _gaps += needsResume ? 1 : 0;
        }

        if (needsResume)
        {
            // Not awaited: the answer comes over the connection whose reading this would hold up.
            _ = CloseHoleAsync(message.RoomId);
        }
    }

    /// <summary>After a reconnect: makes every room complete.</summary>
    public async Task ResumeAllAsync(CancellationToken cancellationToken)
    {
        List<RoomCursor> rooms;
        lock (_lock)
        {
            rooms = [.. _rooms.Values.Where(room => room.IsPlaced)];
        }

        foreach (var room in rooms)
        {
            await ResumeAsync(room, cancellationToken);
        }
    }

    private async Task CloseHoleAsync(string roomId)
    {
        try
        {
            if (TryGet(roomId, out var room))
            {
                await ResumeAsync(room, CancellationToken.None);
            }
        }
        catch (Exception)
        {
            // The connection broke, or the server is busy: the next event or the reconnect asks again.
        }
        finally
        {
            lock (_lock)
            {
                _resuming.Remove(roomId);
            }
        }
    }

    private async Task ResumeAsync(RoomCursor room, CancellationToken cancellationToken)
    {
        var answer = await call("Resume", new { roomId = room.RoomId, epoch = room.Epoch, seq = room.Seq }, cancellationToken);
        if (!answer.Recovered)
        {
            lock (_lock)
            {
                _resnapshots++;
            }

            Place(room.RoomId, new JoinedRoom(answer.Epoch!, answer.Seq, answer.Snapshot!), OnSnapshot);
            return;
        }

        lock (_lock)
        {
            _recovered += answer.Events!.Count(missed => missed.Seq > room.Seq);
            Show(room.Take(room.Epoch, answer.Events!) ?? []);
        }
    }

    private void Place(string roomId, JoinedRoom joined, Action<JoinedRoom>? tell = null)
    {
        lock (_lock)
        {
            if (_rooms.TryGetValue(roomId, out var room))
            {
                tell?.Invoke(joined);
                Show(room.Place(joined.Epoch, joined.Seq));
            }
        }
    }

    // Within the lock, so that what is shown keeps its order.
    private void Show(IReadOnlyList<LiveEvent> events)
    {
        foreach (var next in events)
        {
            _events++;
            OnEvent(next);
        }
    }

    private void Forget(string roomId)
    {
        if (_rooms.Remove(roomId, out var room))
        {
            _duplicates += room.Duplicates;
        }
    }

    private bool TryGet(string roomId, [NotNullWhen(true)] out RoomCursor? room)
    {
        lock (_lock)
        {
            return _rooms.TryGetValue(roomId, out room);
        }
    }
}
