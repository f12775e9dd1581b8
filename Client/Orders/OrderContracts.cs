using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Orders;

/// <summary>Units to order.</summary>
/// <param name="PriceVersion">The price that was shown; with another by now the order is refused (price-changed).</param>
/// <param name="ClaimId">A claim of the deal that is there already; without one the order claims for itself.</param>
public sealed record NewOrderItem(
    string ProductId, int Quantity, string? DealId = null, string? ClaimId = null, long? PriceVersion = null);

/// <param name="Payment">Pays in the same step; null leaves the order reserved.</param>
/// <param name="FromCart">Whether the items leave the cart.</param>
public sealed record NewOrder(
    IReadOnlyList<NewOrderItem> Items,
    string? RoomId = null,
    IReadOnlyList<string>? VoucherIds = null,
    Money? ExpectedTotal = null,
    OrderPaymentChoice? Payment = null,
    bool FromCart = false);

/// <param name="Method">What the provider of payments knows the means by; null for its default.</param>
public sealed record OrderPaymentChoice(string? Method = null);

public enum OrderStatus
{
    Unknown = 0,
    Reserved = 1,
    Paid = 2,
    Shipped = 3,
    Delivered = 4,
    Cancelled = 5,
    Expired = 6,
    Refunded = 7,
}

public sealed record Order(
    string OrderId,
    OrderStatus Status,
    IReadOnlyList<OrderLine> Items,
    IReadOnlyList<OrderPart> Parts,
    Money ListTotal,
    Money Total,
    Money Refunded,
    OrderPayment Payment,
    string? RoomId,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<OrderStep> Timeline,
    long Version);

/// <param name="Steps">How the list total became the total.</param>
public sealed record OrderLine(
    string LineId,
    string ProductId,
    string SellerId,
    string Title,
    int Quantity,
    Money UnitPrice,
    long PriceVersion,
    Money ListTotal,
    IReadOnlyList<PriceStep> Steps,
    Money Total,
    string? DealId,
    int Shipped,
    int Refunded);

public sealed record OrderPart(string SellerId, OrderStatus Status, Money Total, Money Refunded);

/// <param name="Status">none, processing, succeeded, failed or actionNeeded.</param>
public sealed record OrderPayment(
    string Status, string? PaymentId = null, string? DeclineCode = null, string? RedirectUrl = null, string? ClientSecret = null);

public sealed record OrderStep(
    string Kind, DateTimeOffset At, string? SellerId = null, Money? Amount = null, string? Detail = null, string? Reference = null);

/// <summary>A seller's part of an order.</summary>
public sealed record Sale(
    string OrderId,
    OrderStatus Status,
    IReadOnlyList<OrderLine> Items,
    Money Total,
    Money Refunded,
    string? RoomId,
    DateTimeOffset CreatedAt,
    long Version);

/// <summary>Units of one line of an order.</summary>
public sealed record LineUnits(string LineId, int Quantity);

internal sealed record PaymentProvider(string Provider);
