using SocialCommerce.Algorithms.Ratings;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Products.Reviews;

/// <summary>What is known of an account that rates a product.</summary>
internal static class ReviewerStanding
{
    /// <summary>How far a rating given now is to be believed, in millionths.</summary>
    public static async Task<int> BelieveAsync(
        IGrainFactory grains, string userId, string productId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var user = grains.GetGrain<IUserGrain>(userId);
        if (await user.GetProfileAsync(cancellationToken) is not { } profile)
        {
            return 0;
        }

        var recent = await user.GetRecentAsync(UserHistory<string>.DefaultRecentMax, cancellationToken);
        return RatingBelief.Of(Weigh(profile.CreatedAt, recent, productId, now));
    }

    /// <summary>Clients say themselves when they did something, so nothing counts that is said to be older than the account, or of today.</summary>
    public static ReviewerEvidence Weigh(
        DateTimeOffset createdAt, ImmutableArray<RecentItem> recent, string productId, DateTimeOffset now)
    {
        var today = now.UtcDateTime.Date;
        var others = recent
            .Where(item => item.ProductId != productId && item.At >= createdAt && item.At.UtcDateTime.Date < today)
            .ToList();
        return new ReviewerEvidence(
            (now - createdAt).TotalDays,
            others.Select(static item => item.At.UtcDateTime.Date).Distinct().Count(),
            others.Count(static item => item.Kind == InteractionKind.Purchase));
    }
}
