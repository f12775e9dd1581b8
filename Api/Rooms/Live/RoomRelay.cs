using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// The one branch of a room's fan-out tree in this process: what the room grain tells comes in here once and goes out to
/// every socket that looks at the room. See docs/decisions/0003-fan-out-tree.md.
/// </summary>
internal sealed partial class RoomRelay : IRoomObserver, IDisposable
{
    /// <summary>Events taken between two looks at whether to flush; far below what the history holds.</summary>
    private const int ChunkMax = 256;

    private readonly Lock _lock = new();
    private readonly RoomFeed<LiveSocket> _feed;
    private readonly RoomPeople _people;
    private readonly RoomBroadcast _broadcast;
    private readonly HotTouches _touches;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Cadence _flushes;
    private readonly Cadence _pulses;
    private RoomPulse _pulse;
    private bool _hasNewPulse;
    private DateTimeOffset _pulsedAt;

    public RoomRelay(string roomId, LiveOptions options, HotTouches touches, TimeProvider clock, ILogger logger)
    {
        Key = roomId;
        _touches = touches;
        _clock = clock;
        _logger = logger;
        _pulse = new RoomPulse(roomId, 0, ImmutableDictionary<string, long>.Empty);
        _pulsedAt = clock.GetUtcNow();
        _people = new RoomPeople(Presence);
        _feed = new RoomFeed<LiveSocket>(roomId, options.HistoryMax, SendOne);
        _broadcast = new RoomBroadcast(roomId, options.ReadableCommentsPerSecond, _people, clock);
        _flushes = new Cadence(clock, options.FlushInterval, () => Guard(Flush));
        _pulses = new Cadence(clock, options.PulseInterval, () => Guard(SendPulse));
    }

    /// <summary>Called when an event shows that one before it was lost on the way.</summary>
    public required Action<RoomEvents> OnHole { get; init; }

    public string RoomId => _feed.RoomId;

    /// <summary>Key of the grain that it listens to: the room, or one of its rehearsals.</summary>
    public string Key { get; init; }

    /// <summary>Those of the room's people who belong elsewhere while it is rehearsed.</summary>
    public RoomBackstage? Backstage { get; private set; }

    public RoomPresence Presence { get; } = new();

    public int Viewers
    {
        get
        {
            lock (_lock)
            {
                return _feed.Viewers.Count;
            }
        }
    }

    public RoomPosition Position
    {
        get
        {
            lock (_lock)
            {
                return new RoomPosition(_feed.Epoch, _feed.Last);
            }
        }
    }

    public Task OnEventsAsync(RoomEvents events)
    {
        if (!TryTake(events))
        {
            OnHole(events);
        }

        return Task.CompletedTask;
    }

    public Task OnPulseAsync(RoomPulse pulse)
    {
        lock (_lock)
        {
            _pulse = pulse;
            _hasNewPulse = true;
        }

        _pulses.Ask();
        return Task.CompletedTask;
    }

    public Task OnHotChangedAsync(string roomId)
    {
        lock (_lock)
        {
            _touches.Add(_feed.Viewers.Select(socket => socket.Caller.UserId));
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes what follows; answers false when something before it is missing.</summary>
    public bool TryTake(RoomEvents events)
    {
        lock (_lock)
        {
            // Before the first position is known, and after the room began anew, nothing can be put in its place.
            if (events.Epoch != _feed.Epoch)
            {
                return false;
            }

            foreach (var chunk in events.Events.Chunk(ChunkMax))
            {
                if (!_feed.TryTake([.. chunk]))
                {
                    return false;
                }

                if (_feed.Waiting >= ChunkMax)
                {
                    Flush();
                }
            }

            if (_feed.Waiting > 0)
            {
                _flushes.Ask();
            }

            return true;
        }
    }

    /// <summary>Starts at a place of the sequence. Sockets that know an older one are cut: they come back and resume.</summary>
    public void Restart(RoomPosition position)
    {
        lock (_lock)
        {
            foreach (var socket in _feed.Viewers.ToList())
            {
                socket.Cut("the room's events were lost on the way");
                Unseat(socket);
                _feed.Leave(socket);
            }

            _feed.Reset(position);
        }
    }

    /// <summary>Sends those who rehearse to where they belong: they are cut, come back and are let in there.</summary>
    public void SendBackstage(RoomBackstage? backstage)
    {
        lock (_lock)
        {
            Backstage = backstage;
            foreach (var socket in _feed.Viewers.Where(socket => backstage?.UserIds.Contains(socket.Caller.UserId) is true).ToList())
            {
                socket.Cut("its user rehearses the room");
                _people.Remove(socket);
                _feed.Leave(socket);
            }
        }
    }

    /// <summary>What the room is about, for choosing among its comments; events move it on.</summary>
    public void Learn(RoomSummary room)
    {
        lock (_lock)
        {
            HostId = room.HostId;
            _broadcast.Focus = RoomFocus.Of(room).Hearing(HostId, Access.Moderators);
            _pulse = _hasNewPulse ? _pulse : _pulse with { Viewers = room.Viewers };
        }
    }

    /// <summary>
    /// Repeats the pulse when none was due for a while, so that viewers notice a feed that is dead. Called only while the
    /// room itself answers.
    /// </summary>
    public void KeepAlive(TimeSpan interval)
    {
        lock (_lock)
        {
            if (_clock.GetUtcNow() - _pulsedAt < interval || _feed.Viewers.Count == 0)
            {
                return;
            }
        }

        _pulses.Ask();
    }

    public void Dispose()
    {
        _flushes.Dispose();
        _pulses.Dispose();
    }

    private void Flush()
    {
        lock (_lock)
        {
            _feed.Flush(_broadcast);
        }
    }

    private void SendPulse()
    {
        lock (_lock)
        {
            _hasNewPulse = false;
            _pulsedAt = _clock.GetUtcNow();

            // Behind the events it counts: whoever lacks one of them then sees that its end is missing.
            var frame = Frames.Pulse(_pulse, _feed.Flushed);
            foreach (var socket in _feed.Viewers)
            {
                socket.Outbox.SendLatest(RoomId, frame);
            }
        }
    }

    private void SendOne(LiveSocket socket, string epoch, IReadOnlyList<RoomEvent> events)
    {
        if (events.Count > 0)
        {
            socket.Outbox.Send(Frames.Events(RoomId, epoch, events));
        }
    }

    // A timer has no caller: what it throws would end the process.
    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            LogFault(exception, RoomId);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Relay of room {RoomId} failed to send")]
    private partial void LogFault(Exception exception, string roomId);
}
