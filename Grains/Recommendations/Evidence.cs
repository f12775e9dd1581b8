using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>What was found out for one list beyond what the user's own grain knows.</summary>
/// <param name="Proposals">In a fixed order, so that equal inputs make equal lists.</param>
/// <param name="Dismissed">What is like the products the user is not interested in.</param>
/// <param name="Arms">New products that may be tried.</param>
/// <param name="Friends">Who of the people followed touched what, and what of it may be told.</param>
internal sealed record Evidence(
    ImmutableArray<Proposal> Proposals,
    ImmutableArray<DismissedProduct> Dismissed,
    ImmutableArray<ExplorationArm> Arms,
    ImmutableArray<FriendTouches> Friends);
