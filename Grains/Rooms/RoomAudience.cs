using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// The Api processes that listen to a room, each with its number of viewers and a lease. A process that is slow or gone
/// holds up nobody, and hears of its gap when it renews.
/// </summary>
internal sealed class RoomAudience(string roomId, TimeProvider clock, ILogger logger)
{
    private const int RelaysMax = 1_000;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, RelayLine> _relays = new(StringComparer.Ordinal);

    public int Viewers => _relays.Values.Sum(relay => relay.Viewers);

    public bool IsEmpty => _relays.Count == 0;

    /// <summary>Answers whether the number of viewers changed.</summary>
    public bool Subscribe(RoomSubscription subscription, IRoomObserver observer)
    {
        var before = Viewers;
        if (!_relays.TryGetValue(subscription.RelayId, out var relay))
        {
            if (_relays.Count == RelaysMax)
            {
                return false;
            }

            relay = new RelayLine(roomId, subscription.RelayId, observer, logger);
            _relays.Add(subscription.RelayId, relay);
        }

        relay.Observer = observer;
        relay.Viewers = Math.Max(0, subscription.Viewers);
        relay.ExpiresAt = clock.GetUtcNow() + Lease;
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

    /// <summary>Sends an event to every process, after those sent before it.</summary>
    public void Send(string epoch, RoomEvent roomEvent)
    {
        foreach (var relay in _relays.Values)
        {
            relay.Send(epoch, roomEvent);
        }
    }

    /// <summary>Asks every process to renew at once: where its viewers belong has changed.</summary>
    public void AskToRenew()
    {
        var nothing = new RoomEvents(roomId, string.Empty, []);
        SendHint(observer => observer.OnEventsAsync(nothing));
    }

    /// <summary>Sends what may be lost or overtaken.</summary>
    public void SendHint(Func<IRoomObserver, Task> send)
    {
        foreach (var relay in _relays.Values)
        {
            relay.SendHint(send);
        }
    }
}
