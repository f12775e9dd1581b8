using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Grains.Orders.Pricing;

/// <summary>
/// What a basket costs and why. The steps, and which comes before which, are those of docs/decisions/0025-pricing.md: a room
/// deal alone, or else the best one discount, then the best quantity tier on what is left, then vouchers.
/// </summary>
internal static class PricingRules
{
    public static PricingResult Price(PricingRequest request)
    {
        if (PricingLimits.Check(request) is { IsEmpty: false } errors)
        {
            return Refuse(PricingOutcome.Invalid, errors);
        }

        var currency = request.Lines[0].UnitPrice.Currency;
        if (request.Lines.Any(line => line.UnitPrice.Currency != currency || (line.Deal is { } deal && deal.Price.Currency != currency)))
        {
            return Refuse(PricingOutcome.MixedCurrencies, []);
        }

        var listTotal = request.Lines.Aggregate(Int128.Zero, static (sum, line) => sum + ((Int128)line.UnitPrice.AmountMinor * line.Quantity));
        if (listTotal > PricingLimits.TotalMinorMax)
        {
            return Refuse(PricingOutcome.TooLarge, []);
        }

        var lines = Discount(request, currency);
        var uses = VoucherSteps.Apply(lines, request.Vouchers, currency);
        return new PricingResult(PricingOutcome.Done, Describe(lines, uses, currency), []);
    }

    private static ImmutableArray<OpenLine> Discount(PricingRequest request, string currency)
    {
        var active = request.Promotions.IsDefault
            ? []
            : request.Promotions.Where(promotion => promotion.IsActive(request.Now) && (promotion.Currency ?? currency) == currency);
        var bySeller = active.ToLookup(static promotion => promotion.SellerId, StringComparer.Ordinal);

        // Whoever has a product on two lines has as many units as on one; units of a deal are bought at another price.
        var units = request.Lines.Where(static line => line.Deal is null)
            .GroupBy(static line => line.ProductId, StringComparer.Ordinal)
            .ToDictionary(static lines => lines.Key, static lines => lines.Sum(static line => (long)line.Quantity), StringComparer.Ordinal);
        return
        [
            .. request.Lines.Select(source =>
            {
                var line = new OpenLine(source);
                if (source.Deal is { } deal)
                {
                    line.TakeOff(PriceStepKind.Deal, deal.DealId, string.Empty, PriceEffects.Off(
                        new PriceEffect(PriceEffectKind.UnitPrice, deal.Price.AmountMinor), line.Left, source.Quantity));
                }
                else
                {
                    PromotionSteps.Apply(line, bySeller[source.SellerId], units[source.ProductId]);
                }

                return line;
            }),
        ];
    }

    private static PricedBasket Describe(ImmutableArray<OpenLine> lines, ImmutableArray<VoucherUse> uses, string currency)
    {
        var list = lines.Sum(static line => line.ListTotal);
        var total = lines.Sum(static line => line.Left);
        return new PricedBasket(
            [.. lines.Select(static line => line.Close())],
            new Money(list, currency), new Money(checked(list - total), currency), new Money(total, currency), uses);
    }

    private static PricingResult Refuse(PricingOutcome outcome, ImmutableArray<FieldError> errors) => new(outcome, null, errors);
}
