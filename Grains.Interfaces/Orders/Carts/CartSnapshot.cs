using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Interfaces.Orders.Carts;

/// <summary>A cart as it is to be shown now.</summary>
/// <param name="Lines">In the order in which they were put in.</param>
/// <param name="Totals">What the lines that are to be had cost, a basket for each currency: an order can have only one.</param>
[GenerateSerializer, Immutable, Alias("sc.CartSnapshot")]
public sealed record CartSnapshot(
    [property: Id(0)] long Version,
    [property: Id(1)] ImmutableArray<CartLine> Lines,
    [property: Id(2)] ImmutableArray<PricedBasket> Totals);

/// <param name="Entry">What the cart remembers.</param>
/// <param name="Product">The product as it is now; null when there is none any more.</param>
/// <param name="UnitsAvailable">How many could be bought.</param>
/// <param name="PriceChange">What the owner has not acknowledged; null when the price is the one they saw.</param>
/// <param name="Deal">The deal that it was put in by, over or not; null when there is none any more.</param>
/// <param name="Price">What the line costs and why; null when it is not to be had and so not in the totals.</param>
[GenerateSerializer, Immutable, Alias("sc.CartLine")]
public sealed record CartLine(
    [property: Id(0)] CartEntry Entry,
    [property: Id(1)] CartProduct? Product,
    [property: Id(2)] CartAvailability Availability,
    [property: Id(3)] int UnitsAvailable,
    [property: Id(4)] CartPriceChange? PriceChange,
    [property: Id(5)] RoomDeal? Deal,
    [property: Id(6)] PricedLine? Price);

[GenerateSerializer, Immutable, Alias("sc.CartProduct")]
public sealed record CartProduct(
    [property: Id(0)] string Title,
    [property: Id(1)] string? ImageUrl,
    [property: Id(2)] string SellerId,
    [property: Id(3)] Money Price,
    [property: Id(4)] long PriceVersion);

[GenerateSerializer, Immutable, Alias("sc.CartPriceChange")]
public sealed record CartPriceChange([property: Id(0)] Money From, [property: Id(1)] Money To);

[GenerateSerializer, Alias("sc.CartAvailability")]
public enum CartAvailability
{
    Unknown = 0,
    Available = 1,

    /// <summary>There are fewer units than the cart wants.</summary>
    Fewer = 2,
    SoldOut = 3,

    /// <summary>Its seller took it out of sight.</summary>
    Gone = 4,
}
