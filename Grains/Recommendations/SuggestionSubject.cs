using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Social;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>The user a list is made for, as the user's grain knows it. Lives as long as the grain's activation.</summary>
internal sealed record SuggestionSubject(
    string UserId, UserTaste Taste, FollowNeighbourhood Neighbourhood, BlockList Blocks, ImpressionMemory Impressions)
{
    /// <summary>The people whose acts may be a reason, the followed last first.</summary>
    public ImmutableArray<string> Friends =>
        Blocks.IsEmpty ? Neighbourhood.Friends : Neighbourhood.Friends.RemoveAll(Blocks.Hides);
}
