using System.Text.Json.Serialization;
using SocialCommerce.Api.Orders.Pricing;
using SocialCommerce.Api.Products;
using SocialCommerce.Grains.Interfaces.Orders;

namespace SocialCommerce.Api.Orders;

internal sealed record OrderItemRequest(string? ProductId, int? Quantity, string? DealId, string? ClaimId, long? PriceVersion);

internal sealed record PaymentRequest(string? Method);

internal sealed record OrderRequest(
    IReadOnlyList<OrderItemRequest>? Items,
    string? RoomId,
    IReadOnlyList<string>? VoucherIds = null,
    MoneyBody? ExpectedTotal = null,
    PaymentRequest? Payment = null,
    bool? FromCart = null)
{
    // What is absent becomes what the checks refuse by name.
    public PlaceOrder ToCommand(string buyerId) => new(
        buyerId,
        [.. (Items ?? []).Select(item => new OrderItem(
            item.ProductId ?? string.Empty, item.Quantity ?? 0, item.DealId, item.ClaimId, item.PriceVersion))],
        RoomId,
        [.. VoucherIds ?? []],
        ExpectedTotal?.ToMoney(),
        Payment is null ? null : new PaymentChoice(Payment.Method),
        FromCart ?? false);
}

internal sealed record CancelRequest(string? Reason);

internal sealed record LineRequest(string? LineId, int? Quantity)
{
    public static ImmutableArray<LineQuantity> Read(IReadOnlyList<LineRequest>? lines) =>
        [.. (lines ?? []).Select(line => new LineQuantity(line.LineId ?? string.Empty, line.Quantity ?? 0))];
}

internal sealed record ShipRequest(string? Carrier, string? TrackingNumber, IReadOnlyList<LineRequest>? Lines);

internal sealed record RefundRequest(IReadOnlyList<LineRequest>? Lines, string? Reason, bool? Restock);

internal sealed record OrderLineBody(
    string LineId,
    string ProductId,
    string SellerId,
    string Title,
    string? ImageUrl,
    int Quantity,
    Money UnitPrice,
    long PriceVersion,
    Money ListTotal,
    IReadOnlyList<PriceStepBody> Steps,
    Money Total,
    string? DealId,
    int Shipped,
    int Refunded)
{
    public static OrderLineBody From(OrderLine line) => new(
        line.LineId, line.ProductId, line.SellerId, line.Title, line.ImageUrl, line.Quantity, line.UnitPrice, line.PriceVersion,
        line.ListTotal, PriceStepBody.From(line.Steps),
        line.Total, line.DealId, line.Shipped, line.Refunded);
}

internal sealed record OrderPartBody(string SellerId, OrderStatus Status, Money Total, Money Refunded)
{
    public static OrderPartBody From(OrderPart part) => new(part.SellerId, part.Status, part.Total, part.Refunded);
}

internal sealed record OrderStepBody(
    string Kind,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SellerId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Money? Amount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reference)
{
    public static OrderStepBody From(OrderStep step) => new(step.Kind, step.At, step.SellerId, step.Amount, step.Detail, step.Reference);
}

internal sealed record OrderPaymentBody(
    OrderPaymentStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PaymentId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DeclineCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RedirectUrl,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ClientSecret)
{
    public static OrderPaymentBody From(OrderPayment payment) => new(
        payment.Status, payment.PaymentId, payment.DeclineCode, payment.Action?.RedirectUrl, payment.Action?.ClientSecret);
}

/// <summary>An order as its buyer sees it.</summary>
internal sealed record OrderResponse(
    string OrderId,
    OrderStatus Status,
    IReadOnlyList<OrderLineBody> Items,
    IReadOnlyList<OrderPartBody> Parts,
    Money ListTotal,
    Money Total,
    Money Refunded,
    OrderPaymentBody Payment,
    string? RoomId,
    IReadOnlyList<string> VoucherIds,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<OrderStepBody> Timeline,
    long Version)
{
    public static OrderResponse From(OrderSnapshot order) => new(
        order.OrderId, order.Status, [.. order.Lines.Select(OrderLineBody.From)], [.. order.Parts.Select(OrderPartBody.From)],
        order.ListTotal, order.Total, order.Refunded, OrderPaymentBody.From(order.Payment), order.RoomId, order.VoucherIds,
        order.CreatedAt, order.ExpiresAt, [.. order.Steps.Select(OrderStepBody.From)], order.Revision);
}

/// <summary>One seller's part of an order: nothing of the buyer, nothing of other sellers.</summary>
internal sealed record SaleResponse(
    string OrderId,
    OrderStatus Status,
    IReadOnlyList<OrderLineBody> Items,
    Money Total,
    Money Refunded,
    string? RoomId,
    DateTimeOffset CreatedAt,
    IReadOnlyList<OrderStepBody> Timeline,
    long Version)
{
    public static SaleResponse From(OrderSnapshot order, string sellerId)
    {
        var part = order.Parts.First(own => own.SellerId == sellerId);
        return new SaleResponse(
            order.OrderId, part.Status, [.. order.Lines.Where(line => line.SellerId == sellerId).Select(OrderLineBody.From)],
            part.Total, part.Refunded, order.RoomId, order.CreatedAt,
            [.. order.Steps.Where(step => step.SellerId == sellerId).Select(OrderStepBody.From)], order.Revision);
    }
}

internal sealed record QuoteResponse(IReadOnlyList<OrderLineBody> Items, Money ListTotal, Money Total);

internal sealed record SellerDashboardResponse(IReadOnlyList<SellerSumBody> Sums, IReadOnlyList<OpenPartBody> Open)
{
    public static SellerDashboardResponse From(SellerDashboard board) => new(
        [.. board.Sums.Select(sum => new SellerSumBody(sum.Status, sum.Orders, sum.Units, sum.Amount, sum.Refunded))],
        [.. board.Open.Select(part => new OpenPartBody(part.OrderId, part.Status, part.Amount, part.Units))]);
}

internal sealed record SellerSumBody(OrderStatus Status, long Orders, long Units, Money Amount, Money Refunded);

internal sealed record OpenPartBody(string OrderId, OrderStatus Status, Money Amount, int Units);
