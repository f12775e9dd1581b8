using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Api.Rooms.Selling;

/// <summary>A voucher, in events, in a room's snapshot and over HTTP. Amounts are in minor units of the currency.</summary>
internal sealed record VoucherBody(
    string VoucherId,
    VoucherKind Kind,
    long Value,
    string Currency,
    long MinimumSpend,
    int Quantity,
    int PerUser,
    DateTimeOffset ValidUntil,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason)
{
    public static VoucherBody From(RoomVoucher voucher) => new(
        voucher.VoucherId,
        voucher.Kind,
        voucher.Value,
        voucher.Currency,
        voucher.MinimumSpend,
        voucher.Quantity,
        PerUser: 1,
        voucher.ValidUntil,
        SellingNames.Of(voucher.Reason));
}
