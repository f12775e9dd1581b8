using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Social;

/// <summary>
/// What followers may be told, by name, of what somebody touched: what is public by the user's own act, a review, and what
/// was bought or liked by those who share that. Looking is nobody's business. Pure.
/// </summary>
internal static class ToldActs
{
    public static ImmutableArray<RecentItem> Mark(
        ImmutableArray<RecentItem> items, ImmutableArray<TasteDeed> deeds, bool isInvisible, bool sharesPurchases)
    {
        if (isInvisible)
        {
            return [.. items.Select(static item => item with { IsSecret = true })];
        }

        return deeds.IsEmpty && !sharesPurchases
            ? items
            : [.. items.Select(item => Of(item, deeds, sharesPurchases) is var act && act == item.Told ? item : item with { Told = act })];
    }

    private static FriendAct Of(RecentItem item, ImmutableArray<TasteDeed> deeds, bool sharesPurchases)
    {
        if (sharesPurchases && Did(InteractionKind.Purchase))
        {
            return FriendAct.Bought;
        }

        if (Did(InteractionKind.Rating))
        {
            return FriendAct.Reviewed;
        }

        return sharesPurchases && item.Kind == InteractionKind.Like ? FriendAct.Liked : FriendAct.Unknown;

        bool Did(InteractionKind kind) => deeds.Any(deed => deed.ProductId == item.ProductId && deed.Kind == kind);
    }
}
