using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Grains.Orders.Pricing;

/// <summary>What an effect takes off, and the one rounding rule there is.</summary>
internal static class PriceEffects
{
    public const int BasisPointsAll = 10_000;

    private const int BasisPointsPerPercent = 100;

    /// <summary>What the effect takes off a line that costs this much; never less than nothing, never more than the line.</summary>
    public static long Off(PriceEffect effect, long amount, int quantity) => effect.Kind switch
    {
        PriceEffectKind.Percent => Clamp(Portion(amount, effect.Value), amount),
        PriceEffectKind.AmountOff => Clamp((Int128)effect.Value * quantity, amount),
        PriceEffectKind.UnitPrice => Clamp(amount - ((Int128)effect.Value * quantity), amount),
        _ => 0,
    };

    /// <summary>So many percent of an amount.</summary>
    public static long Percent(long amount, long percent) => Clamp(Portion(amount, percent * BasisPointsPerPercent), amount);

    // Half a minor unit and more is a whole one: what is half is taken off, in the customer's favour.
    private static Int128 Portion(long amount, long basisPoints) =>
        (((Int128)amount * basisPoints) + (BasisPointsAll / 2)) / BasisPointsAll;

    private static long Clamp(Int128 off, long amount) => (long)Int128.Clamp(off, 0, amount);
}
