using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Users;
using ReasonKind = SocialCommerce.Grains.Interfaces.Recommendations.ReasonKind;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Turns ranked products into suggestions that say why, with the names of the products and people they come from.</summary>
internal static class SuggestionTexts
{
    public static async Task<ImmutableArray<Suggestion>> DescribeAsync(
        IGrainFactory grains,
        IReadOnlyList<RankedSuggestion> ranked,
        IReadOnlyList<ProductCard> cards,
        CancellationToken cancellationToken)
    {
        var suggested = ranked.Select(entry => entry.ProductId).ToHashSet(StringComparer.Ordinal);
        var shown = cards.Where(card => suggested.Contains(card.ProductId)).ToDictionary(card => card.ProductId, StringComparer.Ordinal);
        var reasons = ranked.SelectMany(entry => entry.Reasons).ToList();
        var sources = await ProductCards.GetAsync(grains, reasons.Select(reason => reason.SourceProductId).OfType<string>(), cancellationToken);
        var people = await NamesAsync(grains, reasons.Select(reason => reason.SourceUserId).OfType<string>(), cancellationToken);
        return [.. ranked.Select(entry => Describe(entry, shown[entry.ProductId], sources, people))];
    }

    private static async Task<Dictionary<string, string>> NamesAsync(
        IGrainFactory grains, IEnumerable<string> userIds, CancellationToken cancellationToken)
    {
        var profiles = await Task.WhenAll(userIds.Distinct(StringComparer.Ordinal).Select(
            id => grains.GetGrain<IUserGrain>(id).GetProfileAsync(cancellationToken)));
        return profiles.OfType<UserProfile>().ToDictionary(
            profile => profile.UserId, profile => profile.DisplayName, StringComparer.Ordinal);
    }

    private static Suggestion Describe(
        RankedSuggestion entry,
        ProductCard card,
        IReadOnlyDictionary<string, ProductCard> sources,
        Dictionary<string, string> people)
    {
        var reasons = entry.Reasons.Select(reason => Describe(reason, card, sources, people));
        return new Suggestion(card.ProductId, card.Title, card.Price, card.ImageUrl, entry.Score, [.. reasons]);
    }

    private static SuggestionReason Describe(
        Reason reason,
        ProductCard card,
        IReadOnlyDictionary<string, ProductCard> sources,
        Dictionary<string, string> people) => reason.Kind switch
        {
            Algorithms.Recommendation.ReasonKind.Similar => new SuggestionReason(
                ReasonKind.Similar, $"Because you looked at {TitleOf(reason.SourceProductId, sources)}", reason.SourceProductId),
            Algorithms.Recommendation.ReasonKind.Friend => new SuggestionReason(
                ReasonKind.Friend, $"{NameOf(reason.SourceUserId, people)} was here", UserId: reason.SourceUserId),
            Algorithms.Recommendation.ReasonKind.Room => new SuggestionReason(ReasonKind.Room, "Hot in this room"),
            Algorithms.Recommendation.ReasonKind.Trending => new SuggestionReason(ReasonKind.Trending, $"Trending in {card.Category}"),
            Algorithms.Recommendation.ReasonKind.Taste => new SuggestionReason(ReasonKind.Taste, $"Your taste in {card.Category}"),
            Algorithms.Recommendation.ReasonKind.Explore => new SuggestionReason(ReasonKind.Explore, "New here"),
            Algorithms.Recommendation.ReasonKind.Campaign => new SuggestionReason(ReasonKind.Campaign, "From a campaign"),
            _ => throw new InvalidOperationException($"Unexpected reason {reason.Kind}."),
        };

    private static string TitleOf(string? productId, IReadOnlyDictionary<string, ProductCard> sources) =>
        productId is not null && sources.TryGetValue(productId, out var card) ? card.Title : "something like it";

    private static string NameOf(string? userId, Dictionary<string, string> people) =>
        userId is not null && people.TryGetValue(userId, out var name) ? name : "Somebody you follow";
}
