using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Orders.Pricing;
using static SocialCommerce.Grains.Tests.Orders.Pricing.PricingSamples;

namespace SocialCommerce.Grains.Tests.Orders.Pricing;

public sealed class PricingRulesTests
{
    private const PriceEffectKind Percent = PriceEffectKind.Percent;
    private const PriceEffectKind AmountOff = PriceEffectKind.AmountOff;
    private const PriceEffectKind UnitPrice = PriceEffectKind.UnitPrice;

    /// <summary>Half a minor unit and more is taken off whole: the customer's favour.</summary>
    [Theory]
    [InlineData(1, 1, 5_000, 1)] // 0.5
    [InlineData(3, 1, 5_000, 2)] // 1.5
    [InlineData(5, 1, 5_000, 3)] // 2.5: away from zero, not to even
    [InlineData(99, 1, 100, 1)] // 0.99
    [InlineData(49, 1, 100, 0)] // 0.49
    [InlineData(50, 1, 100, 1)] // 0.50
    [InlineData(1, 3, 5_000, 2)] // of the line, not of each unit: 1.5
    [InlineData(1_999, 7, 1_250, 1_749)] // 1749.125
    [InlineData(10_000, 1, 3_333, 3_333)]
    [InlineData(0, 5, 9_000, 0)]
    [InlineData(1_999, 2, 10_000, 3_998)]
    public void Percent_OfALine_IsRoundedOnceHalfAwayFromZero(long price, int quantity, long basisPoints, long off)
    {
        var basket = Price(Request([Line("l-1", price, quantity)], [Off("m-1", Percent, basisPoints)]));

        Assert.Equal(off, basket.Discount.AmountMinor);
        Assert.Equal((price * quantity) - off, basket.Total.AmountMinor);
    }

    /// <summary>The same sum in every currency: places matter only to whoever shows the amount.</summary>
    [Theory]
    [InlineData("JPY")]
    [InlineData("CNY")]
    [InlineData("USD")]
    [InlineData("BHD")]
    [InlineData("CLF")]
    public void Price_InAnyCurrency_IsCountedInItsMinorUnit(string currency)
    {
        var basket = Price(Request([Line("l-1", 1_005, 1, currency: currency)], [Off("m-1", Percent, 1_000)]));

        Assert.Equal(new Money(904, currency), basket.Total);
        Assert.Equal(new Money(101, currency), basket.Discount);
    }

    [Theory]
    [InlineData(Percent, 1_500, 3_000)]
    [InlineData(AmountOff, 700, 1_400)]
    [InlineData(AmountOff, 20_000, 20_000)] // never below nothing
    [InlineData(UnitPrice, 8_000, 4_000)]
    [InlineData(UnitPrice, 0, 20_000)]
    [InlineData(UnitPrice, 12_000, 0)] // takes off nothing where the price is lower already
    public void Effect_OnTwoUnitsAt10000_TakesOff(PriceEffectKind kind, long value, long off) =>
        Assert.Equal(off, Price(Request([Line("l-1", 10_000, 2)], [Off("m-1", kind, value)])).Discount.AmountMinor);

    [Fact]
    public void Deal_OnALine_StandsAloneEvenWhereOthersWouldBeBetter()
    {
        var line = Price(Request(
            [Line("l-1", 10_000, 10, deal: 9_000)],
            [Off("m-1", Percent, 5_000), Tiers("m-2", (2, 5_000))],
            [Voucher("v-1", VoucherKind.Percent, 90)])).Lines[0];

        Assert.Equal<PriceStep>([new PriceStep(PriceStepKind.Deal, "d-1", "", -10_000)], line.Steps);
        Assert.Equal(90_000, line.Total.AmountMinor);
    }

    [Fact]
    public void Deal_AboveTheProductsPriceMeanwhile_CostsTheProductsPrice() =>
        Assert.Equal(8_000, Price(Request([Line("l-1", 8_000, deal: 9_000)])).Total.AmountMinor);

    [Fact]
    public void Steps_OfEveryKind_AreTakenInTheirOrderAndExplained()
    {
        var basket = Price(Request(
            [Line("l-1", 10_000, 3)],
            [Tiers("m-tier", (3, 1_000)), Off("m-camp", Percent, 2_000), Off("m-disc", AmountOff, 1_000, PromotionKind.ProductDiscount)],
            [Voucher("v-1", VoucherKind.Amount, 600)]));

        Assert.Equal<PriceStep>(
            [
                new PriceStep(PriceStepKind.Campaign, "m-camp", "Name of m-camp", -6_000),
                new PriceStep(PriceStepKind.QuantityTier, "m-tier", "Name of m-tier", -2_400),
                new PriceStep(PriceStepKind.Voucher, "v-1", "", -600),
            ],
            basket.Lines[0].Steps);
        Assert.Equal(new Money(21_000, "CNY"), basket.Total);
    }

