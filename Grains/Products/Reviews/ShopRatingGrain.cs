using SocialCommerce.Algorithms.Ratings;
using SocialCommerce.Grains.Interfaces.Products.Reviews;

namespace SocialCommerce.Grains.Products.Reviews;

/// <summary>Counts all ratings now and then; what only some minutes changed does not move a mean of all.</summary>
internal sealed class ShopRatingGrain(IReviewStore store, TimeProvider clock) : Grain, IShopRatingGrain
{
    private static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(10);

    private Task<double>? _mean;
    private DateTimeOffset _countedAt;

    public Task<double> GetMeanAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_mean is null or { IsFaulted: true } || now - _countedAt >= AgeMax)
        {
            (_mean, _countedAt) = (CountAsync(), now);
        }

        return _mean;
    }

    // Not cancellable: whoever asks meanwhile waits for the same count.
    private async Task<double> CountAsync() => RatingPrior.Of(await store.SumAsync(productId: null, CancellationToken.None)).Mean;
}
