using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// The one branch of a room's fan-out tree in this process: what the room grain tells comes in here once and goes out to
/// every socket that looks at the room. See docs/decisions/0003-fan-out-tree.md.
/// </summary>
internal sealed partial class RoomRelay : IRoomObserver, IDisposable
{
    /// <summary>Events taken between two looks at whether to flush; far below what the history holds.</summary>
    private const int ChunkMax = 32;

    private readonly Lock _lock = new();
    private readonly RoomFeed<LiveSocket> _feed;
    private readonly HotTouches _touches;
    private readonly ILogger _logger;
    private readonly Cadence _flushes;
    private readonly Cadence _pulses;
    private RoomPulse? _pulse;

    public RoomRelay(string roomId, LiveOptions options, HotTouches touches, TimeProvider clock, ILogger logger)
    {
        _touches = touches;
        _logger = logger;
        _feed = new RoomFeed<LiveSocket>(roomId, options.HistoryMax, SendOne);
        _flushes = new Cadence(clock, options.FlushInterval, () => Guard(Flush));
        _pulses = new Cadence(clock, options.PulseInterval, () => Guard(SendPulse));
    }

    /// <summary>Called when an event shows that one before it was lost on the way.</summary>
    public required Action<RoomEvents> OnHole { get; init; }

    public string RoomId => _feed.RoomId;

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
        Volatile.Write(ref _pulse, pulse);
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
                _feed.Leave(socket);
            }

            _feed.Reset(position);
        }
    }

    public bool TryJoin(LiveSocket socket, RoomPosition snapshot)
    {
        lock (_lock)
        {
            return _feed.TryJoin(socket, snapshot);
        }
    }

    public IReadOnlyList<RoomEvent>? TryResume(LiveSocket socket, RoomPosition position)
    {
        lock (_lock)
        {
            return _feed.TryResume(socket, position);
        }
    }

    public bool Leave(LiveSocket socket)
    {
        lock (_lock)
        {
            return _feed.Leave(socket);
        }
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
            _feed.Flush(SendAll);
        }
    }

    private void SendPulse()
    {
        if (Interlocked.Exchange(ref _pulse, null) is not { } pulse)
        {
            return;
        }

        var frame = Frames.Pulse(pulse);
        lock (_lock)
        {
            foreach (var socket in _feed.Viewers)
            {
                socket.Outbox.SendLatest(RoomId, frame);
            }
        }
    }

    private void SendAll(IReadOnlyCollection<LiveSocket> sockets, string epoch, IReadOnlyList<RoomEvent> events)
    {
        var frame = Frames.Events(RoomId, epoch, events);
        foreach (var socket in sockets)
        {
            socket.Outbox.Send(frame);
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
