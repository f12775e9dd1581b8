using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Orders.Pricing;
using static SocialCommerce.Grains.Tests.Orders.Pricing.PricingSamples;

namespace SocialCommerce.Grains.Tests.Orders.Pricing;

/// <summary>What holds of every price, each over 100,000 baskets. A case that fails names its seed.</summary>
public sealed class PricingPropertyTests
{
    private const int Cases = 100_000;

    [Fact]
    public void Basket_Always_AddsUpAndStaysBetweenNothingAndTheListPrice() => ForAll(random =>
    {
        var request = Any(random);
        var basket = Price(request);

        Expect(basket.Lines.Select(line => line.LineId).SequenceEqual(request.Lines.Select(line => line.LineId)), "lines");
        foreach (var (line, source) in basket.Lines.Zip(request.Lines))
        {
            Expect(line.ListTotal.AmountMinor == source.UnitPrice.AmountMinor * source.Quantity, "list total");
            Expect(line.ListTotal.AmountMinor + line.Steps.Sum(step => step.AmountMinor) == line.Total.AmountMinor, "steps");
            Expect(line.Steps.All(step => step.AmountMinor < 0), "a step raised a price");
            Expect(line.Total.AmountMinor >= 0 && line.Total.AmountMinor <= line.ListTotal.AmountMinor, "bounds of a line");
        }

        Expect(basket.Lines.Sum(line => line.ListTotal.AmountMinor) == basket.ListTotal.AmountMinor, "list totals");
        Expect(basket.Lines.Sum(line => line.Total.AmountMinor) == basket.Total.AmountMinor, "totals");
        Expect(basket.ListTotal.AmountMinor - basket.Discount.AmountMinor == basket.Total.AmountMinor, "discount");
        Expect(basket.Lines.All(line => line.Total.Currency == basket.Total.Currency), "currency");
    });

    [Fact]
    public void Basket_InWhateverOrder_CostsTheSameForTheSameReasons() => ForAll(random =>
    {
        var request = Any(random);
        var other = request with
        {
            Lines = [.. Shuffle(random, request.Lines)],
            Promotions = [.. Shuffle(random, request.Promotions)],
            Vouchers = [.. Shuffle(random, request.Vouchers)],
        };

        Expect(Write(Price(request)) == Write(Price(other)), "order");
    });

    [Fact]
    public void BySeller_Always_AddsUpToTheBasket() => ForAll(random =>
    {
        var basket = Price(Any(random));
        var parts = basket.BySeller();

        Expect(parts.Sum(part => part.ListTotal.AmountMinor) == basket.ListTotal.AmountMinor, "list");
        Expect(parts.Sum(part => part.Discount.AmountMinor) == basket.Discount.AmountMinor, "discount");
        Expect(parts.Sum(part => part.Total.AmountMinor) == basket.Total.AmountMinor, "total");
        Expect(parts.All(part => part.ListTotal.AmountMinor - part.Discount.AmountMinor == part.Total.AmountMinor), "part");
        Expect(parts.Select(part => part.SellerId).Distinct().Count() == parts.Length, "sellers");
    });

    /// <summary>The exception is a minimum, which a lower price may no longer reach: see the table tests.</summary>
    [Fact]
    public void Promotion_OneMore_NeverRaisesThePrice() => ForAll(random =>
    {
        var request = Any(random);
        request = request with { Vouchers = [.. request.Vouchers.Select(voucher => voucher with { MinimumSpend = 0 })] };
        var more = request with
        {
            Promotions = request.Promotions.Add(AnyPromotion(random, "m-more", request.Lines[0].UnitPrice.Currency)),
        };

        Expect(Price(more).Total.AmountMinor <= Price(request).Total.AmountMinor, "a promotion raised the price");
    });

