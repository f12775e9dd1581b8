using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Orders.Pricing;

namespace SocialCommerce.Grains.Tests.Orders.Pricing;

/// <summary>Baskets for tests: by hand, and any number of them from a seed.</summary>
internal static class PricingSamples
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly string[] Sellers = ["s-1", "s-2"];
    private static readonly string[] Categories = ["kitchen", "garden"];
    private static readonly string[] Currencies = ["CNY", "JPY", "BHD"];

    public static PricingLine Line(
        string id, long price, int quantity = 1, string product = "p-1", string seller = "s-1", string currency = "CNY", long? deal = null) => new(
            id, product, seller, "kitchen", "Teapot", new Money(price, currency), 1, quantity,
            deal is { } amount ? new DealPrice("d-1", new Money(amount, currency)) : null);

    public static Promotion Off(
        string id, PriceEffectKind effect, long value, PromotionKind kind = PromotionKind.Campaign, PromotionScope? scope = null, int priority = 0) => new(
            id, "s-1", kind, $"Name of {id}", scope ?? PromotionScope.Everything, new PriceEffect(effect, value), [],
            effect == PriceEffectKind.Percent ? null : "CNY", Now.AddDays(-1), Now.AddDays(1), priority);

    public static Promotion Tiers(string id, params ReadOnlySpan<(int From, long BasisPoints)> tiers)
    {
        var built = ImmutableArray.CreateBuilder<PriceTier>();
        foreach (var (from, basisPoints) in tiers)
        {
            built.Add(new PriceTier(from, new PriceEffect(PriceEffectKind.Percent, basisPoints)));
        }

        return Off(id, PriceEffectKind.Percent, 0, PromotionKind.QuantityTier) with { Effect = null, Tiers = built.ToImmutable() };
    }

    public static VoucherOffer Voucher(string id, VoucherKind kind, long value, long minimum = 0, string seller = "s-1") =>
        new(id, seller, kind, value, "CNY", minimum);

    public static PricingRequest Request(
        ImmutableArray<PricingLine> lines, ImmutableArray<Promotion> promotions = default, ImmutableArray<VoucherOffer> vouchers = default) =>
        new(lines, promotions.IsDefault ? [] : promotions, vouchers.IsDefault ? [] : vouchers, Now);

    public static PricedBasket Price(PricingRequest request)
    {
        var result = PricingRules.Price(request);
        Assert.Equal(PricingOutcome.Done, result.Outcome);
        return result.Basket!;
    }

    /// <summary>Any basket: prices from nothing to the most there is, promotions of every kind, in and out of their time.</summary>
    public static PricingRequest Any(Random random)
    {
        var currency = Pick(random, Currencies);
        var lines = Enumerable.Range(0, random.Next(1, 7)).Select(index => AnyLine(random, index, currency));
        var promotions = Enumerable.Range(0, random.Next(0, 6)).Select(index => AnyPromotion(random, $"m-{index}", currency));
        var vouchers = Enumerable.Range(0, random.Next(0, 4)).Select(index => AnyVoucher(random, index, currency));
        return new PricingRequest([.. lines], [.. promotions], [.. vouchers], Now);
    }

    public static Promotion AnyPromotion(Random random, string id, string currency)
    {
        var kind = (PromotionKind)random.Next(1, 4);
        var tiers = Enumerable.Range(0, kind == PromotionKind.QuantityTier ? random.Next(1, 4) : 0)
            .Select(_ => new PriceTier(random.Next(2, 30), AnyEffect(random)));
        return new Promotion(
            id, Pick(random, Sellers), kind, id, AnyScope(random), kind == PromotionKind.QuantityTier ? null : AnyEffect(random), [.. tiers],
            random.Next(8) switch { 0 => "XXX", < 4 => null, _ => currency },
            Now.AddMinutes(random.Next(-9, 1)), random.Next(3) == 0 ? null : Now.AddMinutes(random.Next(0, 9)), random.Next(3));
    }

    public static T[] Shuffle<T>(Random random, ImmutableArray<T> items)
    {
        var shuffled = items.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static PricingLine AnyLine(Random random, int index, string currency)
    {
        var product = random.Next(4);
        var deal = random.Next(4) == 0 ? new DealPrice($"d-{index}", new Money(AnyAmount(random), currency)) : null;
        return new PricingLine(
            $"l-{index}", $"p-{product}", Sellers[product % 2], Categories[product / 2], "Title",
            new Money(AnyAmount(random), currency), 1, random.Next(3) == 0 ? random.Next(1, 100_000) : random.Next(1, 20), deal);
    }

    private static VoucherOffer AnyVoucher(Random random, int index, string currency) => random.Next(2) == 0
        ? new VoucherOffer($"v-{index}", Pick(random, Sellers), VoucherKind.Percent, random.Next(1, 91), string.Empty, 0)
        : new VoucherOffer(
            $"v-{index}", Pick(random, Sellers), VoucherKind.Amount, AnyAmount(random) + 1, random.Next(6) == 0 ? "XXX" : currency,
            random.Next(2) == 0 ? 0 : AnyAmount(random));

    private static PromotionScope AnyScope(Random random) => random.Next(3) switch
    {
        0 => PromotionScope.Products($"p-{random.Next(4)}", $"p-{random.Next(4)}"),
        1 => new PromotionScope([], Pick(random, Categories)),
        _ => PromotionScope.Everything,
    };

    private static PriceEffect AnyEffect(Random random) => random.Next(3) switch
    {
        0 => new PriceEffect(PriceEffectKind.Percent, random.Next(1, 10_001)),
        1 => new PriceEffect(PriceEffectKind.AmountOff, AnyAmount(random)),
        _ => new PriceEffect(PriceEffectKind.UnitPrice, AnyAmount(random)),
    };

    // Small amounts meet the rounding, middling ones each other, huge ones the end of a long.
    private static long AnyAmount(Random random) => random.Next(10) switch
    {
        0 => 0,
        1 => random.NextInt64(ProductLimits.AmountMinorMax + 1),
        < 6 => random.Next(1, 50),
        _ => random.Next(1, 100_000),
    };

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
