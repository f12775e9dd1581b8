using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// Keeps what this process knows of who is in a room and what the room's directory knows the same. One report at a time.
/// </summary>
internal sealed partial class PresenceLink(
    RoomPresence presence, IPresenceSource source, string relayId, TimeSpan renewal, TimeProvider clock, ILogger logger)
    : IRoomPresenceObserver
{
    private int _isReporting;
    private bool _isWholeWanted = true;
    private DateTimeOffset _reportedAt;

    public Task OnPresenceAsync(PresenceView view)
    {
        if (!presence.TryTake(view))
        {
            // The next report brings what was lost.
            _reportedAt = DateTimeOffset.MinValue;
        }

        OnMoved();

        return Task.CompletedTask;
    }

    /// <summary>Called when somebody may have come or gone at another process.</summary>
    public required Action OnMoved { get; init; }

    /// <summary>Reports when there is something to say, and when the lease is to be renewed. Called a few times a second.</summary>
    public async Task TendAsync()
    {
        if (Interlocked.Exchange(ref _isReporting, 1) == 1)
        {
            return;
        }

        try
        {
            if (presence.HasNews || _isWholeWanted || clock.GetUtcNow() - _reportedAt >= renewal)
            {
                await ReportAsync();
            }
        }
        finally
        {
            Volatile.Write(ref _isReporting, 0);
        }
    }

    public Task LeaveAsync() => source.LeaveAsync(relayId);

    private async Task ReportAsync()
    {
        var next = presence.TakeReport(relayId, _isWholeWanted);
        try
        {
            var view = await source.ReportAsync(next, this);
            _isWholeWanted = view.IsReportWanted;
            _reportedAt = clock.GetUtcNow();
            presence.TryTake(view);
            OnMoved();
        }
        catch (Exception exception) when (exception is TimeoutException or Orleans.Runtime.OrleansException)
        {
            // The next round says it again.
            presence.TakeBack(next);
            LogFailed(exception, relayId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Relay {RelayId}: who is here could not be reported")]
    private partial void LogFailed(Exception exception, string relayId);
}
