using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SocialCommerce.Api.Rooms.Moderation.Review;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Tests.Rooms.Moderation;

/// <summary>Against a real service on this machine that does whatever the test wants.</summary>
public sealed class ReviewHookTests : IAsyncLifetime
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

    private static readonly SendComment Comment = new("c_1", "u_1", "Ann", "你好 <b>", "k_1");

    private readonly ManualClock _clock = new();
    private readonly List<(Dictionary<string, string> Headers, string Body)> _received = [];
    private Func<HttpContext, Task> _answer = context => context.Response.WriteAsync("{\"verdict\":\"allow\"}");
    private WebApplication? _service;
    private Uri _url = new("http://localhost");

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _service = builder.Build();
        _service.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);

            // The server uses its own again for the next request.
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString());
            _received.Add((headers, await reader.ReadToEndAsync()));
            await _answer(context);
        });
        await _service.StartAsync();
        _url = new Uri(_service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async Task DisposeAsync() => await _service!.DisposeAsync();

    [Theory]
    [InlineData("allow", ReviewVerdict.Allow)]
    [InlineData("deny", ReviewVerdict.Deny)]
    [InlineData("hold", ReviewVerdict.Hold)]
    public async Task Ask_AnAnswer_IsTheVerdict(string verdict, object expected)
    {
        _answer = context => context.Response.WriteAsync($"{{\"verdict\":\"{verdict}\"}}");
        using var hook = Create();

        Assert.Equal(expected, await AskAsync(hook));
    }

    [Fact]
    public async Task Ask_IsSignedSoThatTheServiceCanCheckIt()
    {
        using var hook = Create();
        await AskAsync(hook);

        var (headers, body) = Assert.Single(_received);
        var key = WebhookSignature.ReadSecret(Secret)!;
        Assert.Equal("c_1", headers["webhook-id"]);
        var timestamp = long.Parse(headers["webhook-timestamp"], CultureInfo.InvariantCulture);
        Assert.Equal(WebhookSignature.Sign(key, "c_1", timestamp, Encoding.UTF8.GetBytes(body)), headers["webhook-signature"]);
        Assert.Contains("\"text\":\"你好", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("302")]
    [InlineData("nonsense")]
    [InlineData("{\"verdict\":\"maybe\"}")]
    [InlineData("{}")]
    [InlineData("huge")]
    public async Task Ask_ABadAnswer_CountsAsConfigured(string answer)
    {
        _answer = context => AnswerAsync(context.Response, answer);
        using var hook = Create(options => options.OnFailure = ReviewVerdict.Hold);

        Assert.Equal(ReviewVerdict.Hold, await AskAsync(hook));
    }

    [Fact]
    public async Task Ask_NoAnswerInTime_CountsAsConfigured()
    {
        var asked = new TaskCompletionSource();
        _answer = context =>
        {
            asked.SetResult();
            var gone = new TaskCompletionSource();
            context.RequestAborted.Register(gone.SetResult);
            return gone.Task;
        };
        using var hook = Create(options => options.OnFailure = ReviewVerdict.Deny);

        var asking = AskAsync(hook);
        await asked.Task.WaitAsync(Hosting.Await.Limit);
        Assert.False(asking.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal(ReviewVerdict.Deny, await asking.WaitAsync(Hosting.Await.Limit));
    }

    [Fact]
    public async Task Ask_AServiceThatKeepsFailing_IsLeftAloneForAWhileAndThenTriedOnce()
    {
        _answer = context => AnswerAsync(context.Response, "500");
        using var hook = Create(options => options.FailuresMax = 3);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(ReviewVerdict.Allow, await AskAsync(hook));
        }

        Assert.Equal(3, _received.Count);
        _clock.Advance(TimeSpan.FromSeconds(15));
        await AskAsync(hook);
        await AskAsync(hook);
        Assert.Equal(4, _received.Count);

        _answer = context => context.Response.WriteAsync("{\"verdict\":\"deny\"}");
        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(ReviewVerdict.Deny, await AskAsync(hook));
        Assert.Equal(ReviewVerdict.Deny, await AskAsync(hook));
    }

    [Fact]
    public async Task Ask_AnAddressOfThisMachine_IsNotConnectedToUnlessAllowed()
    {
        using var hook = Create(options =>
        {
            options.AllowPrivateAddresses = false;
            options.OnFailure = ReviewVerdict.Hold;
        });

        Assert.Equal(ReviewVerdict.Hold, await AskAsync(hook));
        Assert.Empty(_received);
    }

    [Fact]
    public async Task Ask_WithoutAnAddress_AllowsEverything()
    {
        using var hook = Create(options => options.Url = null);

        Assert.Equal(ReviewVerdict.Allow, await AskAsync(hook));
        Assert.Empty(_received);
    }

    [Theory]
    [InlineData("https://hooks.example/review", Secret, true)]
    [InlineData("http://hooks.example/review", Secret, false)]
    [InlineData("https://user:pw@hooks.example/", Secret, false)]
    [InlineData("https://hooks.example/", "whsec_c2hvcnQ=", false)]
    [InlineData("https://hooks.example/", "not base64!", false)]
    [InlineData("https://hooks.example/", null, false)]
    public void Validate_Settings_MustBeSafe(string url, string? secret, bool expected)
    {
        var options = new ReviewOptions { Url = new Uri(url), Secret = secret };

        Assert.Equal(expected, !options.Validate(new System.ComponentModel.DataAnnotations.ValidationContext(options)).Any());
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("2002:0a00:0001::", false)]
    [InlineData("64:ff9b::a00:1", false)]
    public void IsPublic_AnAddress_IsWhatTheRegistriesSay(string address, bool expected) =>
        Assert.Equal(expected, PublicAddresses.IsPublic(IPAddress.Parse(address)));

    private static Task AnswerAsync(HttpResponse response, string answer)
    {
        response.StatusCode = answer switch { "500" => 500, "302" => 302, _ => 200 };
        response.Headers.Location = answer == "302" ? "http://127.0.0.1/" : default(Microsoft.Extensions.Primitives.StringValues);
        return response.WriteAsync(answer == "huge" ? $"{{\"verdict\":\"allow\",\"x\":\"{new string('x', 10_000)}\"}}" : answer);
    }

    private static Task<ReviewVerdict> AskAsync(ReviewHook hook) => hook.AskAsync("r_1", Comment, CancellationToken.None);

    private ReviewHook Create(Action<ReviewOptions>? configure = null)
    {
        var options = new ReviewOptions { Url = _url, Secret = Secret, AllowPrivateAddresses = true };
        configure?.Invoke(options);
        return new ReviewHook(Options.Create(options), _clock, NullLogger<ReviewHook>.Instance);
    }
}
