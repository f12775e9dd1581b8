using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// Whether a user may take part in a room now, as its companions ask for each of many callers. What the room said is good
/// for a moment, so that a hundred thousand votes are not a hundred thousand questions to the room; a ban counts within a
/// second.
/// </summary>
internal sealed class RoomGate(IGrainFactory grains, string roomId, TimeProvider clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private Task<RoomFacts>? _asked;
    private DateTimeOffset _askedAt;

    /// <summary>Null when the user may; else why not.</summary>
    public async Task<EngagementOutcome?> DenyAsync(string userId)
    {
        var (room, moderation) = await AskAsync();
        if (room is null)
        {
            return EngagementOutcome.NotFound;
        }

        if (!IsOn(room))
        {
            return EngagementOutcome.IllegalStep;
        }

        return Holds(moderation?.Policy.Banned, userId) ? EngagementOutcome.Excluded : null;
    }

    /// <summary>Who decides over the room: its host and its moderators.</summary>
    public async Task<bool> IsInChargeAsync(string userId)
    {
        var (room, moderation) = await AskAsync();
        return room?.HostId == userId || moderation?.Policy.Moderators.Contains(userId) == true;
    }

    /// <summary>Whether the user may not write at present.</summary>
    public async Task<bool> IsMutedAsync(string userId) => Holds((await AskAsync()).Moderation?.Policy.Muted, userId);

    /// <summary>Modes and rules; null when there is no such room.</summary>
    public async Task<RoomModeration?> GetModerationAsync() => (await AskAsync()).Moderation;

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

    private bool Holds(ImmutableArray<Restriction>? restrictions, string userId)
    {
        var now = clock.GetUtcNow();
        return restrictions?.Any(restriction => restriction.UserId == userId && restriction.HoldsAt(now)) == true;
    }

    private Task<RoomFacts> AskAsync()
    {
        var now = clock.GetUtcNow();
        if (_asked is null || _asked.IsFaulted || now - _askedAt >= GoodFor)
        {
            _asked = ReadAsync();
            _askedAt = now;
        }

        return _asked;
    }

    private async Task<RoomFacts> ReadAsync()
    {
        var room = grains.GetGrain<IRoomGrain>(roomId);
        var summary = room.GetAsync(CancellationToken.None);
        var moderation = room.GetModerationAsync(CancellationToken.None);
        return new RoomFacts(await summary, await moderation);
    }

    private readonly record struct RoomFacts(RoomSummary? Room, RoomModeration? Moderation);
}
