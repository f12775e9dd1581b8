using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Users;

/// <summary>The ties of a new item to a history; the same whether the row comes from the user or from the log.</summary>
internal static class TasteTies
{
    /// <summary>Ties of an item that is about to be recorded, newest first; empty when it was seen before.</summary>
    public static ImmutableArray<ProductTie> Of(UserHistory<string> history, string productId, float weight)
    {
        if (history.HasSeen(productId))
        {
            return [];
        }

        Span<float> weights = stackalloc float[UserHistory<string>.DefaultRecentMax];
        var recent = history.Recent;
        var count = CoEngagement.Weigh(recent, history.Degree + 1, weight, CoEngagementOptions.Default, weights);
        var ties = ImmutableArray.CreateBuilder<ProductTie>(count);
        for (var position = 0; position < count; position++)
        {
            ties.Add(new ProductTie(recent[position].Item, weights[position]));
        }

        return ties.MoveToImmutable();
    }
}
