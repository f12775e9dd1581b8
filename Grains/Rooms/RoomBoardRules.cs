using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms.Selling;

namespace SocialCommerce.Grains.Rooms;

/// <summary>Folds events into what is on in the room. Pure, so that a replay sees at any time what the viewers saw.</summary>
internal static class RoomBoardRules
{
    public static RoomBoard Apply(RoomBoard board, RoomEvent roomEvent) => roomEvent.Type switch
    {
        RoomEventType.RoomState when roomEvent.Status == RoomStatus.Ended => RoomBoard.Empty,
        RoomEventType.DealAnnounced or RoomEventType.DealOpened or RoomEventType.DealClaimed or RoomEventType.DealClosed =>
            SellingBoard.ApplyDeal(board, roomEvent),
        RoomEventType.VoucherOffered or RoomEventType.VoucherWithdrawn => SellingBoard.ApplyVoucher(board, roomEvent),
        RoomEventType.PollOpened or RoomEventType.PollClosed when roomEvent.Poll is { } poll => EngagementBoard.Put(board, poll),
        RoomEventType.QuestionAsked or RoomEventType.QuestionAnswered when roomEvent.Question is { } question =>
            EngagementBoard.Put(board, question),
        RoomEventType.GiveawayOpened or RoomEventType.GiveawayDrawn when roomEvent.Giveaway is { } giveaway =>
            EngagementBoard.Put(board, giveaway),
        RoomEventType.ModesChanged => board with { Modes = roomEvent.Modes! },
        _ => board,
    };
}
