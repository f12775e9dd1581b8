using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Replay;

/// <summary>Times of a replay in milliseconds since the room opened; what was before that is negative.</summary>
internal readonly struct ReplayTimeline(RoomSummary room)
{
    public DateTimeOffset StartedAt { get; } = room.StartedAt ?? room.CreatedAt;

    public DateTimeOffset EndedAt { get; } = room.EndedAt ?? room.StartedAt ?? room.CreatedAt;

    public long MillisecondsAt(DateTimeOffset time) => (long)Math.Floor((time - StartedAt).TotalMilliseconds);

    /// <summary>The end of a millisecond, so that what happened within it has happened.</summary>
    public DateTimeOffset TimeAt(long milliseconds) =>
        StartedAt + TimeSpan.FromMilliseconds(milliseconds) + TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond - 1);
}
