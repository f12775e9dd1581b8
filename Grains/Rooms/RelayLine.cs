using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// What a room says to one Api process: one batch of events under way at a time, what comes meanwhile is the next batch.
/// So events arrive in order, which observers of Orleans do not promise when several calls are under way, and a process
/// far away costs no more calls than it can answer. Runs in the turns of the room.
/// </summary>
internal sealed partial class RelayLine(string roomId, string relayId, IRoomObserver observer, ILogger logger)
{
    /// <summary>As many as the room remembers: whoever is further behind has to ask for them anyway.</summary>
    public const int WaitingMax = RoomFeed.EventsMax;

    private readonly List<RoomEvent> _waiting = [];
    private string _epoch = string.Empty;
    private bool _isSending;

    public IRoomObserver Observer { get; set; } = observer;

    /// <summary>Viewers that the process last told of.</summary>
    public int Viewers { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public void Send(string epoch, RoomEvent roomEvent)
    {
        if (epoch != _epoch || _waiting.Count == WaitingMax)
        {
            // The next event shows the process its gap.
            _waiting.Clear();
            _epoch = epoch;
        }

        _waiting.Add(roomEvent);
        if (!_isSending)
        {
            SendWaitingAsync().Forget();
        }
    }

    /// <summary>Something that may be lost or overtaken.</summary>
    public void SendHint(Func<IRoomObserver, Task> send) => TryAsync(() => send(Observer)).Forget();

    private async Task SendWaitingAsync()
    {
        _isSending = true;
        while (_waiting.Count > 0)
        {
            var events = new RoomEvents(roomId, _epoch, [.. _waiting]);
            _waiting.Clear();
            await TryAsync(() => Observer.OnEventsAsync(events));
        }

        _isSending = false;
    }

    private async Task TryAsync(Func<Task> send)
    {
        try
        {
            await send();
        }
#pragma warning disable CA1031 // The lease decides when a process is gone; what is lost is a gap that it fills.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogSendFailed(relayId, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Relay {RelayId} was not reached")]
    private partial void LogSendFailed(string relayId, Exception exception);
}
