using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;

namespace SocialCommerce.Grains.Tests.Rooms;

/// <summary>Rooms, commands and events for the tests of this folder.</summary>
internal static class RoomSamples
{
    public const string Host = "host";

    public static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static CreateRoom Create(string title = "Teapots", string hostId = Host) =>
        new(title, hostId, "Hannah", ["p-1", "p-2", "p-1"], null, "epoch-1", Now);

    public static RoomState Room(RoomStatus status) =>
        RoomRules.Create(new RoomState(), Create()).Next with { Status = status };

    public static RoomEvent Comment(long sequence, string userId = "u-1", string text = "hello") => new(
        sequence,
        RoomEventType.CommentAdded,
        Now,
        new RoomComment($"c-{sequence}", userId, "Ann", text, $"k-{sequence}", sequence, Now));

    public static RoomEvent Removal(long sequence, string commentId) =>
        new(sequence, RoomEventType.CommentRemoved, Now, CommentId: commentId);

    public static RoomEvent Stock(long sequence) =>
        new(sequence, RoomEventType.StockChanged, Now, ProductId: "p-1", Stock: 1);

    public static RoomEvent Enter(long sequence, RoomStatus status, DateTimeOffset? at = null) =>
        new(sequence, RoomEventType.RoomState, at ?? Now, Status: status);

    public static RoomEvent Pin(long sequence, string productId, long price = 100) => new(
        sequence,
        RoomEventType.ProductPinned,
        Now,
        Pin: new PinnedProduct(productId, productId, new Money(price, "CNY"), null, Now));

    public static SendComment Say(string userId = "u-1", string text = "hello", string clientId = "k-1") =>
        new("c-1", userId, "Ann", text, clientId);

    public static SendReactions React(int count = 1, string batchId = "b-1", string userId = "u-1", string kind = "heart") =>
        new(userId, kind, count, batchId);
}
