using SocialCommerce.Grains.Interfaces.Products.Reviews;

namespace SocialCommerce.Grains.Interfaces.Products;

/// <content>What the product shows of its reviews.</content>
public partial interface IProductGrain
{
    /// <summary>Tells the product what its ratings come to; for <see cref="IReviewsGrain"/> alone.</summary>
    [Idempotent, Alias("ShowRating")]
    Task ShowRatingAsync(RatingSummary rating, CancellationToken cancellationToken = default);
}
