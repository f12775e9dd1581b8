using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Interfaces.Rooms.Video;

namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <summary>
/// One event of a room's sequence. Exactly the members that its type uses are set; the Api turns them into the data of
/// the public contract.
/// </summary>
[GenerateSerializer, Immutable, Alias("sc.RoomEvent")]
public sealed record RoomEvent(
    [property: Id(0)] long Sequence,
    [property: Id(1)] RoomEventType Type,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] RoomComment? Comment = null,
    [property: Id(4)] string? CommentId = null,
    [property: Id(5)] PinnedProduct? Pin = null,
    [property: Id(6)] string? ProductId = null,
    [property: Id(7)] int? Stock = null,
    [property: Id(8)] RoomStatus? Status = null,
    [property: Id(9)] string? AnnouncementId = null,
    [property: Id(10)] RoomDeal? Deal = null,
    [property: Id(11)] RoomVoucher? Voucher = null,
    [property: Id(12)] RoomPoll? Poll = null,
    [property: Id(13)] RoomQuestion? Question = null,
    [property: Id(14)] RoomGiveaway? Giveaway = null,
    [property: Id(15)] RoomModes? Modes = null,
    [property: Id(16)] RoomVideo? Video = null);

[GenerateSerializer, Alias("sc.RoomEventType")]
public enum RoomEventType
{
    Unknown = 0,
    CommentAdded = 1,
    CommentRemoved = 2,
    ProductPinned = 3,
    ProductUnpinned = 4,
    DealOpened = 5,
    DealClosed = 6,
    StockChanged = 7,
    RoomState = 8,
    DealAnnounced = 9,
    VoucherOffered = 10,
    VoucherWithdrawn = 11,
    PollOpened = 12,
    PollClosed = 13,
    QuestionAsked = 14,
    QuestionAnswered = 15,
    GiveawayOpened = 16,
    GiveawayDrawn = 17,
    ModesChanged = 18,
    VideoChanged = 19,
    DealClaimed = 20,
}

/// <summary>Events of one room in sequence order.</summary>
[GenerateSerializer, Immutable, Alias("sc.RoomEvents")]
public sealed record RoomEvents(
    [property: Id(0)] string RoomId,
    [property: Id(1)] string Epoch,
    [property: Id(2)] ImmutableArray<RoomEvent> Events);

[GenerateSerializer, Immutable, Alias("sc.RoomComment")]
public sealed record RoomComment(
    [property: Id(0)] string CommentId,
    [property: Id(1)] string UserId,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] string Text,
    [property: Id(4)] string ClientId,
    [property: Id(5)] long Sequence,
    [property: Id(6)] DateTimeOffset At);

/// <param name="PriceVersion">Which price of the product this is, counted from 1.</param>
/// <param name="StockBand">How much there was of it at this place of the sequence.</param>
[GenerateSerializer, Immutable, Alias("sc.PinnedProduct")]
public sealed record PinnedProduct(
    [property: Id(0)] string ProductId,
    [property: Id(1)] string Title,
    [property: Id(2)] Money Price,
    [property: Id(3)] string? ImageUrl,
    [property: Id(4)] DateTimeOffset PinnedAt,
    [property: Id(5)] long PriceVersion = 1,
    [property: Id(6)] StockBand StockBand = StockBand.Unknown);

/// <summary>Counts that viewers see move; only the latest matters.</summary>
[GenerateSerializer, Immutable, Alias("sc.RoomPulse")]
public sealed record RoomPulse(
    [property: Id(0)] string RoomId,
    [property: Id(1)] int Viewers,
    [property: Id(2)] ImmutableDictionary<string, long> Reactions,
    [property: Id(3)] RoomCounts? Counts = null);

/// <summary>Votes of open polls and entrants of open giveaways.</summary>
[GenerateSerializer, Immutable, Alias("sc.RoomCounts")]
public sealed record RoomCounts(
    [property: Id(0)] ImmutableArray<PollTally> Polls,
    [property: Id(1)] ImmutableArray<GiveawayCount> Giveaways);
