using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>The rooms that somebody looks at through this process: one lease each, opened on demand, closed when idle.</summary>
internal sealed partial class RoomRelays(
    IGrainFactory grains,
    HotTouches touches,
    ProcessId process,
    IOptions<LiveOptions> options,
    TimeProvider clock,
    ILogger<RoomRelays> logger)
{
    private const int AttemptsMax = 5;

    private readonly ConcurrentDictionary<string, Lazy<RoomLease>> _leases = new();

    /// <summary>
    /// The relay of a room, or of its rehearsal when that is the key, subscribed; null when there is no such room.
    /// </summary>
    public async Task<RoomRelay?> OpenAsync(string roomId, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var entry = _leases.GetOrAdd(roomId, id => new Lazy<RoomLease>(() => Create(id)));
            switch (await entry.Value.OpenAsync(cancellationToken))
            {
                case true:
                    return entry.Value.Relay;
                case false:
                    await CloseAsync(roomId, entry);
                    return null;
                default:
                    // It was closed for idleness while we asked; the next round makes a new one.
                    break;
            }
        }

        throw new TimeoutException($"The relay of room {roomId} could not be opened.");
    }

    /// <summary>Those that somebody has opened.</summary>
    public IEnumerable<RoomRelay> All =>
        _leases.Values.Where(static entry => entry.IsValueCreated).Select(static entry => entry.Value.Relay);

    public RoomRelay? Find(string roomId) =>
        _leases.TryGetValue(roomId, out var entry) && entry.IsValueCreated ? entry.Value.Relay : null;

    /// <summary>Renews what is due and closes what nobody looks at. Called a few times a second.</summary>
    public async Task TendAsync()
    {
        foreach (var (roomId, entry) in _leases)
        {
            if (entry.Value.IsIdle)
            {
                await CloseAsync(roomId, entry);
            }
            else
            {
                entry.Value.Relay.TellFriends();

                // Not awaited: a slow room must not hold up the others. One room's turns do not overlap.
                _ = entry.Value.TendAsync();
                _ = entry.Value.Presence?.TendAsync();
            }
        }
    }

    private async Task CloseAsync(string roomId, Lazy<RoomLease> entry)
    {
        if (!_leases.TryRemove(KeyValuePair.Create(roomId, entry)))
        {
            return;
        }

        try
        {
            await entry.Value.DisposeAsync();
        }
        catch (Exception exception) when (exception is TimeoutException or Orleans.Runtime.OrleansException)
        {
            // The lease in the room grain runs out by itself.
            LogNotClosed(exception, roomId);
        }
    }

    private RoomLease Create(string key)
    {
        RoomLease? lease = null;
        var relay = new RoomRelay(RoomKeys.RoomOf(key), options.Value, touches, clock, logger)
        {
            Key = key,
            OnHole = _ => lease?.ReportHole(),
        };
        var source = new RoomSubscriber(grains, key, process.Id, relay);
        lease = new RoomLease(relay, source, options.Value.LeaseRenewal, options.Value.HeartbeatInterval, clock, logger)
        {
            Presence = new PresenceLink(
                relay.Presence, new PresenceDirectory(grains, key), process.Id, options.Value.LeaseRenewal, clock, logger)
            {
                OnMoved = relay.TellFriends,
            },
        };
        return lease;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Room {RoomId}: the subscription could not be ended")]
    private partial void LogNotClosed(Exception exception, string roomId);
}

/// <summary>Names this process towards grains.</summary>
internal sealed class ProcessId
{
    public string Id { get; } = $"api_{Guid.CreateVersion7():N}";
}
