using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Interfaces.Marketing;

/// <summary>Bounds of promotions; the Api and the grain ask the same checks.</summary>
public static class PromotionLimits
{
    /// <summary>Promotions of one seller, those that are over included.</summary>
    public const int PromotionsMax = 100;

    public const int NameMax = 80;

    public const int ProductsMax = 50;

    public const int TiersMax = 10;

    public const int TierQuantityMin = 2;

    public const int TierQuantityMax = 10_000;

    public const int BasisPointsMax = 10_000;

    public const int PriorityMax = 1_000;

    public static ImmutableArray<FieldError> Check(Promotion promotion, DateTimeOffset now)
    {
        var isTiers = promotion.Kind == PromotionKind.QuantityTier;
        var checks = new FieldChecks()
            .Add(promotion.Kind == PromotionKind.Unknown, "kind", "must be productDiscount, campaign or quantityTier")
            .Text(promotion.Name, "name", NameMax)
            .Add(promotion.Priority is < 0 or > PriorityMax, "priority", $"must be from 0 to {PriorityMax}")
            .Add(promotion.EndsAt <= promotion.StartsAt || promotion.EndsAt <= now, "endsAt", "must be after startsAt and after now")
            .Add(isTiers && promotion.Effect is not null, "effect", "must be absent: the tiers say it")
            .Add(!isTiers && promotion.Effect is null, "effect", "must be given")
            .Add(!isTiers && !promotion.Tiers.IsDefaultOrEmpty, "tiers", "are for quantity tiers only")
            .Add(promotion.Effect is { } effect && !IsEffect(effect), "effect", "is not an effect, or its value is out of range");
        CheckScope(checks, promotion);
        CheckCurrency(checks, promotion);
        return isTiers ? CheckTiers(checks, promotion.Tiers).Errors : checks.Errors;
    }

    private static void CheckScope(FieldChecks checks, Promotion promotion)
    {
        var (productIds, category) = (promotion.Scope.ProductIds, promotion.Scope.Category);
        checks
            .Add(!productIds.IsDefault && productIds.Length > ProductsMax, "productIds", $"must be at most {ProductsMax}")
            .Add(!productIds.IsDefault && !productIds.All(Ids.IsValid), "productIds", "must be ids of products")
            .Add(productIds.IsDefaultOrEmpty && promotion.Kind == PromotionKind.ProductDiscount, "productIds", "must name at least one product")
            .Add(!productIds.IsDefaultOrEmpty && category is not null, "category", "cannot be given beside productIds");
        if (category is not null)
        {
            checks.Text(category, "category", ProductLimits.CategoryMax);
        }
    }

    private static void CheckCurrency(FieldChecks checks, Promotion promotion)
    {
        var hasAmounts = Effects(promotion).Any(static effect => effect.Kind is PriceEffectKind.AmountOff or PriceEffectKind.UnitPrice);
        checks.Add(
            promotion.Currency is null ? hasAmounts : !Currencies.IsCode(promotion.Currency),
            "currency",
            "must be three capital letters (ISO 4217); only percentages may do without");
    }

    private static FieldChecks CheckTiers(FieldChecks checks, ImmutableArray<PriceTier> tiers)
    {
        checks.Add(tiers.IsDefaultOrEmpty || tiers.Length > TiersMax, "tiers", $"must be 1 to {TiersMax}");
        for (var index = 0; !tiers.IsDefault && index < tiers.Length; index++)
        {
            var tier = tiers[index];
            checks
                .Add(
                    tier.MinimumQuantity is < TierQuantityMin or > TierQuantityMax,
                    $"tiers[{index}].minimumQuantity",
                    $"must be from {TierQuantityMin} to {TierQuantityMax}")
                .Add(!IsEffect(tier.Effect), $"tiers[{index}].effect", "is not an effect, or its value is out of range")
                .Add(
                    index > 0 && !IsBetter(tier, tiers[index - 1]),
                    $"tiers[{index}]",
                    "must be for more units than the one before, with a better effect of the same kind");
        }

        return checks;
    }

    private static bool IsBetter(PriceTier tier, PriceTier previous) =>
        tier.MinimumQuantity > previous.MinimumQuantity
        && tier.Effect.Kind == previous.Effect.Kind
        && (tier.Effect.Kind == PriceEffectKind.UnitPrice
            ? tier.Effect.Value < previous.Effect.Value
            : tier.Effect.Value > previous.Effect.Value);

    private static bool IsEffect(PriceEffect effect) => effect.Kind switch
    {
        PriceEffectKind.Percent => effect.Value is >= 1 and <= BasisPointsMax,
        PriceEffectKind.AmountOff => effect.Value is >= 1 and <= ProductLimits.AmountMinorMax,
        PriceEffectKind.UnitPrice => effect.Value is >= 0 and <= ProductLimits.AmountMinorMax,
        _ => false,
    };

    private static IEnumerable<PriceEffect> Effects(Promotion promotion) =>
    [
        .. promotion.Effect is { } effect ? [effect] : Array.Empty<PriceEffect>(),
        .. promotion.Tiers.IsDefault ? [] : promotion.Tiers.Select(static tier => tier.Effect),
    ];
}
