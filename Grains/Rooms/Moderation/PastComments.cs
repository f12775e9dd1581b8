using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>Comments that a room does not remember any more; a replay still shows them.</summary>
internal static class PastComments
{
    private const int PageSize = 1_000;

    /// <summary>Reads the room's log from its beginning; null when the comment is not there or was removed.</summary>
    public static async Task<RoomComment?> FindAsync(
        IRoomLog log, string roomId, string commentId, CancellationToken cancellationToken)
    {
        RoomComment? found = null;
        long last = 0;
        while (true)
        {
            var events = await log.ReadAsync(roomId, last, PageSize, cancellationToken);
            foreach (var roomEvent in events)
            {
                found = roomEvent.Comment?.CommentId == commentId ? roomEvent.Comment : found;
                if (roomEvent is { Type: RoomEventType.CommentRemoved } && roomEvent.CommentId == commentId)
                {
                    return null;
                }

                last = roomEvent.Sequence;
            }

            if (events.Count < PageSize)
            {
                return found;
            }
        }
    }
}
