namespace SocialCommerce.Grains.Interfaces.Orders.Carts;

/// <param name="SecretHash">Of the secret that opens the cart from now on.</param>
[GenerateSerializer, Immutable, Alias("sc.OpenGuestCart")]
public sealed record OpenGuestCart([property: Id(0)] string SecretHash);

/// <param name="SecretHash">Of a guest's secret; null for a user's cart.</param>
/// <param name="VoucherIds">Vouchers of the user to count with.</param>
[GenerateSerializer, Immutable, Alias("sc.ReadCart")]
public sealed record ReadCart(
    [property: Id(0)] string? SecretHash = null,
    [property: Id(1)] ImmutableArray<string> VoucherIds = default);

/// <param name="RoomId">The room in which it was found.</param>
/// <param name="DealId">A deal of the product at whose price it is meant to be bought, while that is open.</param>
[GenerateSerializer, Immutable, Alias("sc.SetCartItem")]
public sealed record SetCartItem(
    [property: Id(0)] string ProductId,
    [property: Id(1)] int Quantity,
    [property: Id(2)] string? RoomId = null,
    [property: Id(3)] string? DealId = null,
    [property: Id(4)] long? ExpectedVersion = null,
    [property: Id(5)] string? SecretHash = null);

[GenerateSerializer, Immutable, Alias("sc.RemoveCartItem")]
public sealed record RemoveCartItem(
    [property: Id(0)] string ProductId,
    [property: Id(1)] long? ExpectedVersion = null,
    [property: Id(2)] string? SecretHash = null);

/// <param name="PriceVersion">The price that was shown; another one by now is not acknowledged.</param>
[GenerateSerializer, Immutable, Alias("sc.AcknowledgePrice")]
public sealed record AcknowledgePrice(
    [property: Id(0)] string ProductId,
    [property: Id(1)] long PriceVersion,
    [property: Id(2)] string? SecretHash = null);

/// <param name="CartId">The guest cart's id, without the prefix of the key. It is the id of the merge: a cart is merged once.</param>
[GenerateSerializer, Immutable, Alias("sc.MergeGuestCart")]
public sealed record MergeGuestCart([property: Id(0)] string CartId, [property: Id(1)] string SecretHash);

[GenerateSerializer, Immutable, Alias("sc.HandOverCart")]
public sealed record HandOverCart([property: Id(0)] string UserId, [property: Id(1)] string SecretHash);

[GenerateSerializer, Immutable, Alias("sc.CartHandover")]
public sealed record CartHandover([property: Id(0)] CartOutcome Outcome, [property: Id(1)] ImmutableArray<CartEntry> Entries);

/// <summary>What a cart remembers of one product.</summary>
/// <param name="SeenPrice">What it cost when it was put in, or when a change was acknowledged.</param>
[GenerateSerializer, Immutable, Alias("sc.CartEntry")]
public sealed record CartEntry(
    [property: Id(0)] string ProductId,
    [property: Id(1)] int Quantity,
    [property: Id(2)] Money SeenPrice,
    [property: Id(3)] long SeenPriceVersion,
    [property: Id(4)] string? RoomId,
    [property: Id(5)] string? DealId,
    [property: Id(6)] DateTimeOffset AddedAt);

/// <summary>What was ordered, of the cart or not. A product may be there more than once.</summary>
[GenerateSerializer, Immutable, Alias("sc.RemoveOrdered")]
public sealed record RemoveOrdered([property: Id(0)] string OrderId, [property: Id(1)] ImmutableArray<OrderedUnits> Units);

[GenerateSerializer, Immutable, Alias("sc.OrderedUnits")]
public readonly record struct OrderedUnits([property: Id(0)] string ProductId, [property: Id(1)] int Quantity);

/// <param name="LeftOut">Products of a guest's cart that found no room in the user's; default when everything did.</param>
[GenerateSerializer, Immutable, Alias("sc.CartResult")]
public sealed record CartResult(
    [property: Id(0)] CartOutcome Outcome,
    [property: Id(1)] CartSnapshot? Cart,
    [property: Id(2)] ImmutableArray<FieldError> Errors,
    [property: Id(3)] ImmutableArray<string> LeftOut = default);

[GenerateSerializer, Alias("sc.CartOutcome")]
public enum CartOutcome
{
    Unknown = 0,
    Done = 1,

    /// <summary>No such cart, or not with this secret; or no such product in it.</summary>
    NotFound = 2,
    Invalid = 3,

    /// <summary>The cart or the price is another by now.</summary>
    Stale = 4,

    /// <summary>There is no such product, or nobody is to be shown it.</summary>
    UnknownProduct = 5,
    SoldOut = 6,
    DealOver = 7,

    /// <summary>No line more has room.</summary>
    TooMany = 8,

    /// <summary>The guest's cart went into a user's.</summary>
    HandedOver = 9,
}
