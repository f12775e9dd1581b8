using System.Diagnostics.CodeAnalysis;

namespace SocialCommerce.Client.Live;

/// <summary>Follows the joined rooms: feeds their cursors, closes holes, tells what may be shown.</summary>
internal sealed class RoomTracker(
    Func<string, object, CancellationToken, Task<HubAnswer>> call, LiveConnectionOptions options, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RoomCursor> _rooms = [];
    private readonly HashSet<string> _resuming = [];
    private readonly Dictionary<string, long> _heardAt = [];
    private readonly HashSet<string> _stale = [];
    private long _events;
    private long _gaps;
    private long _duplicates;
    private long _recovered;
    private long _resnapshots;
    private long _leftOut;

    public required Action<LiveEvent> OnEvent { get; init; }

    public required Action<JoinedRoom> OnSnapshot { get; init; }

    /// <summary>A room is stale from now on, or no more.</summary>
    public required Action<string, bool> OnStale { get; init; }

    public LiveCounters Count(long reconnects)
    {
        lock (_lock)
        {
            var duplicates = _duplicates + _rooms.Values.Sum(room => room.Duplicates);
            return new LiveCounters(_events, _gaps, duplicates, _recovered, _resnapshots, reconnects, _leftOut);
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
            var answer = await call("JoinRoom", new { roomId, sample = options.SampleComments }, cancellationToken);
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

            Hear(room.RoomId);
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

    /// <summary>A pulse says how far the server has sent events: the end of them may have been lost.</summary>
    public void Receive(Pulse pulse)
    {
        var needsResume = false;
        lock (_lock)
        {
            if (!_rooms.TryGetValue(pulse.RoomId, out var room))
            {
                return;
            }

            Hear(room.RoomId);
            needsResume = room.IsBehind(pulse.Epoch, pulse.Seq) && _resuming.Add(room.RoomId);
            _gaps += needsResume ? 1 : 0;
        }

        if (needsResume)
        {
            _ = CloseHoleAsync(pulse.RoomId);
        }
    }

    /// <summary>Tells which rooms have fallen silent, and asks for what they may have missed. Called every few seconds.</summary>
    public IReadOnlyList<Task<bool>> Check()
    {
        List<string> silent;
        lock (_lock)
        {
            silent = [.. _rooms.Values
                .Where(room => room.IsPlaced && clock.GetElapsedTime(_heardAt[room.RoomId]) >= options.StaleAfter)
                .Select(room => room.RoomId)];
            foreach (var roomId in silent.Where(_stale.Add))
            {
                OnStale(roomId, true);
            }

            silent.RemoveAll(roomId => !_resuming.Add(roomId));
        }

        return [.. silent.Select(CloseHoleAsync)];
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
            lock (_lock)
            {
                _resuming.Add(room.RoomId);
            }

            try
            {
                await ResumeAsync(room, cancellationToken);
            }
            finally
            {
                lock (_lock)
                {
                    _resuming.Remove(room.RoomId);
                }
            }
        }
    }

    private async Task<bool> CloseHoleAsync(string roomId)
    {
        try
        {
            if (TryGet(roomId, out var room))
            {
                await ResumeAsync(room, CancellationToken.None);
            }

            return true;
        }
        catch (LiveRefusedException)
        {
            // The server is there, but busy, or it closed the room: the next event, pulse or check asks again.
            return true;
        }
        catch (Exception)
        {
            // The connection broke: the reconnect asks again.
            return false;
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
        var request = new { roomId = room.RoomId, epoch = room.Epoch, seq = room.Seq, sample = options.SampleComments };
        var answer = await call("Resume", request, cancellationToken);
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
            Hear(room.RoomId);
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
                Hear(roomId);
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
            _leftOut += next.Type == LiveEvent.CommentsSampled ? next.DataAs<CommentsSampledData>().Count : 0;
            OnEvent(next);
        }
    }

    private void Hear(string roomId)
    {
        _heardAt[roomId] = clock.GetTimestamp();
        if (_stale.Remove(roomId))
        {
            OnStale(roomId, false);
        }
    }

    private void Forget(string roomId)
    {
        _heardAt.Remove(roomId);
        _stale.Remove(roomId);
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
