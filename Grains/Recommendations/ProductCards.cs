using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Asks many products for their cards at once.</summary>
internal static class ProductCards
{
    /// <summary>The cards of the products that exist.</summary>
    public static async Task<IReadOnlyDictionary<string, ProductCard>> GetAsync(
        IGrainFactory grains, IEnumerable<string> productIds, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(productIds.Distinct(StringComparer.Ordinal).Select(
            id => grains.GetGrain<IProductGrain>(id).GetCardAsync(cancellationToken)));
        return answers.OfType<ProductCard>().ToDictionary(card => card.ProductId, StringComparer.Ordinal);
    }
}
