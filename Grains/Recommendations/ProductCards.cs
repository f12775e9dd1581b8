using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Asks many products for their cards at once.</summary>
internal static class ProductCards
{
    /// <summary>The cards of the products that exist.</summary>
    public static async Task<IReadOnlyDictionary<string, ProductCard>> GetAsync(
        IGrainFactory grains, IEnumerable<string> productIds, CancellationToken cancellationToken)
    {
        string[] distinct = [.. productIds.Distinct(StringComparer.Ordinal)];
        var cards = await ListAsync(grains, distinct, cancellationToken);
        return cards.ToDictionary(card => card.ProductId, StringComparer.Ordinal);
    }

    /// <summary>The same as a list in the order of the ids, which must be distinct.</summary>
    public static async Task<List<ProductCard>> ListAsync(
        IGrainFactory grains, IReadOnlyList<string> productIds, CancellationToken cancellationToken)
    {
        var answers = new Task<ProductCard?>[productIds.Count];
        for (var index = 0; index < answers.Length; index++)
        {
            answers[index] = grains.GetGrain<IProductGrain>(productIds[index]).GetCardAsync(cancellationToken);
        }

        // One after the other, as all are under way and most have answered.
        var cards = new List<ProductCard>(answers.Length);
        foreach (var answer in answers)
        {
            if (await answer is { } card)
            {
                cards.Add(card);
            }
        }

        return cards;
    }
}
