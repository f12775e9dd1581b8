using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>Who is in a room: <see cref="RoomDirectory"/> knows, this tells the Api processes what changed.</summary>
internal sealed partial class RoomPresenceGrain(TimeProvider clock, ILogger<RoomPresenceGrain> logger) : Grain, IRoomPresenceGrain
{
    private static readonly TimeSpan TellDelay = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Relay> _relays = new(StringComparer.Ordinal);
    private RoomDirectory _directory = null!;
    private OneShotTimer _telling = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // No earlier activation counted as far as its clock went.
        _directory = new RoomDirectory(clock.GetUtcNow().Ticks);
        _telling = new OneShotTimer(this, TellAsync);
        return Task.CompletedTask;
    }

    public Task<PresenceView> ReportAsync(
        PresenceReport report, IRoomPresenceObserver observer, CancellationToken cancellationToken)
    {
        DropExpired();
        if (!_directory.TryTake(report))
        {
            return Task.FromResult(new PresenceView(
                report.Known, report.Known, IsWhole: false, [], [], IsReportWanted: true));
        }

        var view = _directory.Since(report.Known);
        _relays[report.RelayId] = new Relay(observer, clock.GetUtcNow() + Lease, view.Version);
        TellLater();
        return Task.FromResult(view);
    }

    public Task LeaveAsync(string relayId, CancellationToken cancellationToken)
    {
        _relays.Remove(relayId);
        _directory.Leave(relayId);
        TellLater();
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<string>> FindAsync(ImmutableArray<string> userIds, CancellationToken cancellationToken)
    {
        DropExpired();
        return Task.FromResult(userIds.RemoveAll(userId => !_directory.Contains(userId)));
    }

    public Task<ImmutableArray<string>> SampleAsync(int limit, CancellationToken cancellationToken)
    {
        DropExpired();
        return Task.FromResult(_directory.Sample(limit));
    }

    private void TellLater()
    {
        if (_relays.Values.Any(relay => relay.Told < _directory.Version))
        {
            _telling.Schedule(TellDelay);
        }
    }

    private Task TellAsync(CancellationToken cancellationToken)
    {
        DropExpired();
        foreach (var (relayId, relay) in _relays.Where(entry => entry.Value.Told < _directory.Version).ToList())
        {
            SendAsync(relayId, relay.Observer, _directory.Since(relay.Told)).Forget();
            _relays[relayId] = relay with { Told = _directory.Version };
        }

        return Task.CompletedTask;
    }

    private async Task SendAsync(string relayId, IRoomPresenceObserver observer, PresenceView view)
    {
        try
        {
            await observer.OnPresenceAsync(view);
        }
#pragma warning disable CA1031 // The lease decides when a process is gone; what is lost shows in the next version.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogSendFailed(relayId, exception);
        }
    }

    private void DropExpired()
    {
        var now = clock.GetUtcNow();
        foreach (var relayId in _relays.Where(entry => entry.Value.ExpiresAt <= now).Select(entry => entry.Key).ToList())
        {
            _relays.Remove(relayId);
            _directory.Leave(relayId);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Relay {RelayId} was not told who is here")]
    private partial void LogSendFailed(string relayId, Exception exception);

    private sealed record Relay(IRoomPresenceObserver Observer, DateTimeOffset ExpiresAt, long Told);
}
