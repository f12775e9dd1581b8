using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Users;
using RankedReason = SocialCommerce.Algorithms.Recommendation.ReasonKind;
using ReasonKind = SocialCommerce.Grains.Interfaces.Recommendations.ReasonKind;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Turns ranked products into suggestions that say why, with the names of the products and people they come from. What is
/// ranked, and logged, knows who is behind a product; whether that is said is decided here, by <see cref="FriendReasons"/>.
/// </summary>
internal static class SuggestionTexts
{
    private const int CategoriesMax = 3;

    public static async Task<ImmutableArray<Suggestion>> DescribeAsync(
        IGrainFactory grains,
        IReadOnlyList<RankedSuggestion> ranked,
        IReadOnlyList<ProductCard> cards,
        Evidence evidence,
        CategoryAffinity affinity,
        CancellationToken cancellationToken)
    {
        var suggested = ranked.Select(entry => entry.ProductId).ToHashSet(StringComparer.Ordinal);
        var shown = cards.Where(card => suggested.Contains(card.ProductId)).ToDictionary(card => card.ProductId, StringComparer.Ordinal);
        var friends = await FriendsAsync(grains, ranked, evidence.Friends, cancellationToken);
        var reasons = ranked.SelectMany(static entry => entry.Reasons);
        var sources = new Sources(
            await ProductCards.GetAsync(grains, reasons.Select(reason => reason.SourceProductId).OfType<string>(), cancellationToken),
            friends,
            await NamesAsync(grains, friends.Values.Select(friend => friend.FriendId).OfType<string>(), cancellationToken),
            [.. affinity.Top(CategoriesMax).Select(static entry => entry.Key)]);
        return [.. ranked.Select(entry => Describe(entry, shown[entry.ProductId], sources, evidence))];
    }

    // By product, what may be said of those who are followed.
    private static async Task<Dictionary<string, FriendReason>> FriendsAsync(
        IGrainFactory grains,
        IReadOnlyList<RankedSuggestion> ranked,
        ImmutableArray<FriendTouches> friends,
        CancellationToken cancellationToken)
    {
        var behind = ranked
            .Where(static entry => entry.Reasons.Any(static reason => reason.Kind == RankedReason.Friend))
            .ToDictionary(entry => entry.ProductId, entry => FriendReasons.Behind(friends, entry.ProductId), StringComparer.Ordinal);
        var said =
            from entry in behind
            from touch in FriendReasons.Nameable(entry.Value)
            where touch.Told == FriendAct.Reviewed
            select (ProductId: entry.Key, touch.FriendId);
        var inSight = await InSightAsync(grains, [.. said], cancellationToken);
        return behind
            .Select(entry => (ProductId: entry.Key, Reason: FriendReasons.Choose(
                entry.Value, touch => inSight.Contains((entry.Key, touch.FriendId)))))
            .Where(static entry => entry.Reason is not null)
            .ToDictionary(static entry => entry.ProductId, static entry => entry.Reason!, StringComparer.Ordinal);
    }

    // A review may have been hidden since, and a rating may come without one.
    private static async Task<HashSet<(string ProductId, string UserId)>> InSightAsync(
        IGrainFactory grains, List<(string ProductId, string UserId)> said, CancellationToken cancellationToken)
    {
        var reviews = await Task.WhenAll(said.Select(
            entry => grains.GetGrain<IReviewListGrain>(entry.ProductId).FindOfAsync(entry.UserId, cancellationToken)));
        return [.. said.Where((_, index) => reviews[index] is { IsHidden: false })];
    }

    private static async Task<Dictionary<string, string>> NamesAsync(
        IGrainFactory grains, IEnumerable<string> userIds, CancellationToken cancellationToken)
    {
        var profiles = await Task.WhenAll(userIds.Distinct(StringComparer.Ordinal).Select(
            id => grains.GetGrain<IUserGrain>(id).GetProfileAsync(cancellationToken)));
        return profiles.OfType<UserProfile>().ToDictionary(
            profile => profile.UserId, profile => profile.DisplayName, StringComparer.Ordinal);
    }

    private static Suggestion Describe(RankedSuggestion entry, ProductCard card, Sources sources, Evidence evidence)
    {
        var reasons = entry.Reasons.Select(reason => Describe(reason, card, sources)).OfType<SuggestionReason>().ToImmutableArray();
        return new Suggestion(
            card.ProductId, card.Title, card.Price, card.ImageUrl, entry.Score,
            reasons.IsEmpty && entry.Reasons.Count > 0 ? [NextBest(card, sources, evidence)] : reasons);
    }

    private static SuggestionReason? Describe(Reason reason, ProductCard card, Sources sources) => reason.Kind switch
    {
        RankedReason.Similar => new SuggestionReason(
            ReasonKind.Similar, $"Because you looked at {TitleOf(reason.SourceProductId, sources)}", reason.SourceProductId),
        RankedReason.Friend => sources.Friends.TryGetValue(card.ProductId, out var friend) ? Describe(friend, sources) : null,
        RankedReason.Room => new SuggestionReason(ReasonKind.Room, "Hot in this room"),
        RankedReason.Trending => Trending(card),
        RankedReason.Taste => Taste(card),
        RankedReason.Explore => new SuggestionReason(ReasonKind.Explore, "New here"),
        RankedReason.Campaign => new SuggestionReason(ReasonKind.Campaign, "From a campaign"),
        _ => throw new InvalidOperationException($"Unexpected reason {reason.Kind}."),
    };

    // Somebody whose name is not to be had is not named.
    private static SuggestionReason? Describe(FriendReason friend, Sources sources)
    {
        if (friend.FriendId is null)
        {
            return new SuggestionReason(ReasonKind.Friend, "People you follow like this");
        }

        return sources.People.TryGetValue(friend.FriendId, out var name)
            ? new SuggestionReason(ReasonKind.Friend, $"{name} {Verb(friend.Act)} this", UserId: friend.FriendId, Act: friend.Act)
            : null;
    }

    private static string Verb(FriendAct act) => act switch
    {
        FriendAct.Reviewed => "reviewed",
        FriendAct.Bought => "bought",
        FriendAct.Liked => "likes",
        _ => throw new InvalidOperationException($"Unexpected act {act}."),
    };

    // What else is true of a product that nothing but people speak for who are not to be named.
    private static SuggestionReason NextBest(ProductCard card, Sources sources, Evidence evidence)
    {
        if (evidence.Proposals.Any(proposal => proposal.Retriever == Retriever.Trending && Holds(proposal, card.ProductId)))
        {
            return Trending(card);
        }

        return sources.Categories.Contains(card.Category)
            ? Taste(card)
            : new SuggestionReason(ReasonKind.Explore, "Something new for you");
    }

    private static bool Holds(Proposal proposal, string productId)
    {
        foreach (ref readonly var item in proposal.Items.Span)
        {
            if (item.Key == productId)
            {
                return true;
            }
        }

        return false;
    }

    private static SuggestionReason Trending(ProductCard card) => new(ReasonKind.Trending, $"Trending in {card.Category}");

    private static SuggestionReason Taste(ProductCard card) => new(ReasonKind.Taste, $"Your taste in {card.Category}");

    private static string TitleOf(string? productId, Sources sources) =>
        productId is not null && sources.Products.TryGetValue(productId, out var card) ? card.Title : "something like it";

    /// <param name="Friends">By product.</param>
    /// <param name="Categories">Those that the user likes best.</param>
    private sealed record Sources(
        IReadOnlyDictionary<string, ProductCard> Products,
        Dictionary<string, FriendReason> Friends,
        Dictionary<string, string> People,
        ImmutableArray<string> Categories);
}
