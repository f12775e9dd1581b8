using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// Whether a user may take part in a room now, as its companions ask for each of many callers. What the room said is good
/// for a moment, so that a hundred thousand votes are not a hundred thousand questions to the room.
/// </summary>
internal sealed class RoomGate(IGrainFactory grains, string roomId, TimeProvider clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private Task<RoomSummary?>? _asked;
    private DateTimeOffset _askedAt;

    /// <summary>Null when the user may; else why not.</summary>
    public async Task<EngagementOutcome?> DenyAsync() => await GetAsync() switch
    {
        null => EngagementOutcome.NotFound,
        { } room => IsOn(room) ? null : EngagementOutcome.IllegalStep,
    };

    /// <summary>Null when the user is the host of an open room; else why not.</summary>
    public static EngagementOutcome? DenyHost(RoomSummary? room, string userId)
    {
        if (room is null)
        {
            return EngagementOutcome.NotFound;
        }

        if (room.HostId != userId)
        {
            return EngagementOutcome.NotHost;
        }

        return IsOn(room) ? null : EngagementOutcome.IllegalStep;
    }

    // A rehearsal has none of them: it leaves no trace, and they all would.
    private static bool IsOn(RoomSummary room) => room.Status is RoomStatus.Live or RoomStatus.Paused;

    private Task<RoomSummary?> GetAsync()
    {
        var now = clock.GetUtcNow();
        if (_asked is null || _asked.IsFaulted || now - _askedAt >= GoodFor)
        {
            _asked = grains.GetGrain<IRoomGrain>(roomId).GetAsync(CancellationToken.None);
            _askedAt = now;
        }

        return _asked;
    }
}
