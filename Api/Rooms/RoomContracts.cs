using System.Text.Json.Serialization;
using SocialCommerce.Api.Rooms.Video;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms;

internal sealed record CreateRoomRequest(
    string? Title, IReadOnlyList<string?>? ProductIds, string? PlaybackUrl, DateTimeOffset? StartsAt);

internal sealed record RoomPatch(string? Title, DateTimeOffset? StartsAt);

internal sealed record PinRequest(string? ProductId);

internal sealed record RoomResponse(
    string RoomId,
    string Title,
    string HostId,
    string HostName,
    RoomStatus Status,
    int Viewers,
    ImmutableArray<string> ProductIds,
    ImmutableArray<PinBody> Pins,
    string? PlaybackUrl,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? StartedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? EndedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? StartsAt,
    VideoBody? Video)
{
    /// <summary>The room as a user sees it, or as everybody does: that it is rehearsed is the host's business.</summary>
    public static RoomResponse From(RoomSummary room, string? userId = null) => new(
        room.RoomId,
        room.Title,
        room.HostId,
        room.HostName,
        room.IsRehearsing && userId == room.HostId ? RoomStatus.Rehearsal : room.Status,
        room.Viewers,
        room.ProductIds,
        [.. room.Pins.Select(PinBody.From)],
        room.PlaybackUrl,
        room.CreatedAt,
        room.StartedAt,
        room.EndedAt,
        room.StartsAt,
        VideoBody.Of(room));
}

internal sealed record PinBody(
    string ProductId,
    string Title,
    Money Price,
    string? ImageUrl,
    DateTimeOffset PinnedAt,
    long PriceVersion,
    StockBand StockBand)
{
    public static PinBody From(PinnedProduct pin) =>
        new(pin.ProductId, pin.Title, pin.Price, pin.ImageUrl, pin.PinnedAt, pin.PriceVersion, pin.StockBand);
}
