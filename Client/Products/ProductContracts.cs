using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Products;

/// <summary>A product to create or import. With an id of one's own, importing again updates instead of doubling.</summary>
public sealed record NewProduct(
    string Title,
    string Description,
    string Category,
    string Brand,
    Money Price,
    int Stock,
    string? ImageUrl = null,
    IReadOnlyDictionary<string, string>? Attributes = null,
    string? ProductId = null);

/// <summary>Fields to change; null leaves one as it is.</summary>
public sealed record ProductChanges(
    string? Title = null,
    string? Description = null,
    string? Category = null,
    string? Brand = null,
    Money? Price = null,
    int? Stock = null,
    string? ImageUrl = null,
    IReadOnlyDictionary<string, string>? Attributes = null);

public sealed record Product(
    string ProductId,
    string Title,
    string Description,
    string Category,
    string Brand,
    Money Price,
    int Stock,
    string? ImageUrl,
    IReadOnlyDictionary<string, string> Attributes,
    string SellerId,
    DateTimeOffset CreatedAt,
    ProductCounters Counters,
    string Version,
    ProductRating? Rating = null);

/// <summary>Somebody who sells or hosts.</summary>
/// <param name="Rating">What the ratings of all their products come to; null without any.</param>
public sealed record Seller(
    string UserId,
    string DisplayName,
    DateTimeOffset Since,
    long Followers,
    bool SellsProducts,
    bool HostsRooms,
    ProductRating? Rating = null);

public sealed record ProductCounters(
    long Views, long Clicks, long Likes, long Shares, long Carts, long Purchases, long Ratings, long Dismissals);

/// <summary>What became of one imported line.</summary>
public sealed record ImportResult(
    int Line, string Status, string? ProductId = null, string? Code = null, IReadOnlyList<ImportError>? Errors = null);

public sealed record ImportError(string Field, string Message);
