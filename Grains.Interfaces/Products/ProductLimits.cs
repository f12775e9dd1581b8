namespace SocialCommerce.Grains.Interfaces.Products;

/// <summary>Bounds of a product's fields; the Api and the grain ask the same checks.</summary>
public static class ProductLimits
{
    public const int TitleMax = 200;

    public const int DescriptionMax = 4_000;

    public const int CategoryMax = 60;

    public const int BrandMax = 60;

    public const int ImageUrlMax = 500;

    public const int AttributesMax = 32;

    public const int AttributeLengthMax = 200;

    public const int StockMax = 1_000_000_000;

    public const int ImageVectorMin = 8;

    public const int ImageVectorMax = 1_024;

    public const long AmountMinorMax = 1_000_000_000_000;

    public static ImmutableArray<FieldError> Check(ProductDetails details) => new FieldChecks()
        .Text(details.Title, "title", TitleMax)
        .Text(details.Description, "description", DescriptionMax, isRequired: false)
        .Text(details.Category, "category", CategoryMax)
        .Add(details.Category == ICatalogueGrain.All, "category", "is a reserved name")
        .Text(details.Brand, "brand", BrandMax, isRequired: false)
        .Add(details.Price.AmountMinor is < 0 or > AmountMinorMax, "price.amountMinor", "is out of range")
        .Add(!IsCurrency(details.Price.Currency), "price.currency", "must be three capital letters (ISO 4217)")
        .Add(details.Stock is < 0 or > StockMax, "stock", "is out of range")
        .Add(!IsImageUrl(details.ImageUrl), "imageUrl", "must be an https or site-relative address")
        .Add(!AreAttributes(details.Attributes), "attributes", "are too many or too long")
        .Errors;

    /// <summary>What is wrong with a picture's vector; one that is absent or empty is not wrong.</summary>
    public static ImmutableArray<FieldError> CheckImage(ImmutableArray<float> vector) => vector.IsDefaultOrEmpty
        ? []
        : new FieldChecks()
            .Add(vector.Length is < ImageVectorMin or > ImageVectorMax, "imageVector", $"must have {ImageVectorMin} to {ImageVectorMax} numbers")
            .Add(!vector.All(float.IsFinite), "imageVector", "must have finite numbers")
            .Errors;

    /// <summary>An address that a picture may have: https, or of this site, whose addresses start with one slash; two would name another host.</summary>
    public static bool IsImageUrl(string? url) =>
        url is null || (url.Length <= ImageUrlMax && (IsSiteRelative(url) || IsHttps(url)));

    private static bool IsCurrency(string? currency) =>
        currency is { Length: 3 } && currency.All(char.IsAsciiLetterUpper);

    private static bool IsSiteRelative(string url) =>
        url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\', StringComparison.Ordinal);

    private static bool IsHttps(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;

    private static bool AreAttributes(ImmutableDictionary<string, string> attributes) =>
        attributes.Count <= AttributesMax
        && attributes.All(pair => pair.Key.Length is > 0 and <= AttributeLengthMax && pair.Value.Length <= AttributeLengthMax);
}
