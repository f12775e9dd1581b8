using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Api.Rooms.Selling;

/// <summary>Names of the public contract that are not spelled as in the code.</summary>
internal static class SellingNames
{
    public static string Of(DealStatus status) => status switch
    {
        DealStatus.Preparing => "preparing",
        DealStatus.Announced => "announced",
        DealStatus.Open => "open",
        DealStatus.Closed => "closed",
        _ => throw new InvalidOperationException($"Unexpected deal status {status}."),
    };

    /// <summary>Null while the deal is not closed.</summary>
    public static string? Of(DealEnd reason) => reason switch
    {
        DealEnd.Unknown => null,
        DealEnd.Ended => "ended",
        DealEnd.SoldOut => "sold-out",
        DealEnd.Cancelled => "cancelled",
        DealEnd.RoomEnded => "room-ended",
        DealEnd.NoStock => "no-stock",
        _ => throw new InvalidOperationException($"Unexpected end of a deal {reason}."),
    };

    /// <summary>Null while the voucher is offered.</summary>
    public static string? Of(VoucherEnd reason) => reason switch
    {
        VoucherEnd.Unknown => null,
        VoucherEnd.Withdrawn => "withdrawn",
        VoucherEnd.Gone => "gone",
        VoucherEnd.Expired => "expired",
        VoucherEnd.RoomEnded => "room-ended",
        _ => throw new InvalidOperationException($"Unexpected end of a voucher {reason}."),
    };
}
