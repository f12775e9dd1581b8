using System.Globalization;
using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Marketing;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Api.Marketing;

/// <summary>Basis points of a percentage, minor units of the others.</summary>
internal sealed record EffectBody(PriceEffectKind? Kind, long? Value)
{
    /// <summary>A missing part becomes one that the checks refuse.</summary>
    public PriceEffect ToEffect() => new(Kind ?? PriceEffectKind.Unknown, Value ?? -1);

    public static EffectBody? From(PriceEffect? effect) => effect is null ? null : new EffectBody(effect.Kind, effect.Value);
}

internal sealed record TierBody(int? MinimumQuantity, EffectBody? Effect)
{
    public PriceTier ToTier() => new(MinimumQuantity ?? 0, (Effect ?? new EffectBody(null, null)).ToEffect());

    public static TierBody From(PriceTier tier) => new(tier.MinimumQuantity, EffectBody.From(tier.Effect));
}

internal sealed record PromotionRequest(
    PromotionKind? Kind,
    string? Name,
    ImmutableArray<string>? ProductIds,
    string? Category,
    EffectBody? Effect,
    ImmutableArray<TierBody>? Tiers,
    string? Currency,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    int? Priority)
{
    /// <summary>Without a start it starts now.</summary>
    public Promotion ToPromotion(string promotionId, string sellerId, DateTimeOffset now) => new(
        promotionId,
        sellerId,
        Kind ?? PromotionKind.Unknown,
        Name ?? string.Empty,
        new PromotionScope(ProductIds ?? [], Category),
        Effect?.ToEffect(),
        PromotionFields.ToTiers(Tiers) ?? [],
        Currency,
        StartsAt?.ToUniversalTime() ?? now,
        EndsAt?.ToUniversalTime(),
        Priority ?? 0);
}

/// <summary>Fields that are absent stay as they are. What a promotion covers is given whole.</summary>
internal sealed record PromotionPatch(
    string? Name,
    ImmutableArray<string>? ProductIds,
    string? Category,
    EffectBody? Effect,
    ImmutableArray<TierBody>? Tiers,
    string? Currency,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    int? Priority)
{
    public UpdatePromotion ToUpdate(string promotionId, long? expectedVersion, DateTimeOffset now) => new(
        promotionId,
        now,
        expectedVersion,
        Name,
        ProductIds is null && Category is null ? null : new PromotionScope(ProductIds ?? [], Category),
        Effect?.ToEffect(),
        PromotionFields.ToTiers(Tiers),
        Currency,
        StartsAt?.ToUniversalTime(),
        EndsAt?.ToUniversalTime(),
        Priority);
}

internal sealed record PromotionResponse(
    string PromotionId,
    string SellerId,
    PromotionKind Kind,
    string Name,
    PromotionStatus Status,
    ImmutableArray<string> ProductIds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Category,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EffectBody? Effect,
    ImmutableArray<TierBody> Tiers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Currency,
    DateTimeOffset StartsAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? EndsAt,
    int Priority,
    DateTimeOffset CreatedAt,
    string Version)
{
    public static PromotionResponse From(PromotionSnapshot snapshot)
    {
        var terms = snapshot.Promotion;
        return new PromotionResponse(
            terms.PromotionId,
            terms.SellerId,
            terms.Kind,
            terms.Name,
            snapshot.Status,
            terms.Scope.ProductIds,
            terms.Scope.Category,
            EffectBody.From(terms.Effect),
            [.. terms.Tiers.Select(TierBody.From)],
            terms.Currency,
            terms.StartsAt,
            terms.EndsAt,
            terms.Priority,
            snapshot.CreatedAt,
            snapshot.Version.ToString(CultureInfo.InvariantCulture));
    }
}

internal static class PromotionFields
{
    /// <summary>Null when absent. An entry that is null becomes one that the checks refuse.</summary>
    public static ImmutableArray<PriceTier>? ToTiers(ImmutableArray<TierBody>? tiers) => tiers is { IsDefault: false } given
        ? [.. given.Select(static tier => (tier ?? new TierBody(null, null)).ToTier())]
        : null;
}
