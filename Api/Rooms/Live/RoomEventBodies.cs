using SocialCommerce.Api.Rooms.Giveaways;
using SocialCommerce.Api.Rooms.Moderation;
using SocialCommerce.Api.Rooms.Polls;
using SocialCommerce.Api.Rooms.Questions;
using SocialCommerce.Api.Rooms.Selling;
using SocialCommerce.Api.Rooms.Video;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Events of a room's sequence as the public contract writes them.</summary>
internal static class RoomEventBodies
{
    public static EventBody From(RoomEvent happened) =>
        new(happened.Sequence, NameOf(happened.Type), happened.At, DataOf(happened));

    /// <summary>The name of a type on the wire.</summary>
    public static string NameOf(RoomEventType type) => type switch
    {
        RoomEventType.CommentAdded => "comment.added",
        RoomEventType.CommentRemoved => "comment.removed",
        RoomEventType.ProductPinned => "product.pinned",
        RoomEventType.ProductUnpinned => "product.unpinned",
        RoomEventType.DealOpened => "deal.opened",
        RoomEventType.DealClosed => "deal.closed",
        RoomEventType.StockChanged => "stock.changed",
        RoomEventType.RoomState => "room.state",
        RoomEventType.DealAnnounced => "deal.announced",
        RoomEventType.VoucherOffered => "voucher.offered",
        RoomEventType.VoucherWithdrawn => "voucher.withdrawn",
        RoomEventType.PollOpened => "poll.opened",
        RoomEventType.PollClosed => "poll.closed",
        RoomEventType.QuestionAsked => "question.asked",
        RoomEventType.QuestionAnswered => "question.answered",
        RoomEventType.GiveawayOpened => "giveaway.opened",
        RoomEventType.GiveawayDrawn => "giveaway.drawn",
        RoomEventType.ModesChanged => "room.modes",
        RoomEventType.VideoChanged => "room.video",
        RoomEventType.DealClaimed => "deal.claimed",
        _ => throw new InvalidOperationException($"A room has an event of the unknown type {type}."),
    };

    private static object DataOf(RoomEvent happened) => happened.Type switch
    {
        RoomEventType.CommentAdded => CommentAddedBody.From(happened.Comment!),
        RoomEventType.CommentRemoved => new CommentRemovedBody(happened.CommentId!),
        RoomEventType.ProductPinned => PinBody.From(happened.Pin!),
        RoomEventType.StockChanged => StockChangedBody.From(happened.ProductId!, happened.Stock!.Value),
        RoomEventType.DealAnnounced or RoomEventType.DealOpened or RoomEventType.DealClaimed or RoomEventType.DealClosed
            when happened.Deal is { } deal => DealBody.From(deal, happened.At),
        RoomEventType.VoucherOffered or RoomEventType.VoucherWithdrawn when happened.Voucher is { } voucher =>
            VoucherBody.From(voucher),
        RoomEventType.ModesChanged when happened.Modes is { } modes => ModesBody.From(modes),
        RoomEventType.RoomState => new RoomStateBody(happened.Status!.Value),
        RoomEventType.PollOpened or RoomEventType.PollClosed => PollBody.From(happened.Poll!),
        RoomEventType.QuestionAsked or RoomEventType.QuestionAnswered => QuestionBody.From(happened.Question!),
        RoomEventType.GiveawayOpened or RoomEventType.GiveawayDrawn => GiveawayBody.From(happened.Giveaway!),
        RoomEventType.VideoChanged => VideoBody.From(happened.Video!),
        _ => new ProductBody(happened.ProductId!),
    };
}

/// <summary>Names its author by an opaque id and the name they show, and by nothing else (RELIABILITY S35).</summary>
internal sealed record CommentAddedBody(string Id, string UserId, string DisplayName, string Text, string ClientId)
{
    public static CommentAddedBody From(RoomComment comment) =>
        new(comment.CommentId, comment.UserId, comment.DisplayName, comment.Text, comment.ClientId);
}

internal sealed record CommentRemovedBody(string Id);

internal sealed record ProductBody(string ProductId);

internal sealed record StockChangedBody(string ProductId, int Stock, StockBand StockBand)
{
    public static StockChangedBody From(string productId, int stock) => new(productId, stock, StockBands.Of(stock));
}

internal sealed record RoomStateBody(RoomStatus Status);
