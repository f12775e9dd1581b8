using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Figures;
using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;

namespace SocialCommerce.Grains.Rooms.Figures;

/// <summary>What of a room's events stands on its timeline. Pure.</summary>
internal static class RoomMarks
{
    /// <summary>The mark of an event; null for one that stands for itself in great numbers, or repeats another.</summary>
    public static RoomMark? Of(RoomEvent roomEvent, ImmutableArray<RoomMark> before) => roomEvent switch
    {
        { Type: RoomEventType.RoomState, Status: { } status } => Make(roomEvent) with { Status = status },
        { Type: RoomEventType.ProductPinned, Pin: { } pin } when !IsPinned(before, pin.ProductId) =>
            Make(roomEvent, pin.ProductId, pin.ProductId, pin.Title, pin.Price),
        { Type: RoomEventType.ProductUnpinned, ProductId: { } productId } => Make(roomEvent, productId, productId, TitleOf(before, productId)),
        { Type: RoomEventType.DealAnnounced or RoomEventType.DealOpened or RoomEventType.DealClosed, Deal: { } deal } =>
            Make(roomEvent, deal.DealId, deal.ProductId, deal.Title, deal.Price),
        { Type: RoomEventType.VoucherOffered or RoomEventType.VoucherWithdrawn, Voucher: { } voucher } => Make(roomEvent, voucher.VoucherId),
        { Type: RoomEventType.PollOpened or RoomEventType.PollClosed, Poll: { } poll } => Make(roomEvent, poll.PollId, text: poll.Question),
        { Type: RoomEventType.GiveawayOpened, Giveaway: { } opened } => Make(roomEvent, opened.GiveawayId, text: opened.Prize),
        { Type: RoomEventType.GiveawayDrawn, Giveaway: { Status: GiveawayStatus.Drawn } drawn }
            when !before.Any(mark => mark.Type == RoomEventType.GiveawayDrawn && mark.Subject == drawn.GiveawayId) =>
            Make(roomEvent, drawn.GiveawayId, text: drawn.Prize),
        _ => null,
    };

    // A pin that only takes another price is no new one.
    private static bool IsPinned(ImmutableArray<RoomMark> before, string productId) =>
        before.LastOrDefault(mark => mark.ProductId == productId
            && mark.Type is RoomEventType.ProductPinned or RoomEventType.ProductUnpinned)?.Type == RoomEventType.ProductPinned;

    private static string? TitleOf(ImmutableArray<RoomMark> before, string productId) =>
        before.LastOrDefault(mark => mark.ProductId == productId)?.Text;

    private static RoomMark Make(
        RoomEvent roomEvent, string? subject = null, string? productId = null, string? text = null, Money? price = null) =>
        new(roomEvent.Type, roomEvent.At, roomEvent.Sequence, subject, productId, text, price);
}
