using System.Text.Json;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Recommendations;
using SocialCommerce.Client.Rooms;

namespace SocialCommerce.Client.Live;

/// <summary>One event of a room, in the order that everybody sees.</summary>
/// <param name="Type">comment.added, product.pinned, room.state … Data is read with <see cref="DataAs{T}"/>.</param>
public sealed record LiveEvent(string RoomId, long Seq, string Type, DateTimeOffset At, JsonElement Data)
{
    public const string CommentAdded = "comment.added";

    public const string CommentRemoved = "comment.removed";

    /// <summary>Stands for comments that were left out of a sample: from <see cref="CommentsSampledData"/> to its Seq.</summary>
    public const string CommentsSampled = "comments.sampled";

    public const string ProductPinned = "product.pinned";

    public const string ProductUnpinned = "product.unpinned";

    public const string StockChanged = "stock.changed";

    public const string RoomState = "room.state";

    public T DataAs<T>() => Data.Deserialize<T>(ClientJson.Options)
        ?? throw new InvalidDataException($"Event {Seq} of room {RoomId} has no data.");
}

public sealed record CommentData(string Id, string UserId, string DisplayName, string Text, string? ClientId);

public sealed record CommentsSampledData(long From, long Count);

public sealed record CommentIdData(string Id);

public sealed record ProductIdData(string ProductId);

public sealed record StockData(string ProductId, int Stock);

public sealed record RoomStateData(string Status);

/// <summary>The room as one finds it on joining.</summary>
public sealed record RoomSnapshot(
    string RoomId,
    string Title,
    string HostId,
    string HostName,
    string Status,
    int Viewers,
    string? PlaybackUrl,
    IReadOnlyList<Pin> Pins,
    IReadOnlyList<RoomProduct> Products,
    IReadOnlyList<RoomComment> Comments,
    IReadOnlyList<Suggestion> Suggestions,
    IReadOnlyDictionary<string, long> Reactions,
    IReadOnlyList<Friend>? Friends = null);

/// <summary>Somebody whom the viewer follows.</summary>
public sealed record Friend(string UserId, string DisplayName);

/// <summary>All whom the viewer follows and who are seen in a room; replaces what was told before.</summary>
public sealed record FriendsHere(string RoomId, IReadOnlyList<Friend> Friends);

public sealed record RoomProduct(string ProductId, string Title, string Category, Money Price, string? ImageUrl, int Stock);

public sealed record RoomComment(string Id, long Seq, string UserId, string DisplayName, string Text, DateTimeOffset At);

public sealed record JoinedRoom(string Epoch, long Seq, RoomSnapshot Snapshot);

/// <summary>Latest wins.</summary>
/// <param name="Epoch">With <paramref name="Seq"/> how far the server has sent the room's events.</param>
public sealed record Pulse(
    string RoomId, int Viewers, IReadOnlyDictionary<string, long> Reactions, string? Epoch = null, long Seq = 0);

public sealed record Notice(string Kind, string Text);

public sealed record SentComment(string Id, long Seq);

/// <summary>What a live connection has been through.</summary>
/// <param name="Gaps">Holes that were seen and closed by Resume.</param>
/// <param name="Duplicates">Events that came again and were left out.</param>
/// <param name="Recovered">Events that only Resume brought.</param>
/// <param name="LeftOut">Comments that the samples said were left out.</param>
/// <param name="Resnapshots">Times a room had to be taken anew, because what was missed was no longer there.</param>
public sealed record LiveCounters(long Events, long Gaps, long Duplicates, long Recovered, long Resnapshots, long Reconnects, long LeftOut = 0);
