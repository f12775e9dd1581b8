using System.Text;
using SocialCommerce.Grains.Interfaces.Common;

namespace SocialCommerce.Grains.Tests.Common;

public sealed class WebhookSignatureTests
{
    // The example of the Standard Webhooks specification.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly byte[] Key = WebhookSignature.ReadSecret(Secret)!;
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(Timestamp);

    [Fact]
    public void Sign_TheExampleOfTheSpecification_IsItsSignature() =>
        Assert.Equal(Signature, WebhookSignature.Sign(Key, Id, Timestamp, Body));

    [Fact]
    public void Sign_WithTwoKeys_IsTwoSignaturesInOneHeader()
    {
        using var request = new HttpRequestMessage();

        WebhookSignature.Sign(request, [[1, 2, 3], Key], Id, Now, Body);

        Assert.Equal([Id], request.Headers.GetValues("webhook-id"));
        Assert.Equal(["1614265330"], request.Headers.GetValues("webhook-timestamp"));
        var signatures = Assert.Single(request.Headers.GetValues("webhook-signature"));
        Assert.EndsWith(" " + Signature, signatures, StringComparison.Ordinal);
        Assert.True(WebhookSignature.IsValid(signatures, [1, 2, 3], Id, Timestamp, Body, Now));
    }

    [Theory]
    [InlineData(Signature, true)]
    [InlineData("v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", true)]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData("v1,", false)]
    [InlineData("", false)]
    public void IsValid_OneOfSeveralSignatures_IsEnough(string signature, bool expected) =>
        Assert.Equal(expected, WebhookSignature.IsValid(signature, Key, Id, Timestamp, Body, Now));

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void IsValid_ByItsAge_IsWithinFiveMinutes(int seconds, bool expected) =>
        Assert.Equal(expected, WebhookSignature.IsValid(Signature, Key, Id, Timestamp, Body, Now.AddSeconds(seconds)));

    [Fact]
    public void IsValid_AnythingElseThatWasSigned_IsNot()
    {
        Assert.False(WebhookSignature.IsValid(Signature, Key, "msg_other", Timestamp, Body, Now));
        Assert.False(WebhookSignature.IsValid(Signature, Key, Id, Timestamp + 1, Body, Now));
        Assert.False(WebhookSignature.IsValid(Signature, Key, Id, Timestamp, [.. Body, 32], Now));
        Assert.False(WebhookSignature.IsValid(Signature, [.. Key, 1], Id, Timestamp, Body, Now));
        Assert.False(WebhookSignature.IsValid(WebhookSignature.Sign([], Id, Timestamp, Body), [], Id, Timestamp, Body, Now));
        Assert.False(WebhookSignature.IsValid(Signature, Key, Id, long.MaxValue, Body, Now));
        Assert.False(WebhookSignature.IsValid(Signature, Key, Id, long.MinValue, Body, Now));
    }

    [Fact]
    public void Secret_WrittenAndRead_IsTheSame()
    {
        Assert.Equal(Secret, WebhookSignature.WriteSecret(Key));
        Assert.Equal(Key, WebhookSignature.ReadSecret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        Assert.Null(WebhookSignature.ReadSecret("whsec_*"));
        Assert.Null(WebhookSignature.ReadSecret(null));
    }
}
