using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>What a room reads of its log when it wakes.</summary>
internal static class RoomHistory
{
    /// <summary>
    /// The last events, at least all that the snapshot does not have. The snapshot is written every second, so only a room
    /// that spoke faster than its memory is long has more to read than that.
    /// </summary>
    public static async Task<IReadOnlyList<RoomEvent>> ReadAsync(
        IRoomLog log, string roomId, long snapshotSequence, CancellationToken cancellationToken)
    {
        var events = (await log.ReadTailAsync(roomId, RoomFeed.EventsMax, cancellationToken)).ToList();
        var first = events.Count == 0 ? 0 : events[0].Sequence;
        if (first > snapshotSequence + 1)
        {
            var missing = await log.ReadAsync(roomId, snapshotSequence, (int)(first - snapshotSequence - 1), cancellationToken);
            events.InsertRange(0, missing);
        }

        return events;
    }
}
