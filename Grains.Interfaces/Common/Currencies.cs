using System.Globalization;

namespace SocialCommerce.Grains.Interfaces.Common;

/// <summary>
/// How many decimal places a currency's minor unit has (ISO 4217:2015 with its amendments up to 2024). Amounts are counted
/// in minor units everywhere, so only who shows or sends one needs this.
/// </summary>
public static class Currencies
{
    private const int ExponentDefault = 2;

    // Only what differs from two places: a currency that is not here, or not known at all, has two.
    private static readonly ImmutableDictionary<string, int> Exponents = Build(
        (0, ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"]),
        (3, ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]),
        (4, ["CLF", "UYW"]));

    /// <summary>Whether this can be a code: three capital letters.</summary>
    public static bool IsCode(string? currency) => currency is { Length: 3 } && currency.All(char.IsAsciiLetterUpper);

    public static int Exponent(string currency) => Exponents.GetValueOrDefault(currency, ExponentDefault);

    /// <summary>The amount as people write it, for logs and messages: 19.99 CNY, 500 JPY, 1.250 BHD.</summary>
    public static string Format(Money money)
    {
        var places = Exponent(money.Currency);
        var digits = Int128.Abs(money.AmountMinor).ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        var sign = money.AmountMinor < 0 ? "-" : string.Empty;
        return places == 0
            ? $"{sign}{digits} {money.Currency}"
            : $"{sign}{digits[..^places]}.{digits[^places..]} {money.Currency}";
    }

    private static ImmutableDictionary<string, int> Build(params ReadOnlySpan<(int Exponent, string[] Codes)> groups)
    {
        var exponents = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var (exponent, codes) in groups)
        {
            exponents.AddRange(codes.Select(code => KeyValuePair.Create(code, exponent)));
        }

        return exponents.ToImmutable();
    }
}
