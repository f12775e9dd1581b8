using SocialCommerce.Grains.Interfaces.Products.Reviews;

namespace SocialCommerce.Grains.Interfaces.Products;

/// <summary>What a merchant says about a product.</summary>
[GenerateSerializer, Immutable, Alias("sc.ProductDetails")]
public sealed record ProductDetails(
    [property: Id(0)] string Title,
    [property: Id(1)] string Description,
    [property: Id(2)] string Category,
    [property: Id(3)] string Brand,
    [property: Id(4)] Money Price,
    [property: Id(5)] int Stock,
    [property: Id(6)] string? ImageUrl,
    [property: Id(7)] ImmutableDictionary<string, string> Attributes,
    [property: Id(8)] bool IsHidden = false);

/// <param name="ImageVector">What the picture looks like, of any length; helps to place a product nobody has touched.</param>
[GenerateSerializer, Immutable, Alias("sc.CreateProduct")]
public sealed record CreateProduct(
    [property: Id(0)] string SellerId,
    [property: Id(1)] ProductDetails Details,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] ImmutableArray<float> ImageVector = default);

/// <summary>Changes the fields that are not null. A stale <see cref="ExpectedVersion"/> is refused.</summary>
/// <param name="CommandId">Names the change to the stock, so that a repeated one counts once.</param>
[GenerateSerializer, Immutable, Alias("sc.UpdateProduct")]
public sealed record UpdateProduct(
    [property: Id(0)] string UserId,
    [property: Id(1)] long? ExpectedVersion = null,
    [property: Id(2)] string? Title = null,
    [property: Id(3)] string? Description = null,
    [property: Id(4)] string? Category = null,
    [property: Id(5)] string? Brand = null,
    [property: Id(6)] Money? Price = null,
    [property: Id(7)] int? Stock = null,
    [property: Id(8)] string? ImageUrl = null,
    [property: Id(9)] ImmutableDictionary<string, string>? Attributes = null,
    [property: Id(10)] bool IsOperator = false,
    [property: Id(11)] bool? IsHidden = null,
    [property: Id(12)] string? CommandId = null);

[GenerateSerializer, Immutable, Alias("sc.ProductResult")]
public sealed record ProductResult(
    [property: Id(0)] ProductStatus Status,
    [property: Id(1)] ProductSnapshot? Product,
    [property: Id(2)] ImmutableArray<FieldError> Errors);

[GenerateSerializer, Alias("sc.ProductStatus")]
public enum ProductStatus
{
    Unknown = 0,
    Done = 1,
    NotFound = 2,
    Invalid = 3,

    /// <summary>Another product has this id.</summary>
    Exists = 4,

    /// <summary>The expected version is not the current one.</summary>
    Stale = 5,

    /// <summary>The product belongs to another seller.</summary>
    NotOwner = 6,
}

[GenerateSerializer, Immutable, Alias("sc.ProductSnapshot")]
public sealed record ProductSnapshot(
    [property: Id(0)] string ProductId,
    [property: Id(1)] string SellerId,
    [property: Id(2)] ProductDetails Details,
    [property: Id(3)] ProductCounters Counters,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] long Version,
    [property: Id(6)] long PriceVersion = 1,
    [property: Id(7)] RatingSummary? Rating = null);

[GenerateSerializer, Immutable, Alias("sc.ProductCounters")]
public sealed record ProductCounters(
    [property: Id(0)] long Views = 0,
    [property: Id(1)] long Clicks = 0,
    [property: Id(2)] long Likes = 0,
    [property: Id(3)] long Shares = 0,
    [property: Id(4)] long Carts = 0,
    [property: Id(5)] long Purchases = 0,
    [property: Id(6)] long Ratings = 0,
    [property: Id(7)] long Dismissals = 0);

/// <summary>The part of a product that lists and ranking read, cheap to pass around.</summary>
/// <param name="Degree">How many interactions the product has.</param>
/// <param name="IsHidden">Whether its seller took it out of sight: nobody is to be shown it.</param>
/// <param name="AudienceFactor">How far what its users did is to be believed, above 0 to 1: less for an audience of copies or of chance.</param>
/// <param name="SellerSince">When its seller joined; the beginning of time when that is not known.</param>
/// <param name="PriceVersion">Which price this is, counted from 1; grows by one with each change.</param>
/// <param name="Rating">What its ratings come to; null when there never was one.</param>
/// <param name="Stock">Units available, as the stock told last; it alone decides.</param>
/// <param name="StockShards">How many shards sell the stock beside itself.</param>
[GenerateSerializer, Immutable, Alias("sc.ProductCard")]
public sealed record ProductCard(
    [property: Id(0)] string ProductId,
    [property: Id(1)] string Title,
    [property: Id(2)] Money Price,
    [property: Id(3)] string? ImageUrl,
    [property: Id(4)] string Category,
    [property: Id(5)] int Stock,
    [property: Id(6)] int Degree,
    [property: Id(7)] ImmutableArray<float> Embedding,
    [property: Id(8)] DateTimeOffset CreatedAt,
    [property: Id(9)] string SellerId,
    [property: Id(10)] bool IsHidden = false,
    [property: Id(11)] DateTimeOffset SellerSince = default,
    [property: Id(12)] float AudienceFactor = 1,
    [property: Id(13)] long PriceVersion = 1,
    [property: Id(14)] RatingSummary? Rating = null,
    [property: Id(15)] int StockShards = 0,
    [property: Id(16)] string Brand = "")
{
    /// <summary>In stock and in sight.</summary>
    public bool IsOnSale => Stock > 0 && !IsHidden;
}
