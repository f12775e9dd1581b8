using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// Keeps one relay subscribed: opens, renews with the number of viewers, and closes the holes that a renewal or an event
/// shows. One at a time.
/// </summary>
internal sealed partial class RoomLease(
    RoomRelay relay, IRoomSource source, TimeSpan renewal, TimeSpan heartbeat, TimeProvider clock, ILogger logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan KeptWithoutViewers = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private int _reported = -1;
    private bool _isOpen;
    private bool _isClosed;
    private bool _hasHole;
    private DateTimeOffset _renewedAt;
    private DateTimeOffset _usedAt = clock.GetUtcNow();

    public RoomRelay Relay => relay;

    /// <summary>What goes with the lease: who is here.</summary>
    public PresenceLink? Presence { get; init; }

    /// <summary>Nobody has looked at the room for a while.</summary>
    public bool IsIdle => relay.Viewers == 0 && clock.GetUtcNow() - _usedAt > KeptWithoutViewers;

    /// <summary>True when subscribed; false when there is no such room; null when this lease has just been closed.</summary>
    public async Task<bool?> OpenAsync(CancellationToken cancellationToken)
    {
        _usedAt = clock.GetUtcNow();
        if (Volatile.Read(ref _isOpen))
        {
            return true;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _isClosed ? null : _isOpen || await RenewAsync();
        }
        finally
        {
            _turn.Release();

            // Events that came while the first position was still under way were turned down as a hole.
            _ = TendAsync();
        }
    }

    /// <summary>Something is missing: it is fetched now.</summary>
    public void ReportHole()
    {
        lock (_lock)
        {
            _hasHole = true;
        }

        _ = TendAsync();
    }

    /// <summary>Renews when it is time, when the number of viewers is another, and when something is missing.</summary>
    public async Task TendAsync()
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero))
        {
            return;
        }

        try
        {
            while (_isOpen && !_isClosed && (TakeHole() || IsDue()))
            {
                await RenewAsync();
            }

            if (_isOpen && !_isClosed)
            {
                relay.KeepAlive(heartbeat);
            }
        }
        catch (Exception exception)
        {
            // The next round tries again; a hole stays one until it is closed.
            ReportAgain();
            LogFailed(exception, relay.RoomId);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        try
        {
            _isClosed = true;
            relay.Dispose();
            await source.UnsubscribeAsync();
            await (Presence?.LeaveAsync() ?? Task.CompletedTask);
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool IsDue() => relay.Viewers != _reported || clock.GetUtcNow() - _renewedAt >= renewal;

    private bool TakeHole()
    {
        lock (_lock)
        {
            var hadHole = _hasHole;
            _hasHole = false;
            return hadHole;
        }
    }

    private void ReportAgain()
    {
        lock (_lock)
        {
            _hasHole = true;
        }
    }

    private async Task<bool> RenewAsync()
    {
        var viewers = relay.Viewers;
        if (await source.SubscribeAsync(viewers, relay.Access.Tag) is not { } position)
        {
            // What is not there need not be asked again before the next renewal is due.
            _reported = 0;
            _renewedAt = clock.GetUtcNow();
            relay.Restart(new RoomPosition(string.Empty, 0));
            return false;
        }

        _reported = viewers;
        _renewedAt = clock.GetUtcNow();
        relay.SendBackstage(position.Backstage);
        if (position.Access is { } access)
        {
            relay.SetAccess(access);
        }

        await CatchUpAsync(position);
        _isOpen = true;
        return true;
    }

    private async Task CatchUpAsync(RoomPosition position)
    {
        var known = relay.Position;
        if (known.Epoch != position.Epoch)
        {
            relay.Restart(position);
            if (await source.DescribeAsync() is { } room)
            {
                relay.Learn(room);
            }

            return;
        }

        while (known.Sequence < position.Sequence)
        {
            // Nothing, or nothing new: the room no longer has what is missing, and its viewers start anew.
            if (await source.ResumeAsync(known) is not { } events || !relay.TryTake(events)
                || relay.Position.Sequence == known.Sequence)
            {
                relay.Restart(position);
                return;
            }

            known = relay.Position;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Room {RoomId}: the subscription could not be renewed")]
    private partial void LogFailed(Exception exception, string roomId);
}
