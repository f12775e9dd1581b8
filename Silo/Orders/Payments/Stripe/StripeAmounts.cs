using SocialCommerce.Grains.Interfaces.Common;

namespace SocialCommerce.Silo.Orders.Payments;

/// <summary>
/// Amounts as Stripe counts them (docs.stripe.com/currencies): in minor units too, though for some currencies of another
/// size than ISO 4217's. Pure.
/// </summary>
internal static class StripeAmounts
{
    /// <summary>Stripe takes amounts of at most eight digits.</summary>
    private const long AmountMax = 99_999_999;

    // Whole units that are sent as hundredths, and hundredths of which only whole units are sent.
    private static readonly Dictionary<string, int> Exponents = new(StringComparer.Ordinal) { ["ISK"] = 2, ["UGX"] = 2, ["MGA"] = 0 };

    /// <summary>Null when Stripe cannot move exactly this amount; nothing is rounded behind anybody's back.</summary>
    public static long? ToStripe(Money money)
    {
        var iso = Currencies.Exponent(money.Currency);
        var stripe = Exponents.GetValueOrDefault(money.Currency, iso);
        if (money.AmountMinor is <= 0 or > AmountMax || !Currencies.IsCode(money.Currency))
        {
            return null;
        }

        var amount = stripe >= iso ? money.AmountMinor * Power(stripe - iso) : Divide(money.AmountMinor, Power(iso - stripe));

        // Of currencies with three places the last digit has to be 0.
        return amount is null or > AmountMax || (stripe == 3 && amount % 10 != 0) ? null : amount;
    }

    public static Money FromStripe(long amount, string currency)
    {
        var code = currency.ToUpperInvariant();
        var iso = Currencies.Exponent(code);
        var stripe = Exponents.GetValueOrDefault(code, iso);
        return new Money(stripe >= iso ? amount / Power(stripe - iso) : amount * Power(iso - stripe), code);
    }

    private static long? Divide(long amount, long by) => amount % by == 0 ? amount / by : null;

    private static long Power(int exponent) => exponent switch { 0 => 1, 1 => 10, 2 => 100, _ => 1_000 };
}
