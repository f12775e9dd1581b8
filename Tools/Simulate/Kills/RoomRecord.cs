using SocialCommerce.Client.Live;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Tools.Simulate.Kills;

/// <summary>One place of a room's sequence as somebody has it: shown to a viewer, or stored.</summary>
/// <param name="Identity">When it happened and what it was; equal for all who have the same event there.</param>
internal readonly record struct RoomRecord(long Seq, string Identity)
{
    /// <summary>As a viewer was shown it.</summary>
    public static RoomRecord Of(LiveEvent shown)
    {
        var data = shown.Data;
        var id = Text("id") ?? Text("productId");
        return new RoomRecord(shown.Seq, Identify(shown.At, id, Text("text")));

        string? Text(string name) =>
            data.ValueKind == System.Text.Json.JsonValueKind.Object && data.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    /// <summary>As it is stored.</summary>
    public static RoomRecord Of(RoomEvent stored) => new(
        stored.Sequence,
        Identify(stored.At, stored.Comment?.CommentId ?? stored.CommentId ?? stored.Pin?.ProductId ?? stored.ProductId, stored.Comment?.Text));

    private static string Identify(DateTimeOffset at, string? id, string? text) => $"{at.UtcDateTime:O} {id} {text}";
}

/// <summary>What one viewer was shown, in the order in which it was.</summary>
/// <param name="Stretches">The first begins at the first snapshot, each other at one that had to be taken because what was missed was gone.</param>
internal sealed record ViewerLog(int Viewer, IReadOnlyList<LogStretch> Stretches);

/// <summary>What was shown after one snapshot.</summary>
/// <param name="After">Place of the snapshot.</param>
internal sealed record LogStretch(long After, IReadOnlyList<RoomRecord> Shown)
{
    public long Last => Shown.Count == 0 ? After : Shown[^1].Seq;
}