    [Fact]
    public void Discounts_ThatTakeOffTheSame_GoByPriorityThenById()
    {
        Promotion[] same = [Off("m-b", Percent, 1_000), Off("m-a", Percent, 1_000), Off("m-c", AmountOff, 1_000)];
        var byId = Price(Request([Line("l-1", 10_000)], [.. same]));
        var byPriority = Price(Request([Line("l-1", 10_000)], [.. same, Off("m-z", Percent, 1_000, priority: 1)]));

        Assert.Equal("m-a", Assert.Single(byId.Lines[0].Steps).SourceId);
        Assert.Equal("m-z", Assert.Single(byPriority.Lines[0].Steps).SourceId);
    }

    [Fact]
    public void Promotion_OfAnotherSellerTimeCurrencyOrProduct_DoesNotCount()
    {
        var right = Off("m-1", AmountOff, 1_000);
        var basket = Price(Request([Line("l-1", 10_000)],
        [
            right with { SellerId = "s-2" }, right with { StartsAt = Now.AddTicks(1) }, right with { EndsAt = Now }, right with { Currency = "USD" },
            right with { Scope = PromotionScope.Products("p-2") }, right with { Scope = new PromotionScope([], "garden") },
        ]));

        Assert.Equal(0, basket.Discount.AmountMinor);
        Assert.Equal(1_000, Price(Request([Line("l-1", 10_000)], [right with { StartsAt = Now, EndsAt = null }])).Discount.AmountMinor);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1_500)] // 5 %
    [InlineData(9, 4_500)]
    [InlineData(10, 10_000)] // 10 %
    public void Tier_ByUnits_IsTheBestThatIsReached(int quantity, long off) =>
        Assert.Equal(off, Price(Request([Line("l-1", 10_000, quantity)], [Tiers("m-1", (10, 1_000), (3, 500))])).Discount.AmountMinor);

    [Fact]
    public void Tier_OfAProductOnTwoLines_CountsBothButNoDeals()
    {
        var lines = Price(Request(
            [Line("l-1", 10_000, 2), Line("l-2", 10_000), Line("l-3", 10_000, 9, product: "p-2"), Line("l-4", 10_000, deal: 9_000)],
            [Tiers("m-1", (3, 1_000)) with { Scope = PromotionScope.Products("p-1") }])).Lines;

        Assert.Equal([18_000, 9_000, 90_000, 9_000], lines.Select(line => line.Total.AmountMinor));
        Assert.Equal(30_000, Price(Request([Line("l-1", 10_000, 2), Line("l-4", 10_000, deal: 10_000)], [Tiers("m-1", (3, 1_000))])).Total.AmountMinor);
    }

    [Fact]
    public void Voucher_OnThreeLines_IsSharedByTheLargestRemainder()
    {
        // 100 over 1 : 1 : 1 is 34, 33, 33, the odd one to the first by id.
        var basket = Price(Request(
            [Line("l-3", 1_000), Line("l-1", 1_000), Line("l-2", 1_000)], vouchers: [Voucher("v-1", VoucherKind.Amount, 100)]));

        Assert.Equal([("l-3", 967L), ("l-1", 966L), ("l-2", 967L)], basket.Lines.Select(line => (line.LineId, line.Total.AmountMinor)));
        Assert.Equal<VoucherUse>([new VoucherUse("v-1", VoucherVerdict.Used, 100, 3_000)], basket.Vouchers);
    }

    [Fact]
    public void Voucher_OfOneSeller_IsForThatSellersLinesWithoutDeals()
    {
        var basket = Price(Request(
            [Line("l-1", 1_000), Line("l-2", 1_000, seller: "s-2", product: "p-2"), Line("l-3", 1_000, deal: 500)],
            vouchers: [Voucher("v-1", VoucherKind.Amount, 5_000), Voucher("v-2", VoucherKind.Amount, 1, seller: "s-3")]));

        Assert.Equal([0, 1_000, 500], basket.Lines.Select(line => line.Total.AmountMinor));
        Assert.Equal<VoucherUse>(
            [new VoucherUse("v-1", VoucherVerdict.Used, 1_000, 1_000), new VoucherUse("v-2", VoucherVerdict.NothingToDiscount, 0, 0)], basket.Vouchers);
        Assert.Equal<SellerTotals>([new SellerTotals("s-1", Cny(2_000), Cny(1_500), Cny(500)), new SellerTotals("s-2", Cny(1_000), Cny(0), Cny(1_000))], basket.BySeller());
    }

    [Fact]
    public void Vouchers_PercentagesFirst_TakeTheirPercentOfMore() => Assert.Equal(
        8_000, // 10,000 less 10 %, less 1,000; the other way about it would be 8,100.
        Price(Request(
            [Line("l-1", 10_000)],
            vouchers: [Voucher("v-1", VoucherKind.Amount, 1_000), Voucher("v-2", VoucherKind.Percent, 10)])).Total.AmountMinor);

    /// <summary>The one case in which a promotion costs somebody something: it takes the spend below a voucher's minimum.</summary>
    [Fact]
    public void Voucher_Minimum_IsHeldAgainstWhatPromotionsLeave()
    {
        var voucher = Voucher("v-1", VoucherKind.Amount, 5_000, minimum: 10_000);

        Assert.Equal(5_000, Price(Request([Line("l-1", 10_000)], vouchers: [voucher])).Total.AmountMinor);
        var basket = Price(Request([Line("l-1", 10_000)], [Off("m-1", AmountOff, 1)], [voucher]));
        Assert.Equal(9_999, basket.Total.AmountMinor);
        Assert.Equal<VoucherUse>([new VoucherUse("v-1", VoucherVerdict.BelowMinimum, 0, 9_999)], basket.Vouchers);
    }

    [Fact]
    public void Vouchers_OneAfterAnother_DoNotTakeEachOthersMinimum()
    {
        var basket = Price(Request(
            [Line("l-1", 10_000)],
            vouchers: [Voucher("v-1", VoucherKind.Amount, 5_000, minimum: 10_000), Voucher("v-2", VoucherKind.Amount, 4_000, minimum: 10_000)]));

        Assert.Equal(1_000, basket.Total.AmountMinor);
    }

    [Fact]
    public void Voucher_OfAnotherCurrency_IsNotUsed() => Assert.Equal(
        VoucherVerdict.OtherCurrency,
        Price(Request([Line("l-1", 10_000, currency: "USD")], vouchers: [Voucher("v-1", VoucherKind.Amount, 1)])).Vouchers[0].Verdict);

    [Fact]
    public void Price_MixedCurrencies_IsRefused()
    {
        var line = Line("l-1", 1, deal: 1);

        Assert.Equal(PricingOutcome.MixedCurrencies, PricingRules.Price(Request([line, Line("l-2", 1, currency: "USD")])).Outcome);
        Assert.Equal(
            PricingOutcome.MixedCurrencies,
            PricingRules.Price(Request([line with { Deal = new DealPrice("d-1", new Money(1, "USD")) }])).Outcome);
    }

    [Fact]
    public void Price_TheMostThereIs_IsExactAndBeyondRefused()
    {
        var most = Price(Request([Line("l-1", ProductLimits.AmountMinorMax, 1_000_000)], [Off("m-1", Percent, 1)]));

        Assert.Equal(PricingLimits.TotalMinorMax, most.ListTotal.AmountMinor);
        Assert.Equal(PricingLimits.TotalMinorMax / 10_000, most.Discount.AmountMinor);
        Assert.Equal(
            PricingOutcome.TooLarge, PricingRules.Price(Request([Line("l-1", ProductLimits.AmountMinorMax, int.MaxValue)])).Outcome);
        Assert.Equal(
            PricingOutcome.TooLarge,
            PricingRules.Price(Request([Line("l-1", ProductLimits.AmountMinorMax, 1_000_000), Line("l-2", 1)])).Outcome);
    }

    [Fact]
    public void Price_WhatCannotBe_IsNamed()
    {
        var line = Line("l-1", 1);

        Assert.Equal("lines", FieldOf(Request([])));
        Assert.Equal("lines", FieldOf(Request([line, line])));
        Assert.Equal("lines[0].quantity", FieldOf(Request([line with { Quantity = 0 }])));
        Assert.Equal("lines[0].unitPrice", FieldOf(Request([line with { UnitPrice = Cny(-1) }])));
        Assert.Equal("lines[0].deal", FieldOf(Request([line with { Deal = new DealPrice("d-1", Cny(-1)) }])));
        Assert.Equal("vouchers", FieldOf(Request([line], vouchers: [Voucher("v-1", VoucherKind.Amount, 1), Voucher("v-1", VoucherKind.Amount, 2)])));
    }

    private static string FieldOf(PricingRequest request)
    {
        var result = PricingRules.Price(request);
        Assert.Equal(PricingOutcome.Invalid, result.Outcome);
        return Assert.Single(result.Errors).Field;
    }

    private static Money Cny(long amount) => new(amount, "CNY");
}