    [Fact]
    public void Voucher_Always_TakesOffWhatItSaysAndNoMore() => ForAll(random =>
    {
        var request = Any(random);
        var basket = Price(request);
        var before = Price(request with { Vouchers = [] });

        Expect(basket.Vouchers.Length == request.Vouchers.Length, "verdicts");
        Expect(basket.Vouchers.Sum(use => use.AmountMinor) == before.Total.AmountMinor - basket.Total.AmountMinor, "sum");
        foreach (var voucher in request.Vouchers)
        {
            var use = basket.Vouchers.Single(use => use.VoucherId == voucher.VoucherId);
            var steps = basket.Lines.SelectMany(line => line.Steps.Where(step => step.SourceId == voucher.VoucherId).Select(step => (line, step))).ToList();

            Expect(use.AmountMinor == -steps.Sum(taken => taken.step.AmountMinor), "shares");
            Expect(steps.All(taken => taken.line.SellerId == voucher.SellerId), "another seller's line");
            Expect(steps.All(taken => taken.line.Steps.All(step => step.Kind != PriceStepKind.Deal)), "a deal's line");
            Expect((use.Verdict == VoucherVerdict.Used) == (use.AmountMinor > 0), "verdict");
            Expect(voucher.Kind != VoucherKind.Amount || use.AmountMinor <= voucher.Value, "more than its value");
            Expect(use.Verdict != VoucherVerdict.Used || use.EligibleMinor >= voucher.MinimumSpend, "below its minimum");
        }
    });

    [Fact]
    public void Deal_OnALine_IsAloneAndOthersDoNotChangeIt() => ForAll(random =>
    {
        var request = Any(random);
        foreach (var (line, source) in Price(request).Lines.Zip(request.Lines).Where(pair => pair.Second.Deal is not null))
        {
            var unit = Math.Min(source.Deal!.Price.AmountMinor, source.UnitPrice.AmountMinor);

            Expect(line.Total.AmountMinor == unit * source.Quantity, "the deal's price");
            Expect(line.Steps.All(step => step.Kind == PriceStepKind.Deal && step.SourceId == source.Deal.DealId), "steps of a deal");
        }
    });

    [Fact]
    public void Line_WithoutDeal_HasAtMostOneDiscountThenOneTierThenVouchers() => ForAll(random =>
    {
        foreach (var line in Price(Any(random)).Lines)
        {
            var order = line.Steps.Select(step => step.Kind == PriceStepKind.Campaign ? PriceStepKind.ProductDiscount : step.Kind).ToList();

            Expect(order.SequenceEqual(order.Order()), "order of steps");
            Expect(order.Where(kind => kind != PriceStepKind.Voucher).Distinct().Count() == order.Count(kind => kind != PriceStepKind.Voucher), "stacked");
        }
    });

    [Fact]
    public void Tiers_MoreUnits_NeverTakeOffLess() => ForAll(random =>
    {
        var request = Any(random) with { Vouchers = [] };
        var line = request.Lines[0] with { Deal = null, Quantity = random.Next(1, 40) };
        var fewer = Price(request with { Lines = [line] }).Lines[0];
        var more = Price(request with { Lines = [line with { Quantity = line.Quantity + random.Next(1, 5) }] }).Lines[0];

        Expect(TierOff(more) >= TierOff(fewer), "tiers");
    });

    [Fact]
    public void Allocation_Always_AddsUpAndGivesNobodyMoreThanTheirWeight() => ForAll(random =>
    {
        var weights = Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(4) == 0 ? 0 : random.NextInt64(1L << random.Next(1, 57))).ToList();
        var sum = weights.Sum();
        var amount = sum == 0 ? 0 : random.NextInt64(sum + 1);
        var shares = Allocation.ByLargestRemainder(amount, weights);

        Expect(shares.Sum() == amount, "sum");
        Expect(shares.Zip(weights).All(pair => pair.First >= 0 && pair.First <= pair.Second), "weight");
        Expect(sum == 0 || shares.Zip(weights).All(pair => Int128.Abs(((Int128)pair.First * sum) - ((Int128)amount * pair.Second)) < sum), "a unit off");
    });

    private static long TierOff(PricedLine line) => -line.Steps.Where(step => step.Kind == PriceStepKind.QuantityTier).Sum(step => step.AmountMinor);

    private static string Write(PricedBasket basket) => string.Join('\n', basket.Lines
        .OrderBy(line => line.LineId, StringComparer.Ordinal)
        .Select(line => $"{line.LineId} {line.ListTotal.AmountMinor} {string.Join(", ", line.Steps)} {line.Total.AmountMinor}")
        .Append($"{basket.Total} {basket.Discount} {string.Join(", ", basket.Vouchers)}"));

    private static void ForAll(Action<Random> property)
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            try
            {
                property(new Random(seed));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
            }
        }
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
