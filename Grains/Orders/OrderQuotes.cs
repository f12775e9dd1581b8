using System.Globalization;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Marketing;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Orders.Pricing;

namespace SocialCommerce.Grains.Orders;

/// <summary>What items are and cost at this moment: asks products, deals, vouchers and promotions, and has them priced.</summary>
internal sealed class OrderQuotes(IGrainFactory grains, IOptions<OrderOptions> options)
{
    /// <summary>Whose quote it is when there is to be no order.</summary>
    public const string NoOrder = "quote";

    /// <summary>A claim outlives the time to pay by this much, for a payment that began in time.</summary>
    private static readonly TimeSpan ClaimGrace = TimeSpan.FromSeconds(30);

    public async Task<Quote> QuoteAsync(string orderId, PlaceOrder command, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var cards = await FindCardsAsync(command, cancellationToken);
        if (CheckProducts(command, cards) is { } refusal)
        {
            return refusal;
        }

        var deals = await Task.WhenAll(command.Items.Select((item, index) =>
            FindDealAsync(item, command.BuyerId, ClaimIdOf(orderId, index), cancellationToken)));
        if (deals.FirstOrDefault(deal => deal.Obstacle is not null).Obstacle is { } obstacle)
        {
            return Quote.Refuse(obstacle.Outcome, obstacle);
        }

        var vouchers = await FindVouchersAsync(orderId, command, cancellationToken);
        if (vouchers is not { } offers)
        {
            return Quote.Refuse(OrderOutcome.VoucherRefused);
        }

        var promotions = await FindPromotionsAsync(cards.Values, now, cancellationToken);
        var lines = command.Items.Select((item, index) => LineOf(index, item, cards[item.ProductId]!, deals[index].Price)).ToImmutableArray();
        var priced = PricingRules.Price(new PricingRequest(lines, promotions, offers, now));
        return priced.Basket is { } basket
            ? Decide(command, basket, cards, deals, now)
            : new Quote(
                priced.Outcome == PricingOutcome.MixedCurrencies ? OrderOutcome.MixedCurrencies : OrderOutcome.Invalid, null,
                priced.Errors.IsDefaultOrEmpty ? [new FieldError("items", "come to more than an order may")] : priced.Errors, []);
    }

    /// <summary>The claim that an order makes for one of its items.</summary>
    private static string ClaimIdOf(string orderId, int index) => $"{orderId}:{LineIdOf(index)}";

