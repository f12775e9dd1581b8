using System.Globalization;
using SocialCommerce.Api.Products.Reviews;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Api.Products;

internal sealed record MoneyBody(long? AmountMinor, string? Currency)
{
    /// <summary>A missing part becomes one that the checks refuse, with the name of its field.</summary>
    public Money ToMoney() => new(AmountMinor ?? -1, Currency ?? string.Empty);
}

internal sealed record ProductRequest(
    string? Title,
    string? Description,
    string? Category,
    string? Brand,
    MoneyBody? Price,
    int? Stock,
    string? ImageUrl,
    Dictionary<string, string?>? Attributes,
    string? ProductId = null,
    bool? IsHidden = null,
    ImmutableArray<float>? ImageVector = null)
{
    public ProductDetails ToDetails() => new(
        Title ?? string.Empty,
        Description ?? string.Empty,
        Category ?? string.Empty,
        Brand ?? string.Empty,
        (Price ?? new MoneyBody(null, null)).ToMoney(),
        Stock ?? -1,
        ImageUrl,
        ProductFields.ToAttributes(Attributes) ?? ImmutableDictionary<string, string>.Empty,
        IsHidden ?? false);

    public CreateProduct ToCreate(string sellerId, DateTimeOffset at) => new(sellerId, ToDetails(), at, ImageVector ?? []);

    public UpdateProduct ToUpdate(string userId, bool isOperator) => new(
        userId, null, Title, Description ?? string.Empty, Category, Brand ?? string.Empty, Price?.ToMoney(), Stock,
        ImageUrl, ProductFields.ToAttributes(Attributes), isOperator, IsHidden);
}

/// <summary>Fields that are absent stay as they are.</summary>
internal sealed record ProductPatch(
    string? Title,
    string? Description,
    string? Category,
    string? Brand,
    MoneyBody? Price,
    int? Stock,
    string? ImageUrl,
    Dictionary<string, string?>? Attributes,
    bool? IsHidden = null)
{
    public UpdateProduct ToUpdate(string userId, bool isOperator, long? expectedVersion) => new(
        userId, expectedVersion, Title, Description, Category, Brand, Price?.ToMoney(), Stock, ImageUrl,
        ProductFields.ToAttributes(Attributes), isOperator, IsHidden);
}

internal sealed record ProductResponse(
    string ProductId,
    string Title,
    string Description,
    string Category,
    string Brand,
    Money Price,
    int Stock,
    string? ImageUrl,
    ImmutableDictionary<string, string> Attributes,
    string SellerId,
    DateTimeOffset CreatedAt,
    ProductCounters Counters,
    string Version,
    bool IsHidden,
    long PriceVersion,
    RatingBody? Rating)
{
    public static ProductResponse From(ProductSnapshot product) => new(
        product.ProductId,
        product.Details.Title,
        product.Details.Description,
        product.Details.Category,
        product.Details.Brand,
        product.Details.Price,
        product.Details.Stock,
        product.Details.ImageUrl,
        product.Details.Attributes,
        product.SellerId,
        product.CreatedAt,
        product.Counters,
        product.Version.ToString(CultureInfo.InvariantCulture),
        product.Details.IsHidden,
        product.PriceVersion,
        RatingBody.From(product.Rating));
}

internal static class ProductFields
{
    public static ImmutableDictionary<string, string>? ToAttributes(Dictionary<string, string?>? attributes) =>
        attributes?.ToImmutableDictionary(pair => pair.Key, pair => pair.Value ?? string.Empty);
}
