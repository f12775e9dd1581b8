using SocialCommerce.Grains.Interfaces.Orders.Carts;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Orders.Carts;

/// <summary>What is to be had of a product now: by itself, and by a deal of it.</summary>
internal readonly record struct CartOffer(ProductCard? Card, RoomDeal? Deal)
{
    /// <summary>Whether units are to be had at the deal's price now.</summary>
    private bool IsDealOn => Deal is { Status: DealStatus.Open, Remaining: > 0 } && Deal.ProductId == Card?.ProductId;

    public DealPrice? DealPrice => IsDealOn ? new DealPrice(Deal!.DealId, Deal.Price) : null;

    // Units of a deal are taken out of the stock before it begins: it has its own.
    public int UnitsAvailable => IsDealOn ? Math.Min(Deal!.Remaining, Deal.PerBuyer) : Math.Max(0, Card?.Stock ?? 0);

    /// <summary>Whether it can be put into a cart.</summary>
    public CartOutcome Check(string? dealId)
    {
        if (Card is not { IsHidden: false })
        {
            return CartOutcome.UnknownProduct;
        }

        if (dealId is not null && Deal?.ProductId != Card.ProductId)
        {
            return CartOutcome.Invalid;
        }

        return Deal is { Status: DealStatus.Closed } ? CartOutcome.DealOver
            : UnitsAvailable == 0 && Deal is not { Status: DealStatus.Announced } ? CartOutcome.SoldOut
            : CartOutcome.Done;
    }

    public CartAvailability AvailabilityOf(int quantity) =>
        Card is not { IsHidden: false } ? CartAvailability.Gone
        : UnitsAvailable == 0 ? CartAvailability.SoldOut
        : UnitsAvailable < quantity ? CartAvailability.Fewer
        : CartAvailability.Available;

    public static async Task<CartOffer> FindAsync(
        IGrainFactory grains, string productId, string? dealId, CancellationToken cancellationToken)
    {
        var card = grains.GetGrain<IProductGrain>(productId).GetCardAsync(cancellationToken);
        var deal = dealId is null
            ? null
            : await grains.GetGrain<IDealGrain>(dealId).GetAsync(cancellationToken);
        return new CartOffer(await card, deal?.Deal);
    }
}
