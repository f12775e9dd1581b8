using SocialCommerce.Grains.Interfaces.Orders.Carts;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Orders.Pricing;

namespace SocialCommerce.Grains.Orders.Carts;

/// <summary>Shows a cart with everything as it is now: asks products, deals, promotions and vouchers side by side.</summary>
internal static class CartReader
{
    /// <param name="userId">Whose vouchers count; null for a guest.</param>
    public static async Task<CartSnapshot> ReadAsync(
        IGrainFactory grains, CartState state, string? userId, ImmutableArray<string> voucherIds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var vouchers = VouchersAsync(grains, userId, voucherIds, now, cancellationToken);
        var offers = await Task.WhenAll(state.Entries.Select(
            entry => CartOffer.FindAsync(grains, entry.ProductId, entry.DealId, cancellationToken)));
        var lines = state.Entries.Zip(offers)
            .Where(static pair => pair.Second.AvailabilityOf(pair.First.Quantity) is CartAvailability.Available or CartAvailability.Fewer)
            .Select(static pair => PricingLines.Of(pair.First.ProductId, pair.Second.Card!, pair.First.Quantity, pair.Second.DealPrice))
            .ToList();
        var promotions = await grains.PromotionsAsync(lines.Select(static line => line.SellerId), now, cancellationToken);
        var totals = Price(lines, promotions, await vouchers, now);
        var prices = totals.SelectMany(static basket => basket.Lines).ToDictionary(static line => line.LineId, StringComparer.Ordinal);
        return new CartSnapshot(
            state.Version,
            [.. state.Entries.Zip(offers, (entry, offer) => Describe(entry, offer, prices.GetValueOrDefault(entry.ProductId)))],
            totals);
    }

    private static ImmutableArray<PricedBasket> Price(
        List<PricingLine> lines, ImmutableArray<Promotion> promotions, (ImmutableArray<VoucherOffer> Held, ImmutableArray<string> Others) vouchers, DateTimeOffset now) =>
    [
        .. lines.GroupBy(static line => line.UnitPrice.Currency, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(group => PricingRules.Price(new PricingRequest([.. group], promotions, vouchers.Held, now)).Basket)
            .OfType<PricedBasket>()
            .Select(basket => basket with { Vouchers = basket.Vouchers.AddRange(vouchers.Others.Select(NotHeld)) }),
    ];

    private static VoucherUse NotHeld(string voucherId) => new(voucherId, VoucherVerdict.NotHeld, 0, 0);

    private static CartLine Describe(CartEntry entry, CartOffer offer, PricedLine? price)
    {
        var product = offer.Card is { } card
            ? new CartProduct(card.Title, card.ImageUrl, card.SellerId, card.Price, card.PriceVersion)
            : null;
        var change = product is not null && product.Price != entry.SeenPrice ? new CartPriceChange(entry.SeenPrice, product.Price) : null;
        return new CartLine(entry, product, offer.AvailabilityOf(entry.Quantity), offer.UnitsAvailable, change, offer.Deal, price);
    }

    // Those that the user can use now, and the ids of the others.
    private static async Task<(ImmutableArray<VoucherOffer> Held, ImmutableArray<string> Others)> VouchersAsync(
        IGrainFactory grains, string? userId, ImmutableArray<string> voucherIds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (voucherIds.IsDefaultOrEmpty)
        {
            return ([], []);
        }

        var ids = voucherIds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var offers = userId is null
            ? []
            : await Task.WhenAll(ids.Select(id => OfferAsync(grains.GetGrain<IVoucherGrain>(id), userId, now, cancellationToken)));
        var held = offers.OfType<VoucherOffer>().ToImmutableArray();
        return (held, [.. ids.Except(held.Select(static offer => offer.VoucherId))]);
    }

    private static async Task<VoucherOffer?> OfferAsync(
        IVoucherGrain voucher, string userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var held = voucher.GetHeldAsync(userId, cancellationToken);
        var offered = await voucher.GetAsync(cancellationToken);
        return await held is { Status: HeldVoucherStatus.Claimed } own && offered is not null && now < own.Voucher.ValidUntil
            ? VoucherOffer.From(own.Voucher, offered.HostId)
            : null;
    }
}
