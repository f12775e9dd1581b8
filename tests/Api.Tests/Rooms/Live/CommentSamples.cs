using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Protocol;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Tests.Rooms.Live;

/// <summary>Comments, and what a socket reads of them.</summary>
internal static class CommentSamples
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly RoomFocus Focus = RoomFocus.None with { AlwaysHeard = ["host"] };

    public static RoomEvent Comment(long seq, string author, string text = "hello", DateTimeOffset? at = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"c{seq}");
        return new RoomEvent(
            seq, RoomEventType.CommentAdded, at ?? Start, Comment: new RoomComment(id, author, author, text, id, seq, at ?? Start));
    }

    public static RoomEvent State(long seq) => new(seq, RoomEventType.RoomState, Start, Status: RoomStatus.Live);

    /// <summary>The entries of a frame: from where to where, and the author of a comment that is in it.</summary>
    public static IReadOnlyList<(long From, long Seq, string Type, string? Author)> EntriesOf(Frame frame)
    {
        var bytes = frame.Message.GetSerializedMessage(new JsonHubProtocol());
        var body = JsonDocument.Parse(bytes[..^1]).RootElement.GetProperty("arguments")[0];
        return [.. body.GetProperty("events").EnumerateArray().Select(Read)];
    }

    /// <summary>Whether the entries cover every place from the first to the last, each once.</summary>
    public static bool IsDense(IReadOnlyList<(long From, long Seq, string Type, string? Author)> entries, long first, long last)
    {
        var next = first;
        foreach (var entry in entries)
        {
            if (entry.From != next || entry.Seq < entry.From)
            {
                return false;
            }

            next = entry.Seq + 1;
        }

        return next == last + 1;
    }

    private static (long, long, string, string?) Read(JsonElement entry)
    {
        var seq = entry.GetProperty("seq").GetInt64();
        var type = entry.GetProperty("type").GetString()!;
        var data = entry.GetProperty("data");
        if (type == "comments.sampled")
        {
            var from = data.GetProperty("from").GetInt64();
            Assert.Equal(seq - from + 1, data.GetProperty("count").GetInt64());
            return (from, seq, type, null);
        }

        return (seq, seq, type, data.TryGetProperty("userId", out var author) ? author.GetString() : null);
    }
}
