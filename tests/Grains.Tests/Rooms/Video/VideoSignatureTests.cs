using System.Text;
using SocialCommerce.Grains.Interfaces.Rooms.Video;
using SocialCommerce.Grains.Rooms.Video;

namespace SocialCommerce.Grains.Tests.Rooms.Video;

public sealed class VideoSignatureTests
{
    // The example of the Standard Webhooks specification.
    private const string HookId = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly byte[] Secret = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(Timestamp);

    [Fact]
    public void Sign_TheExampleOfTheSpecification_IsItsSignature() =>
        Assert.Equal(Signature, VideoSignature.Sign(Secret, HookId, Timestamp, Body));

    [Theory]
    [InlineData(Signature, true)]
    [InlineData("v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", true)]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData("v1,", false)]
    [InlineData("", false)]
    public void IsValid_OneOfSeveralSignatures_IsEnough(string signature, bool expected) =>
        Assert.Equal(expected, VideoSignature.IsValid(Hook(signature), Secret, Now));

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void IsValid_ByItsAge_IsWithinFiveMinutes(int seconds, bool expected) =>
        Assert.Equal(expected, VideoSignature.IsValid(Hook(Signature), Secret, Now.AddSeconds(seconds)));

    [Fact]
    public void IsValid_AnythingElseThatWasSigned_IsNot()
    {
        Assert.False(VideoSignature.IsValid(Hook(Signature) with { HookId = "msg_other" }, Secret, Now));
        Assert.False(VideoSignature.IsValid(Hook(Signature) with { Timestamp = Timestamp + 1 }, Secret, Now));
        Assert.False(VideoSignature.IsValid(Hook(Signature) with { Body = [.. Body, 32] }, Secret, Now));
        Assert.False(VideoSignature.IsValid(Hook(Signature), [.. Secret, 1], Now));
        Assert.False(VideoSignature.IsValid(Hook(VideoSignature.Sign([], HookId, Timestamp, Body)), [], Now));
        Assert.False(VideoSignature.IsValid(Hook(Signature) with { Timestamp = long.MaxValue }, Secret, Now));
    }

    private static VideoHook Hook(string signature) =>
        new(HookId, Timestamp, signature, [.. Body], VideoSignal.Started, Now);
}
