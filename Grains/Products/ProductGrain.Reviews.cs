using SocialCommerce.Grains.Interfaces.Products.Reviews;

namespace SocialCommerce.Grains.Products;

/// <content>What the product shows of its reviews. It is told, and never asks.</content>
internal sealed partial class ProductGrain
{
    public Task ShowRatingAsync(RatingSummary rating, CancellationToken cancellationToken)
    {
        var next = ProductRules.ShowRating(storage.State, rating);
        return ReferenceEquals(next, storage.State) ? Task.CompletedTask : SaveAsync(_engagements.Export(next));
    }
}
