using SocialCommerce.Api.Hosting;

namespace SocialCommerce.Api.Tests.Operations;

public sealed class SecurityHeadersTests
{
    [Fact]
    public void PolicyFor_VideoOfAnotherOrigin_MayBeFetchedFromThereOnly()
    {
        var policy = SecurityHeaders.PolicyFor(["https://video.example", "http://video.example:8889"]);

        Assert.Contains("connect-src 'self' ws: wss: https://video.example http://video.example:8889;", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self' ws: wss:;", SecurityHeaders.PolicyFor([]), StringComparison.Ordinal);
    }

    [Fact]
    public void PolicyFor_ThePage_AllowsNothingInline()
    {
        var policy = SecurityHeaders.PolicyFor([]);

        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none';", policy, StringComparison.Ordinal);

        // What is not named falls back to these: the service worker to scripts, the manifest to the default.
        Assert.DoesNotContain("worker-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("manifest-src", policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https:")]
    [InlineData("https://a.example/path")]
    [InlineData("https://a.example; script-src *")]
    [InlineData("javascript:alert(1)")]
    public void PolicyFor_WhatIsNoOrigin_IsRefusedAtTheStart(string origin) =>
        Assert.Throws<InvalidOperationException>(() => SecurityHeaders.PolicyFor([origin]));
}
