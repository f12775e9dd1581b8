using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Orders.Pricing;

/// <summary>Asks the product and its seller's promotions, and has <see cref="PricingRules"/> make the price.</summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class QuoteGrain(TimeProvider clock) : Grain, IQuoteGrain
{
    public async Task<PriceQuote?> GetAsync(int quantity, CancellationToken cancellationToken)
    {
        var productId = this.GetPrimaryKeyString();
        if (await GrainFactory.GetGrain<IProductGrain>(productId).GetCardAsync(cancellationToken) is not { IsHidden: false } card)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var promotions = await GrainFactory.PromotionsAsync([card.SellerId], now, cancellationToken);
        var line = PricingLines.Of(productId, card, quantity);
        return PricingRules.Price(new PricingRequest([line], promotions, [], now)) is { Basket: { } basket }
            ? new PriceQuote(basket.Lines[0], card.IsOnSale, now)
            : null;
    }
}
