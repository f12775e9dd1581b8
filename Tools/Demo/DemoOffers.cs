using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Marketing;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Tools.Demo.Catalogue;

namespace SocialCommerce.Tools.Demo;

/// <summary>What the demo's sellers offer beside their prices: something to buy together, and less for more of it.</summary>
internal sealed class DemoOffers(IGrainFactory grains, TimeProvider clock)
{
    private const int StockMin = 20;
    private const int GroupSize = 4;
    private const int GroupQuantityMax = 2;
    private const int TierUnits = 3;

    /// <summary>In basis points.</summary>
    private const int TierOff = 1_000;

    private static readonly TimeSpan GroupWindow = TimeSpan.FromHours(1);

    private static readonly Department[] Sellers = [Household.Tea, Wardrobe.Clothing, Leisure.Outdoor];

    /// <summary>May be repeated: what is there stays.</summary>
    public async Task AddAsync(Func<string, string> userIdOf, CancellationToken cancellationToken)
    {
        foreach (var department in Sellers)
        {
            var product = DemoCatalogue.In(department).First(product => product.Stock >= StockMin);
            await AddGroupOfferAsync(product, userIdOf(department.SellerName), cancellationToken);
        }

        await AddTierAsync(userIdOf(Household.Tea.SellerName), cancellationToken);
    }

    private async Task AddGroupOfferAsync(DemoProduct product, string sellerId, CancellationToken cancellationToken)
    {
        var price = product.Price.AmountMinor;
        var result = await grains.GetGrain<IGroupOfferGrain>($"go_demo-{product.Slug}").CreateAsync(
            new CreateGroupOffer(
                sellerId, product.ProductId, [new GroupTier(2, price * 85 / 100), new GroupTier(GroupSize, price * 7 / 10)], GroupSize,
                GroupWindow, GroupQuantityMax, clock.GetUtcNow()),
            cancellationToken);
        if (result.Outcome is not (GroupOutcome.Done or GroupOutcome.Exists))
        {
            throw new InvalidOperationException($"The group offer of {product.ProductId} was not made: {result.Outcome}.");
        }
    }

    private async Task AddTierAsync(string sellerId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var result = await grains.GetGrain<IPromotionsGrain>(sellerId).CreateAsync(
            new CreatePromotion(
                new Promotion(
                    "pr_demo-three", sellerId, PromotionKind.QuantityTier, "Three for less 三件九折", new PromotionScope([], Household.Tea.Category), null,
                    [new PriceTier(TierUnits, new PriceEffect(PriceEffectKind.Percent, TierOff))], null, now, null),
                now),
            cancellationToken);
        if (result.Outcome is not (PromotionOutcome.Done or PromotionOutcome.Exists))
        {
            throw new InvalidOperationException($"The demo's promotion was not made: {result.Outcome}.");
        }
    }
}
