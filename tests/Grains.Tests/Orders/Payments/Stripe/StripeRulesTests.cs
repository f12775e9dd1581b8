using System.ComponentModel.DataAnnotations;
using System.Text;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Silo.Orders.Payments;

namespace SocialCommerce.Grains.Tests.Orders.Payments.Stripe;

public sealed class StripeRulesTests
{
    private const long Timestamp = 1_492_774_577;

    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("whsec_test_secret");
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"evt_1"}""");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(Timestamp);

    [Theory]
    [InlineData("EUR", 1999, 1999L)]
    [InlineData("JPY", 500, 500L)]
    [InlineData("ISK", 5, 500L)]
    [InlineData("UGX", 5, 500L)]
    [InlineData("MGA", 500, 5L)]
    [InlineData("MGA", 501, null)]
    [InlineData("KWD", 5120, 5120L)]
    [InlineData("KWD", 5124, null)]
    [InlineData("EUR", 0, null)]
    [InlineData("EUR", -1, null)]
    [InlineData("EUR", 100_000_000, null)]
    [InlineData("ISK", 1_000_000, null)]
    [InlineData("euro", 1, null)]
    public void ToStripe_AnAmount_IsOfStripesSizeOrRefused(string currency, long minor, long? expected)
    {
        var amount = StripeAmounts.ToStripe(new Money(minor, currency));

        Assert.Equal(expected, amount);
        if (amount is { } sent)
        {
            Assert.Equal(new Money(minor, currency), StripeAmounts.FromStripe(sent, currency.ToLowerInvariant()));
        }
    }

    // HMAC-SHA256 of "1492774577.{"id":"evt_1"}" under the secret, as openssl makes it.
    [Fact]
    public void Sign_IsHmacOverTimeAndBody() =>
        Assert.Equal("799c4ba7bb339f3c8601adfd112f0e477c930a268be1243d341abb8286501c2f", StripeSignature.Sign(Secret, Timestamp, Body));

    [Fact]
    public void IsValid_OneOfSeveralV1_IsEnough()
    {
        var good = StripeSignature.Sign(Secret, Timestamp, Body);

        Assert.True(StripeSignature.IsValid($"t={Timestamp},v1={good}", Secret, Body, Now));
        Assert.True(StripeSignature.IsValid($"t={Timestamp}, v1=00,v1={good},v0=6ffbb5", Secret, Body, Now));
        Assert.False(StripeSignature.IsValid($"t={Timestamp},v0={good}", Secret, Body, Now));
        Assert.False(StripeSignature.IsValid($"v1={good}", Secret, Body, Now));
        Assert.False(StripeSignature.IsValid($"t={Timestamp},v1={good}", [.. Secret, 1], Body, Now));
        Assert.False(StripeSignature.IsValid($"t={Timestamp},v1={StripeSignature.Sign([], Timestamp, Body)}", [], Body, Now));
        Assert.False(StripeSignature.IsValid("", Secret, Body, Now));
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void IsValid_ByItsAge_IsWithinFiveMinutes(int seconds, bool expected) => Assert.Equal(
        expected,
        StripeSignature.IsValid($"t={Timestamp},v1={StripeSignature.Sign(Secret, Timestamp, Body)}", Secret, Body, Now.AddSeconds(seconds)));

    [Theory]
    [InlineData("sk_test_1", "whsec_1", "https://api.stripe.com", 0)]
    [InlineData("sk_test_1", "whsec_1", "http://127.0.0.1:12111", 0)]
    [InlineData("pk_test_1", "whsec_1", "https://api.stripe.com", 1)]
    [InlineData("sk_test_1", "secret-value", "https://api.stripe.com", 1)]
    [InlineData("sk_test_1", "whsec_1", "http://api.stripe.com", 1)]
    public void Options_BadOnes_AreRefusedWithoutRepeatingThem(string key, string webhook, string address, int expected)
    {
        var options = new StripeOptions { SecretKey = key, WebhookSecret = webhook, BaseAddress = new Uri(address) };

        var errors = options.Validate(new ValidationContext(options)).ToList();

        Assert.Equal(expected, errors.Count);
        Assert.All(errors, error => Assert.DoesNotContain("secret-value", error.ErrorMessage, StringComparison.Ordinal));
    }
}
