using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Grains.Interfaces.Orders;

/// <summary>An order as it stands, or as it stood after one of its steps.</summary>
/// <param name="ExpiresAt">Until when it can be paid.</param>
/// <param name="Revision">How many steps it has taken.</param>
[GenerateSerializer, Immutable, Alias("sc.OrderSnapshot")]
public sealed record OrderSnapshot(
    [property: Id(0)] string OrderId,
    [property: Id(1)] string BuyerId,
    [property: Id(2)] OrderStatus Status,
    [property: Id(3)] ImmutableArray<OrderLine> Lines,
    [property: Id(4)] ImmutableArray<OrderPart> Parts,
    [property: Id(5)] Money ListTotal,
    [property: Id(6)] Money Total,
    [property: Id(7)] Money Refunded,
    [property: Id(8)] OrderPayment Payment,
    [property: Id(9)] string? RoomId,
    [property: Id(10)] ImmutableArray<string> VoucherIds,
    [property: Id(11)] DateTimeOffset CreatedAt,
    [property: Id(12)] DateTimeOffset ExpiresAt,
    [property: Id(13)] long Revision,
    [property: Id(14)] ImmutableArray<OrderStep> Steps);

/// <param name="Steps">How the list total became the total.</param>
[GenerateSerializer, Immutable, Alias("sc.OrderLine")]
public sealed record OrderLine(
    [property: Id(0)] string LineId,
    [property: Id(1)] string ProductId,
    [property: Id(2)] string SellerId,
    [property: Id(3)] string Title,
    [property: Id(4)] string? ImageUrl,
    [property: Id(5)] int Quantity,
    [property: Id(6)] Money UnitPrice,
    [property: Id(7)] long PriceVersion,
    [property: Id(8)] Money ListTotal,
    [property: Id(9)] ImmutableArray<PriceStep> Steps,
    [property: Id(10)] Money Total,
    [property: Id(11)] string? DealId,
    [property: Id(12)] int Shipped,
    [property: Id(13)] int Refunded);

/// <summary>What one seller has to do with the order.</summary>
[GenerateSerializer, Immutable, Alias("sc.OrderPart")]
public sealed record OrderPart(
    [property: Id(0)] string SellerId,
    [property: Id(1)] OrderStatus Status,
    [property: Id(2)] Money Total,
    [property: Id(3)] Money Refunded);

[GenerateSerializer, Immutable, Alias("sc.OrderPayment")]
public sealed record OrderPayment(
    [property: Id(0)] OrderPaymentStatus Status,
    [property: Id(1)] string? PaymentId = null,
    [property: Id(2)] string? DeclineCode = null,
    [property: Id(3)] PaymentAction? Action = null);

/// <summary>Something that happened to the order.</summary>
/// <param name="Kind">A stable name, such as <c>paid</c>.</param>
[GenerateSerializer, Immutable, Alias("sc.OrderStep")]
public sealed record OrderStep(
    [property: Id(0)] string Kind,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string? SellerId = null,
    [property: Id(3)] Money? Amount = null,
    [property: Id(4)] string? Detail = null,
    [property: Id(5)] string? Reference = null);
