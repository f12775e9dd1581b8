namespace SocialCommerce.Grains.Interfaces.Orders;

/// <param name="PriceVersion">The price the buyer was shown; another one is refused. Null takes the price of now.</param>
/// <param name="DealId">A room's deal at whose price the units are bought.</param>
/// <param name="ClaimId">A claim of the deal that the buyer has already; without one the order claims for itself.</param>
[GenerateSerializer, Immutable, Alias("sc.OrderItem")]
public sealed record OrderItem(
    [property: Id(0)] string ProductId,
    [property: Id(1)] int Quantity,
    [property: Id(2)] string? DealId = null,
    [property: Id(3)] string? ClaimId = null,
    [property: Id(4)] long? PriceVersion = null);

/// <summary>All of it or nothing. Repeating it under the same order id is answered like the first time.</summary>
/// <param name="ExpectedTotal">What the buyer agreed to; another total is refused. Null takes the total of now.</param>
/// <param name="Payment">Pays in the same step; null leaves the order reserved until it is paid.</param>
/// <param name="IsFromCart">Whether the items leave the buyer's cart.</param>
/// <param name="Seat">A seat of a group, whose units and money the group has already. Never from a caller outside.</param>
[GenerateSerializer, Immutable, Alias("sc.PlaceOrder")]
public sealed record PlaceOrder(
    [property: Id(0)] string BuyerId,
    [property: Id(1)] ImmutableArray<OrderItem> Items,
    [property: Id(2)] string? RoomId = null,
    [property: Id(3)] ImmutableArray<string> VoucherIds = default,
    [property: Id(4)] Money? ExpectedTotal = null,
    [property: Id(5)] PaymentChoice? Payment = null,
    [property: Id(6)] bool IsFromCart = false,
    [property: Id(7)] PaidSeat? Seat = null);

/// <summary>What a group has agreed on and paid for one item, under the order's own id.</summary>
[GenerateSerializer, Immutable, Alias("sc.PaidSeat")]
public sealed record PaidSeat(
    [property: Id(0)] string GroupId,
    [property: Id(1)] string PaymentId,
    [property: Id(2)] string SellerId,
    [property: Id(3)] string Title,
    [property: Id(4)] string? ImageUrl,
    [property: Id(5)] Money UnitPrice);

/// <param name="Method">What the provider knows the buyer's means of payment by; null for its default.</param>
[GenerateSerializer, Immutable, Alias("sc.PaymentChoice")]
public sealed record PaymentChoice([property: Id(0)] string? Method);

/// <param name="Key">The caller's id of this step: the same key is answered like the first time.</param>
[GenerateSerializer, Immutable, Alias("sc.PayOrder")]
public sealed record PayOrder(
    [property: Id(0)] string UserId,
    [property: Id(1)] string? Key,
    [property: Id(2)] PaymentChoice Payment);

/// <param name="IsOperator">Operators may act on every order.</param>
[GenerateSerializer, Immutable, Alias("sc.CancelOrder")]
public sealed record CancelOrder(
    [property: Id(0)] string UserId,
    [property: Id(1)] bool IsOperator,
    [property: Id(2)] string? Reason,
    [property: Id(3)] string? Key = null);

/// <summary>A seller sends their part of the order, or some lines of it.</summary>
/// <param name="Lines">Which units; default is all of the seller's that are not sent yet.</param>
[GenerateSerializer, Immutable, Alias("sc.ShipOrder")]
public sealed record ShipOrder(
    [property: Id(0)] string UserId,
    [property: Id(1)] string SellerId,
    [property: Id(2)] string? Carrier,
    [property: Id(3)] string? TrackingNumber,
    [property: Id(4)] ImmutableArray<LineQuantity> Lines = default,
    [property: Id(5)] string? Key = null);

