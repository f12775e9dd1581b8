using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Social;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>The user a list is made for, as the user's grain knows it. Lives as long as the grain's activation.</summary>
internal sealed record SuggestionSubject(
    string UserId, UserTaste Taste, FollowNeighbourhood Neighbourhood, BlockList Blocks, ImpressionMemory Impressions)
{
    /// <summary>Interests that the user said not to have.</summary>
    public TasteEdits Edits { get; init; } = TasteEdits.None;

    /// <summary>Whether lists are made for the user at all.</summary>
    public bool IsPersonalised { get; init; } = true;

    /// <summary>The last row of the log that the user had forgotten.</summary>
    public long ForgottenUpTo { get; init; }

    /// <summary>The people whose acts may be a reason, the followed last first.</summary>
    public ImmutableArray<string> Friends =>
        Blocks.IsEmpty ? Neighbourhood.Friends : Neighbourhood.Friends.RemoveAll(Blocks.Hides);
}
