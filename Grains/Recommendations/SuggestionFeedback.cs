using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Closes the loop from what a user does to what the user was shown.</summary>
internal sealed class SuggestionFeedback(IGrainFactory grains, SourceShares shares)
{
    /// <summary>
    /// The user acted: what was shown is not tiresome any more, and a trial that led to something is told. Not awaited, as
    /// nobody who acts should wait for statistics.
    /// </summary>
    public void Acted(ImpressionMemory impressions, ImmutableArray<InteractionRecorded> recorded)
    {
        foreach (var row in recorded)
        {
            if (impressions.Take(row.Interaction.ProductId) is not { } shown
                || InteractionWeights.Of(row.Interaction.Kind) <= 0)
            {
                continue;
            }

            shares.Acted(shown.Source);
            if (shown.IsTrial)
            {
                grains.GetGrain<IExplorationGrain>(IExplorationGrain.All).ClickedAsync(row.Interaction.ProductId).Forget();
            }
        }
    }
}
