using SocialCommerce.Algorithms.Ratings;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Products.Reviews;

namespace SocialCommerce.Grains.Products;

/// <summary>
/// Counts now and then, and keeps nothing else. Ratings come from the rows, so that no product is woken for them; hidden
/// products count too, or what is badly rated would be hidden.
/// </summary>
internal sealed class SellerStandingGrain(IListStore lists, IReviewStore reviews, TimeProvider clock) : Grain, ISellerStandingGrain
{
    private const int ProductsMax = 10_000;

    private static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(1);

    private Task<SellerStanding>? _standing;
    private DateTimeOffset _countedAt;

    public Task<SellerStanding> GetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_standing is null or { IsFaulted: true } || now - _countedAt >= AgeMax)
        {
            (_standing, _countedAt) = (CountAsync(), now);
        }

        return _standing;
    }

    // Not cancellable: whoever asks meanwhile waits for the same count.
    private async Task<SellerStanding> CountAsync()
    {
        var userId = this.GetPrimaryKeyString();
        var products = await lists.CountAsync(ListNames.ProductsOf(userId), CancellationToken.None);
        var rooms = await lists.CountAsync(ListNames.RoomsOf(userId), CancellationToken.None);
        return new SellerStanding(products > 0, rooms > 0, products > 0 ? await RateAsync(ListNames.ProductsOf(userId)) : null);
    }

    private async Task<RatingSummary?> RateAsync(string list)
    {
        var totals = RatingTotals.None;
        var products = lists.ReadAllAsync(list, CancellationToken.None).Take(ProductsMax).Chunk(PageLimits.LimitMax);
        await foreach (var productIds in products)
        {
            totals = totals.Add(await reviews.SumOfAsync(productIds, CancellationToken.None));
        }

        if (totals.Count == 0)
        {
            return null;
        }

        var mean = await GrainFactory.GetGrain<IShopRatingGrain>(IShopRatingGrain.Key).GetMeanAsync(CancellationToken.None);
        return ReviewRules.Summarise(totals, RatingPrior.Unknown with { Mean = mean });
    }
}