/// <summary>A seller's part has arrived.</summary>
[GenerateSerializer, Immutable, Alias("sc.DeliverOrder")]
public sealed record DeliverOrder(
    [property: Id(0)] string UserId,
    [property: Id(1)] string SellerId,
    [property: Id(2)] bool IsOperator = false,
    [property: Id(3)] string? Key = null);

/// <summary>Gives money back for units of a paid order, once for each refund id.</summary>
/// <param name="SellerId">Whose part; null for operators, who may refund across sellers.</param>
/// <param name="Lines">Units that are given back; default is all that are not refunded yet.</param>
/// <param name="IsRestocked">Whether the units can be sold again.</param>
[GenerateSerializer, Immutable, Alias("sc.RefundOrder")]
public sealed record RefundOrder(
    [property: Id(0)] string RefundId,
    [property: Id(1)] string UserId,
    [property: Id(2)] string? SellerId,
    [property: Id(3)] ImmutableArray<LineQuantity> Lines,
    [property: Id(4)] bool IsRestocked,
    [property: Id(5)] string? Reason);

[GenerateSerializer, Immutable, Alias("sc.LineQuantity")]
public readonly record struct LineQuantity([property: Id(0)] string LineId, [property: Id(1)] int Quantity);

/// <param name="IsReplay">Whether an earlier call did it.</param>
/// <param name="Items">The items that stand in the way, with what the caller may need to know.</param>
[GenerateSerializer, Immutable, Alias("sc.OrderResult")]
public sealed record OrderResult(
    [property: Id(0)] OrderOutcome Outcome,
    [property: Id(1)] OrderSnapshot? Order = null,
    [property: Id(2)] ImmutableArray<FieldError> Errors = default,
    [property: Id(3)] ImmutableArray<OrderObstacle> Items = default,
    [property: Id(4)] bool IsReplay = false,
    [property: Id(5)] TimeSpan? RetryAfter = null,
    [property: Id(6)] Money? ActualTotal = null);

/// <summary>Why one item cannot be ordered.</summary>
/// <param name="Available">Units that are left, when that is the reason.</param>
/// <param name="Price">The price now, when it is another than the one that was expected.</param>
[GenerateSerializer, Immutable, Alias("sc.OrderObstacle")]
public sealed record OrderObstacle(
    [property: Id(0)] string ProductId,
    [property: Id(1)] OrderOutcome Outcome,
    [property: Id(2)] int? Available = null,
    [property: Id(3)] Money? Price = null,
    [property: Id(4)] long? PriceVersion = null,
    [property: Id(5)] long? ExpectedPriceVersion = null);

[GenerateSerializer, Alias("sc.OrderOutcome")]
public enum OrderOutcome
{
    Unknown = 0,
    Done = 1,

    /// <summary>No such order, or not one that the caller may know of.</summary>
    NotFound = 2,
    Invalid = 3,
    UnknownProduct = 4,

    /// <summary>Fewer units are available than were asked for.</summary>
    SoldOut = 5,

    /// <summary>More units than one buyer may have.</summary>
    OverBuyerMax = 6,
    PriceChanged = 7,
    MixedCurrencies = 8,

    /// <summary>The deal is not open, over, or sold out, or the claim is not the buyer's.</summary>
    DealRefused = 9,

    /// <summary>The buyer does not have the voucher, or cannot use it for this.</summary>
    VoucherRefused = 10,

    /// <summary>The key was used for something else.</summary>
    KeyReused = 11,

    /// <summary>Not in the order's present status.</summary>
    IllegalStep = 12,
    PaymentDeclined = 13,

    /// <summary>A payment is under way whose outcome nobody knows yet.</summary>
    PaymentRunning = 14,
    NotSeller = 15,

    /// <summary>More than was paid and is not refunded yet.</summary>
    RefundTooMuch = 16,

    /// <summary>Stock cannot take more reservations now.</summary>
    Busy = 17,

    /// <summary>The order has taken as many steps, or attempts to pay, as it can.</summary>
    TooManySteps = 18,
}
