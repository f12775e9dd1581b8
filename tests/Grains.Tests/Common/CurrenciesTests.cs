using SocialCommerce.Grains.Interfaces.Common;

namespace SocialCommerce.Grains.Tests.Common;

public sealed class CurrenciesTests
{
    [Theory]
    [InlineData("CNY", 2)]
    [InlineData("USD", 2)]
    [InlineData("EUR", 2)]
    [InlineData("HUF", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("ISK", 0)]
    [InlineData("BHD", 3)]
    [InlineData("KWD", 3)]
    [InlineData("CLF", 4)]
    [InlineData("XXX", 2)]
    public void Exponent_IsThatOfTheStandard(string currency, int expected) => Assert.Equal(expected, Currencies.Exponent(currency));

    [Theory]
    [InlineData(1999, "CNY", "19.99 CNY")]
    [InlineData(5, "CNY", "0.05 CNY")]
    [InlineData(0, "USD", "0.00 USD")]
    [InlineData(-5, "EUR", "-0.05 EUR")]
    [InlineData(500, "JPY", "500 JPY")]
    [InlineData(1250, "BHD", "1.250 BHD")]
    [InlineData(7, "CLF", "0.0007 CLF")]
    [InlineData(long.MinValue, "JPY", "-9223372036854775808 JPY")]
    public void Format_HasTheCurrencysPlaces(long amount, string currency, string expected) =>
        Assert.Equal(expected, Currencies.Format(new Money(amount, currency)));

    [Theory]
    [InlineData("CNY", true)]
    [InlineData("cny", false)]
    [InlineData("CN", false)]
    [InlineData(null, false)]
    public void IsCode_ThreeCapitals(string? currency, bool expected) => Assert.Equal(expected, Currencies.IsCode(currency));
}
