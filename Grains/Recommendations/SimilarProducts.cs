using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using ReasonKind = SocialCommerce.Grains.Interfaces.Recommendations.ReasonKind;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Products like one product: first those engaged together with it, then, where behaviour says too little yet, those of
/// its category whose content is nearest.
/// </summary>
internal static class SimilarProducts
{
    private const int PoolMax = 100;

    public static async Task<ImmutableArray<Suggestion>> FindAsync(
        IGrainFactory grains,
        ProductCard product,
        ImmutableArray<Neighbour> neighbours,
        int limit,
        CancellationToken cancellationToken)
    {
        var together = await ProductCards.GetAsync(grains, neighbours.Select(entry => entry.ProductId), cancellationToken);
        var suggestions = ByBehaviour(product, neighbours, together).Take(limit).ToList();
        if (suggestions.Count < limit)
        {
            var pool = await grains.GetGrain<ITrendGrain>(product.Category).GetPoolAsync(PoolMax, cancellationToken);
            var ids = pool.Popular.Select(entry => entry.ProductId).Concat(pool.Newest).Distinct()
                .Except(suggestions.Select(entry => entry.ProductId)).Where(id => id != product.ProductId);
            var cards = await ProductCards.GetAsync(grains, ids, cancellationToken);
            suggestions.AddRange(ByContent(product, cards).Take(limit - suggestions.Count));
        }

        return [.. suggestions];
    }

    private static IEnumerable<Suggestion> ByBehaviour(
        ProductCard product, ImmutableArray<Neighbour> neighbours, IReadOnlyDictionary<string, ProductCard> cards)
    {
        var reason = new SuggestionReason(
            ReasonKind.Similar, $"People who looked at {product.Title} also looked at this", product.ProductId);
        return neighbours
            .Where(entry => cards.TryGetValue(entry.ProductId, out var card) && card.IsOnSale)
            .Select(entry => (Card: cards[entry.ProductId], Score: entry.Weight * Popularity(cards[entry.ProductId])))
            .OrderByDescending(entry => entry.Score)
            .Select(entry => Describe(entry.Card, entry.Score, reason));
    }

    private static IEnumerable<Suggestion> ByContent(ProductCard product, IReadOnlyDictionary<string, ProductCard> cards)
    {
        var reason = new SuggestionReason(ReasonKind.Taste, $"Resembles {product.Title}", product.ProductId);
        return cards.Values
            .Where(card => card.IsOnSale)
            .Select(card => (Card: card, Score: Embedding.Cosine(product.Embedding.AsSpan(), card.Embedding.AsSpan())))
            .OrderByDescending(entry => entry.Score)
            .ThenBy(entry => entry.Card.ProductId, StringComparer.Ordinal)
            .Select(entry => Describe(entry.Card, entry.Score, reason));
    }

    private static double Popularity(ProductCard card) =>
        NeighbourNormalisation.Factor(card.Degree, RankerOptions.Default.Normalisation.Neighbour) * card.AudienceFactor;

    private static Suggestion Describe(ProductCard card, double score, SuggestionReason reason) =>
        new(card.ProductId, card.Title, card.Price, card.ImageUrl, score, [reason]);
}
