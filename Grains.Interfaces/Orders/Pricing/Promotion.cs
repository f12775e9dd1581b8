namespace SocialCommerce.Grains.Interfaces.Orders.Pricing;

/// <summary>A seller's standing offer to everybody: what it covers, what it takes off, and when.</summary>
/// <param name="Effect">What it takes off; null for quantity tiers, whose tiers say it.</param>
/// <param name="Tiers">Of quantity tiers only.</param>
/// <param name="Currency">Of its amounts; null when it has none. It is for prices in that currency alone.</param>
/// <param name="StartsAt">The first moment at which it counts.</param>
/// <param name="EndsAt">The first moment at which it no longer does; null when it stays.</param>
/// <param name="Priority">Of two that take off the same, the higher one is named.</param>
[GenerateSerializer, Immutable, Alias("sc.Promotion")]
public sealed record Promotion(
    [property: Id(0)] string PromotionId,
    [property: Id(1)] string SellerId,
    [property: Id(2)] PromotionKind Kind,
    [property: Id(3)] string Name,
    [property: Id(4)] PromotionScope Scope,
    [property: Id(5)] PriceEffect? Effect,
    [property: Id(6)] ImmutableArray<PriceTier> Tiers,
    [property: Id(7)] string? Currency,
    [property: Id(8)] DateTimeOffset StartsAt,
    [property: Id(9)] DateTimeOffset? EndsAt,
    [property: Id(10)] int Priority = 0)
{
    public bool IsActive(DateTimeOffset now) => StartsAt <= now && (EndsAt is not { } end || now < end);
}

/// <summary>Which products of the seller a promotion covers: these, those of a category, or, without either, all.</summary>
[GenerateSerializer, Immutable, Alias("sc.PromotionScope")]
public sealed record PromotionScope(
    [property: Id(0)] ImmutableArray<string> ProductIds,
    [property: Id(1)] string? Category)
{
    public static PromotionScope Everything { get; } = new([], null);

    public static PromotionScope Products(params ReadOnlySpan<string> productIds) => new([.. productIds], null);

    public bool Covers(string productId, string category) =>
        ProductIds.IsDefaultOrEmpty ? Category is null || Category == category : ProductIds.Contains(productId);
}

/// <param name="Value">Basis points (1,500 are 15 %) of a percentage; minor units per unit of the others.</param>
[GenerateSerializer, Immutable, Alias("sc.PriceEffect")]
public sealed record PriceEffect([property: Id(0)] PriceEffectKind Kind, [property: Id(1)] long Value);

/// <summary>What a unit costs from this many units of one product on.</summary>
[GenerateSerializer, Immutable, Alias("sc.PriceTier")]
public sealed record PriceTier([property: Id(0)] int MinimumQuantity, [property: Id(1)] PriceEffect Effect);

[GenerateSerializer, Alias("sc.PromotionKind")]
public enum PromotionKind
{
    Unknown = 0,

    /// <summary>Some products for less.</summary>
    ProductDiscount = 1,

    /// <summary>A whole category or shop for less, for a time.</summary>
    Campaign = 2,

    /// <summary>More units of one product for less each.</summary>
    QuantityTier = 3,
}

[GenerateSerializer, Alias("sc.PriceEffectKind")]
public enum PriceEffectKind
{
    Unknown = 0,
    Percent = 1,
    AmountOff = 2,

    /// <summary>A fixed price of each unit; takes off nothing where the price is lower already.</summary>
    UnitPrice = 3,
}
