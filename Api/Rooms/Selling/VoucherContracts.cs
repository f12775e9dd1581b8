using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Api.Rooms.Selling;

internal sealed record VoucherRequest(
    VoucherKind? Kind,
    long? Value,
    string? Currency,
    long? MinimumSpend,
    int? Quantity,
    int? PerUser,
    DateTimeOffset? ValidUntil)
{
    /// <summary>What is absent becomes what the checks refuse by name.</summary>
    public OfferVoucher ToCommand(string roomId, string userId, DateTimeOffset now) => new(
        roomId, userId, Kind ?? VoucherKind.Unknown, Value ?? 0, Currency ?? string.Empty, MinimumSpend ?? 0, Quantity ?? 0,
        ValidUntil?.ToUniversalTime() ?? now, now);

    public ImmutableArray<FieldError> Check(OfferVoucher command) => PerUser is null or 1
        ? VoucherLimits.Check(command)
        : VoucherLimits.Check(command).Add(new FieldError("perUser", "must be 1"));
}

/// <summary>A voucher, in events, in a room's snapshot and over HTTP. Amounts are in minor units of the currency.</summary>
internal record VoucherBody(
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

internal sealed record VoucherResponse : VoucherBody
{
    private VoucherResponse(VoucherBody body, VoucherSnapshot voucher)
        : base(body)
    {
        RoomId = voucher.RoomId;
        HostId = voucher.HostId;
        Claimed = voucher.Claimed;
    }

    public string RoomId { get; }

    public string HostId { get; }

    public int Claimed { get; }

    public static VoucherResponse From(VoucherSnapshot voucher) => new(From(voucher.Voucher), voucher);
}

/// <summary>The caller's voucher, and what became of it.</summary>
internal sealed record HeldVoucherBody : VoucherBody
{
    private HeldVoucherBody(VoucherBody body, HeldVoucher held)
        : base(body)
    {
        RoomId = held.RoomId;
        Status = held.Status;
        OrderId = held.OrderId;
    }

    public string RoomId { get; }

    public HeldVoucherStatus Status { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OrderId { get; }

    public static HeldVoucherBody From(HeldVoucher held) => new(From(held.Voucher), held);
}
