using System.Collections.Concurrent;
using System.Globalization;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>Numbers the comments of each room of the plain hub, in memory, and writes them as long as ours are.</summary>
internal sealed class RawRooms
{
    /// <summary>As long as a room's epoch.</summary>
    public const string Epoch = "e_00000000000000000000000000000000";

    private const string UserId = "u_00000000000000000000000000000000";
    private const string DisplayName = "Simulated 001";

    private readonly ConcurrentDictionary<string, long> _last = new();

    public long Last(string roomId) => _last.GetValueOrDefault(roomId);

    public (string CommentId, RawEvents Body) Next(RawComment comment)
    {
        var seq = _last.AddOrUpdate(comment.RoomId, 1, static (_, last) => last + 1);
        var id = string.Create(CultureInfo.InvariantCulture, $"c_{seq:x32}");
        var data = new { id, userId = UserId, displayName = DisplayName, text = comment.Text, clientId = comment.ClientId };
        return (id, new RawEvents(comment.RoomId, Epoch, [new RawEvent(seq, "comment.added", TimeProvider.System.GetUtcNow(), data)]));
    }
}
