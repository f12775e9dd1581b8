namespace SocialCommerce.Grains.Interfaces.Rooms.Selling;

/// <param name="UserId">The room's host.</param>
[GenerateSerializer, Immutable, Alias("sc.OfferVoucher")]
public sealed record OfferVoucher(
    [property: Id(0)] string RoomId,
    [property: Id(1)] string UserId,
    [property: Id(2)] VoucherKind Kind,
    [property: Id(3)] long Value,
    [property: Id(4)] string Currency,
    [property: Id(5)] long MinimumSpend,
    [property: Id(6)] int Quantity,
    [property: Id(7)] DateTimeOffset ValidUntil,
    [property: Id(8)] DateTimeOffset At);

/// <param name="ExpiresAt">
/// From when on another order may set the voucher aside, should this one have come to nothing unnoticed; null for never. As
/// long as none has, this one may still redeem it.
/// </param>
/// <param name="Token">Names the attempt of the order: of two the one that sorts later counts, and only it releases.</param>
[GenerateSerializer, Immutable, Alias("sc.UseVoucher")]
public sealed record UseVoucher(
    [property: Id(0)] string UserId,
    [property: Id(1)] string OrderId,
    [property: Id(2)] DateTimeOffset? ExpiresAt = null,
    [property: Id(3)] string? Token = null);

[GenerateSerializer, Immutable, Alias("sc.VoucherSnapshot")]
public sealed record VoucherSnapshot(
    [property: Id(0)] string RoomId,
    [property: Id(1)] string HostId,
    [property: Id(2)] RoomVoucher Voucher,
    [property: Id(3)] int Claimed);

[GenerateSerializer, Immutable, Alias("sc.VoucherResult")]
public sealed record VoucherResult(
    [property: Id(0)] VoucherOutcome Outcome,
    [property: Id(1)] VoucherSnapshot? Voucher,
    [property: Id(2)] ImmutableArray<FieldError> Errors);

/// <summary>The voucher of one user.</summary>
[GenerateSerializer, Immutable, Alias("sc.HeldVoucher")]
public sealed record HeldVoucher(
    [property: Id(0)] string RoomId,
    [property: Id(1)] RoomVoucher Voucher,
    [property: Id(2)] HeldVoucherStatus Status,
    [property: Id(3)] string? OrderId);

[GenerateSerializer, Immutable, Alias("sc.HeldVoucherResult")]
public sealed record HeldVoucherResult(
    [property: Id(0)] VoucherOutcome Outcome,
    [property: Id(1)] HeldVoucher? Voucher = null);

[GenerateSerializer, Alias("sc.HeldVoucherStatus")]
public enum HeldVoucherStatus
{
    Unknown = 0,
    Claimed = 1,

    /// <summary>Set aside for an order.</summary>
    Reserved = 2,
    Redeemed = 3,
}

[GenerateSerializer, Alias("sc.VoucherOutcome")]
public enum VoucherOutcome
{
    Unknown = 0,
    Done = 1,
    NotFound = 2,
    Invalid = 3,
    NotHost = 4,

    /// <summary>Not in the room's, or the voucher's, present status.</summary>
    IllegalStep = 5,

    /// <summary>Another voucher has this id.</summary>
    Exists = 6,

    /// <summary>Every one of them is claimed.</summary>
    Gone = 7,

    /// <summary>Not offered any more, or not valid any more.</summary>
    Over = 8,

    /// <summary>The room offers as many vouchers as it can show.</summary>
    TooMany = 9,
}
