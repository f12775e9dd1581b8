using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// Announcements that a companion of a room stored together with what they tell of, until the room has them: a crash in
/// between loses none, and the room takes each once.
/// </summary>
internal static class RoomOutbox
{
    /// <summary>An event without its place and its time, which the room gives.</summary>
    public static RoomAnnouncement Announce(string announcementId, RoomEventType type) =>
        new(announcementId, new RoomEvent(0, type, DateTimeOffset.UnixEpoch));

    /// <summary>
    /// Answers when the room has them all. What a room that is over no longer takes is of no use to anybody and dropped.
    /// </summary>
    public static async Task DeliverAsync(
        IRoomGrain room, ImmutableArray<RoomAnnouncement> announcements, CancellationToken cancellationToken)
    {
        foreach (var announcement in announcements)
        {
            var result = await room.AnnounceAsync(announcement, cancellationToken);
            if (result.Outcome is not (RoomOutcome.Done or RoomOutcome.IllegalStep))
            {
                throw new InvalidOperationException($"The room did not take {announcement.AnnouncementId}: {result.Outcome}.");
            }
        }
    }
}
