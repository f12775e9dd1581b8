namespace SocialCommerce.Grains.Interfaces.Orders;

/// <summary>What is asked of many orders, or before there is one. Keeps nothing. Key: <see cref="All"/>.</summary>
[Alias("sc.IOrderDeskGrain")]
public interface IOrderDeskGrain : IGrainWithStringKey
{
    const string All = "*";

    /// <summary>What the items would cost now, line by line; holds nothing.</summary>
    [Idempotent, Alias("Quote")]
    Task<QuoteResult> QuoteAsync(PlaceOrder command, CancellationToken cancellationToken = default);

    /// <summary>A buyer's orders, newest first.</summary>
    [Idempotent, Alias("ListOfBuyer")]
    Task<OrderPage> ListOfBuyerAsync(string buyerId, PageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Orders with a part of this seller, newest first.</summary>
    [Idempotent, Alias("ListOfSeller")]
    Task<OrderPage> ListOfSellerAsync(
        string sellerId, OrderStatus? status, PageRequest request, CancellationToken cancellationToken = default);

    /// <summary>What a seller has sold and has to send, all of one moment.</summary>
    [Idempotent, Alias("GetBoard")]
    Task<SellerDashboard> GetDashboardAsync(string sellerId, CancellationToken cancellationToken = default);

    /// <summary>What of a seller was paid in a stretch of time, by product, room or day.</summary>
    [Idempotent, Alias("ListSold")]
    Task<ImmutableArray<SoldGroup>> ListSoldAsync(SoldRequest request, CancellationToken cancellationToken = default);
}

/// <param name="From">The first moment.</param>
/// <param name="To">The first moment that is not in any more.</param>
[GenerateSerializer, Immutable, Alias("sc.SoldRequest")]
public sealed record SoldRequest(
    [property: Id(0)] string SellerId,
    [property: Id(1)] SoldBy By,
    [property: Id(2)] DateTimeOffset From,
    [property: Id(3)] DateTimeOffset To,
    [property: Id(4)] int Limit);

/// <summary>By what a seller's sales are summed. Days are those of UTC.</summary>
[GenerateSerializer, Alias("sc.SoldBy")]
public enum SoldBy
{
    Unknown = 0,
    Product = 1,
    Room = 2,
    Day = 3,
}

/// <summary>What was sold of one product, in one room or on one day, in one currency.</summary>
/// <param name="Key">The product's or the room's id, or the day as yyyy-MM-dd.</param>
/// <param name="Title">Of the product or the room; null when there is none any more.</param>
[GenerateSerializer, Immutable, Alias("sc.SoldGroup")]
public sealed record SoldGroup(
    [property: Id(0)] string Key,
    [property: Id(1)] string? Title,
    [property: Id(2)] long Orders,
    [property: Id(3)] long Units,
    [property: Id(4)] Money Revenue,
    [property: Id(5)] long RefundedUnits,
    [property: Id(6)] Money Refunded);

/// <param name="Lines">As an order would have them; empty unless the outcome is done.</param>
[GenerateSerializer, Immutable, Alias("sc.QuoteResult")]
public sealed record QuoteResult(
    [property: Id(0)] OrderOutcome Outcome,
    [property: Id(1)] ImmutableArray<OrderLine> Lines,
    [property: Id(2)] Money ListTotal,
    [property: Id(3)] Money Total,
    [property: Id(4)] ImmutableArray<FieldError> Errors,
    [property: Id(5)] ImmutableArray<OrderObstacle> Items,
    [property: Id(6)] Money? ActualTotal = null);

[GenerateSerializer, Immutable, Alias("sc.OrderPage")]
public sealed record OrderPage(
    [property: Id(0)] ImmutableArray<OrderSnapshot> Orders,
    [property: Id(1)] string? NextCursor);

/// <param name="Open">The parts that are not paid, not sent or not arrived, newest first, at most 1,000.</param>
[GenerateSerializer, Immutable, Alias("sc.SellerDashboard")]
public sealed record SellerDashboard(
    [property: Id(0)] ImmutableArray<SellerSum> Sums,
    [property: Id(1)] ImmutableArray<OpenPart> Open);

[GenerateSerializer, Immutable, Alias("sc.SellerSum")]
public sealed record SellerSum(
    [property: Id(0)] OrderStatus Status,
    [property: Id(1)] long Orders,
    [property: Id(2)] long Units,
    [property: Id(3)] Money Amount,
    [property: Id(4)] Money Refunded);

[GenerateSerializer, Immutable, Alias("sc.OpenPart")]
public sealed record OpenPart(
    [property: Id(0)] string OrderId,
    [property: Id(1)] OrderStatus Status,
    [property: Id(2)] Money Amount,
    [property: Id(3)] int Units);
