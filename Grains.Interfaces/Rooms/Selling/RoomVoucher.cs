namespace SocialCommerce.Grains.Interfaces.Rooms.Selling;

/// <summary>A voucher that the host offers in the room.</summary>
/// <param name="Value">Minor units for an amount, whole percent for a percentage.</param>
/// <param name="Currency">Of the amounts, as an ISO 4217 code.</param>
/// <param name="MinimumSpend">Minor units that an order must reach; 0 for none.</param>
/// <param name="Quantity">Vouchers in all; each user can have one.</param>
/// <param name="ValidUntil">The first moment at which it can no longer be claimed or redeemed.</param>
/// <param name="Reason">Why it is no longer offered; unknown while it is.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomVoucher")]
public sealed record RoomVoucher(
    [property: Id(0)] string VoucherId,
    [property: Id(1)] VoucherKind Kind,
    [property: Id(2)] long Value,
    [property: Id(3)] string Currency,
    [property: Id(4)] long MinimumSpend,
    [property: Id(5)] int Quantity,
    [property: Id(6)] DateTimeOffset ValidUntil,
    [property: Id(7)] VoucherEnd Reason = VoucherEnd.Unknown);

[GenerateSerializer, Alias("sc.VoucherKind")]
public enum VoucherKind
{
    Unknown = 0,
    Amount = 1,
    Percent = 2,
}

/// <summary>Why a voucher is no longer offered.</summary>
[GenerateSerializer, Alias("sc.VoucherEnd")]
public enum VoucherEnd
{
    Unknown = 0,
    Withdrawn = 1,

    /// <summary>Every one of them is claimed.</summary>
    Gone = 2,
    Expired = 3,
    RoomEnded = 4,
}
