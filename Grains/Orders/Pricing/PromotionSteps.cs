using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Grains.Orders.Pricing;

/// <summary>A line's discount and its quantity tier: of each, the one that takes off most.</summary>
internal static class PromotionSteps
{
    /// <param name="units">Units of the product in the whole basket, which decide on tiers.</param>
    public static void Apply(OpenLine line, IEnumerable<Promotion> promotions, long units)
    {
        var source = line.Source;
        var covering = promotions.Where(promotion => promotion.Scope.Covers(source.ProductId, source.Category)).ToList();
        Take(line, covering.Where(static promotion => promotion.Kind is PromotionKind.ProductDiscount or PromotionKind.Campaign), units);
        Take(line, covering.Where(static promotion => promotion.Kind == PromotionKind.QuantityTier), units);
    }

    private static void Take(OpenLine line, IEnumerable<Promotion> promotions, long units)
    {
        var (best, off) = promotions
            .Select(promotion => (Promotion: promotion, Off: Off(promotion, line, units)))
            .OrderByDescending(static offer => offer.Off)
            .ThenByDescending(static offer => offer.Promotion.Priority)
            .ThenBy(static offer => offer.Promotion.PromotionId, StringComparer.Ordinal)
            .FirstOrDefault();
        if (best is not null)
        {
            line.TakeOff(StepOf(best.Kind), best.PromotionId, best.Name, off);
        }
    }

    private static long Off(Promotion promotion, OpenLine line, long units) => promotion.Kind == PromotionKind.QuantityTier
        ? promotion.Tiers
            .Where(tier => units >= tier.MinimumQuantity)
            .Select(tier => PriceEffects.Off(tier.Effect, line.Left, line.Source.Quantity))
            .DefaultIfEmpty()
            .Max()
        : PriceEffects.Off(promotion.Effect!, line.Left, line.Source.Quantity);

    private static PriceStepKind StepOf(PromotionKind kind) => kind switch
    {
        PromotionKind.ProductDiscount => PriceStepKind.ProductDiscount,
        PromotionKind.Campaign => PriceStepKind.Campaign,
        PromotionKind.QuantityTier => PriceStepKind.QuantityTier,
        _ => throw new InvalidOperationException($"A promotion of the kind {kind} has no step."),
    };
}
