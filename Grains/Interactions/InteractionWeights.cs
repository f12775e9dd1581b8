using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Interactions;

/// <summary>How much a kind of interaction says about a taste.</summary>
internal static class InteractionWeights
{
    /// <summary>0 to 1; a dismissal says nothing for the product.</summary>
    public static float Of(InteractionKind kind) => kind switch
    {
        InteractionKind.View => EngagementWeights.View,
        InteractionKind.Click => EngagementWeights.Click,
        InteractionKind.Like => EngagementWeights.Like,
        InteractionKind.Share => EngagementWeights.Share,
        InteractionKind.Cart => EngagementWeights.Cart,
        InteractionKind.Purchase => EngagementWeights.Purchase,
        InteractionKind.Rating => EngagementWeights.Rating,
        _ => 0,
    };
}