    private static string LineIdOf(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private async Task<Dictionary<string, ProductCard?>> FindCardsAsync(PlaceOrder command, CancellationToken cancellationToken)
    {
        var ids = command.Items.Select(item => item.ProductId).Distinct(StringComparer.Ordinal).ToList();
        var cards = await Task.WhenAll(ids.Select(id => grains.GetGrain<IProductGrain>(id).GetCardAsync(cancellationToken)));
        return ids.Zip(cards).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    private static Quote? CheckProducts(PlaceOrder command, Dictionary<string, ProductCard?> cards)
    {
        var unknown = command.Items.Where(item => cards[item.ProductId] is null or { IsHidden: true })
            .Select(item => new OrderObstacle(item.ProductId, OrderOutcome.UnknownProduct)).ToArray();
        if (unknown.Length > 0)
        {
            return Quote.Refuse(OrderOutcome.UnknownProduct, unknown);
        }

        var changed = command.Items.Where(item => item.PriceVersion is { } version && version != cards[item.ProductId]!.PriceVersion)
            .Select(item => Describe(item, cards[item.ProductId]!)).ToArray();
        return changed.Length > 0 ? Quote.Refuse(OrderOutcome.PriceChanged, changed) : null;
    }

    private static OrderObstacle Describe(OrderItem item, ProductCard card) => new(
        item.ProductId, OrderOutcome.PriceChanged, Price: card.Price, PriceVersion: card.PriceVersion, ExpectedPriceVersion: item.PriceVersion);

    private async Task<DealTerms> FindDealAsync(
        OrderItem item, string buyerId, string claimId, CancellationToken cancellationToken)
    {
        if (item.DealId is not { } dealId)
        {
            return default;
        }

        var refused = new DealTerms(Obstacle: new OrderObstacle(item.ProductId, OrderOutcome.DealRefused));
        var grain = grains.GetGrain<IDealGrain>(dealId);
        if (item.ClaimId is { } known)
        {
            var claim = (await grain.GetClaimAsync(new SettleClaim(known, buyerId), cancellationToken)).Claim;
            return claim is { Status: ClaimStatus.Reserved } && claim.ProductId == item.ProductId && claim.Quantity == item.Quantity
                ? new DealTerms(new DealPrice(dealId, claim.Price), known, claim.ExpiresAt - ClaimGrace)
                : refused;
        }

        var deal = await grain.GetAsync(cancellationToken);
        return deal is not null && deal.Deal.ProductId == item.ProductId
            ? new DealTerms(new DealPrice(dealId, deal.Deal.Price), claimId)
            : refused;
    }

    // Null when one of them is not the buyer's to use.
    private async Task<ImmutableArray<VoucherOffer>?> FindVouchersAsync(
        string orderId, PlaceOrder command, CancellationToken cancellationToken)
    {
        var offers = ImmutableArray.CreateBuilder<VoucherOffer>();
        foreach (var voucherId in VoucherIds(command))
        {
            var grain = grains.GetGrain<IVoucherGrain>(voucherId);
            var held = await grain.GetHeldAsync(command.BuyerId, cancellationToken);
            var isFree = held is { Status: HeldVoucherStatus.Claimed } || (held?.Status == HeldVoucherStatus.Reserved && held.OrderId == orderId);
            if (!isFree || await grain.GetAsync(cancellationToken) is not { } voucher)
            {
                return null;
            }

            offers.Add(VoucherOffer.From(held!.Voucher, voucher.HostId));
        }

        return offers.ToImmutable();
    }

    private static ImmutableArray<string> VoucherIds(PlaceOrder command) =>
        command.VoucherIds.IsDefault ? [] : [.. command.VoucherIds.Distinct(StringComparer.Ordinal)];

    private async Task<ImmutableArray<Promotion>> FindPromotionsAsync(
        IEnumerable<ProductCard?> cards, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sellers = cards.Select(card => card!.SellerId).Distinct(StringComparer.Ordinal);
        var promotions = await Task.WhenAll(sellers.Select(sellerId =>
            grains.GetGrain<IPromotionsGrain>(sellerId).GetActiveAsync(now, cancellationToken)));
        return [.. promotions.SelectMany(static active => active)];
    }

    private static PricingLine LineOf(int index, OrderItem item, ProductCard card, DealPrice? deal) => new(
        LineIdOf(index), item.ProductId, card.SellerId, card.Category, card.Title, card.Price, card.PriceVersion, item.Quantity, deal);

    private Quote Decide(
        PlaceOrder command, PricedBasket basket, Dictionary<string, ProductCard?> cards, DealTerms[] deals, DateTimeOffset now)
    {
        if (command.ExpectedTotal is { } expected && expected != basket.Total)
        {
            var obstacles = command.Items.Select(item => Describe(item, cards[item.ProductId]!));
            return new Quote(OrderOutcome.PriceChanged, null, [], [.. obstacles], basket.Total);
        }

        if (basket.Vouchers.Any(voucher => voucher.Verdict != VoucherVerdict.Used))
        {
            return Quote.Refuse(OrderOutcome.VoucherRefused);
        }

        var expiresAt = now + options.Value.HoldFor;
        foreach (var deal in deals.Where(deal => deal.ClaimId is not null))
        {
            var limit = deal.PayableUntil ?? now + DealLimits.Hold - ClaimGrace;
            expiresAt = limit < expiresAt ? limit : expiresAt;
        }

        var lines = basket.Lines.OrderBy(line => int.Parse(line.LineId, CultureInfo.InvariantCulture))
            .Select((line, index) => Place(line, cards[line.ProductId]!, deals[index])).ToImmutableArray();
        return new Quote(
            OrderOutcome.Done,
            new PlacedOrder(
                command.BuyerId, OrderFingerprint.Of(command), command.RoomId, lines, VoucherIds(command), basket.ListTotal, basket.Total, now,
                expiresAt, OrderHolds.TokenAt(now), command.IsFromCart),
            [],
            []);
    }

    private static PlacedLine Place(PricedLine line, ProductCard card, DealTerms deal) => new(
        line.LineId, line.ProductId, line.SellerId, card.Title, card.ImageUrl, line.Quantity, line.UnitPrice, line.PriceVersion,
        line.ListTotal, line.Steps, line.Total, deal.Price?.DealId, deal.ClaimId);

    /// <param name="ClaimId">The claim that holds the units, made already or to be made.</param>
    private readonly record struct DealTerms(
        DealPrice? Price = null, string? ClaimId = null, DateTimeOffset? PayableUntil = null, OrderObstacle? Obstacle = null);
}
