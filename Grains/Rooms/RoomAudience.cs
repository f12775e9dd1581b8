using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// The Api processes that listen to a room, each with its number of viewers and a lease. Sending is not awaited: a
/// process that is slow or gone holds up nobody, and hears of its gap when it renews.
/// </summary>
internal sealed partial class RoomAudience(TimeProvider clock, ILogger logger)
{
    private const int RelaysMax = 1_000;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Relay> _relays = new(StringComparer.Ordinal);

    public int Viewers => _relays.Values.Sum(relay => relay.Viewers);

    public bool IsEmpty => _relays.Count == 0;

    /// <summary>Answers whether the number of viewers changed.</summary>
    public bool Subscribe(RoomSubscription subscription, IRoomObserver observer)
    {
        var before = Viewers;
        if (_relays.Count < RelaysMax || _relays.ContainsKey(subscription.RelayId))
        {
            _relays[subscription.RelayId] =
                new Relay(observer, Math.Max(0, subscription.Viewers), clock.GetUtcNow() + Lease);
        }

        return Viewers != before;
    }

    public bool Unsubscribe(string relayId) => _relays.Remove(relayId, out var relay) && relay.Viewers > 0;

    /// <summary>Forgets processes whose lease ended; answers whether the number of viewers changed.</summary>
    public bool DropExpired()
    {
        var before = Viewers;
        var now = clock.GetUtcNow();
        foreach (var relayId in _relays.Where(entry => entry.Value.ExpiresAt <= now).Select(entry => entry.Key).ToList())
        {
            _relays.Remove(relayId);
        }

        return Viewers != before;
    }

    public void Send(Func<IRoomObserver, Task> send)
    {
        foreach (var (relayId, relay) in _relays)
        {
            SendAsync(relayId, relay.Observer, send).Forget();
        }
    }

    private async Task SendAsync(string relayId, IRoomObserver observer, Func<IRoomObserver, Task> send)
    {
        try
        {
            await send(observer);
        }
#pragma warning disable CA1031 // The lease decides when a process is gone; one lost message is a gap it can fill.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogSendFailed(logger, relayId, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Relay {RelayId} was not reached")]
    private static partial void LogSendFailed(ILogger logger, string relayId, Exception exception);

    private sealed record Relay(IRoomObserver Observer, int Viewers, DateTimeOffset ExpiresAt);
}
