using SocialCommerce.Grains.Interfaces.Marketing;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Orders.Pricing;

/// <summary>From what grains know to what <see cref="PricingRules"/> takes.</summary>
internal static class PricingLines
{
    public static PricingLine Of(string lineId, ProductCard card, int quantity, DealPrice? deal = null) =>
        new(lineId, card.ProductId, card.SellerId, card.Category, card.Title, card.Price, card.PriceVersion, quantity, deal);

    /// <summary>What the sellers of these lines offer at this time; sellers are asked side by side.</summary>
    public static async Task<ImmutableArray<Promotion>> PromotionsAsync(
        this IGrainFactory grains, IEnumerable<string> sellerIds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var offers = await Task.WhenAll(sellerIds.Distinct(StringComparer.Ordinal)
            .Select(sellerId => grains.GetGrain<IPromotionsGrain>(sellerId).GetActiveAsync(now, cancellationToken)));
        return [.. offers.SelectMany(static offer => offer)];
    }
}
