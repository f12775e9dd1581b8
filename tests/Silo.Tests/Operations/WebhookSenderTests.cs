using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Operations.Webhooks;
using SocialCommerce.Silo.Operations.Webhooks;

namespace SocialCommerce.Silo.Tests.Operations;

/// <summary>Against a real receiver on this machine that does whatever the test wants.</summary>
public sealed class WebhookSenderTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"type":"order.paid"}""");

    private readonly ConcurrentQueue<(Dictionary<string, string> Headers, string Body)> _received = new();
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;
    private WebApplication _receiver = null!;
    private string _url = "";

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
            _received.Enqueue((headers, await reader.ReadToEndAsync()));
            await _answer(context);
        });
        await _receiver.StartAsync();
        _url = _receiver.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook";
    }

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Send_IsSignedByBothKeysSoThatTheReceiverCanCheck()
    {
        using var sender = Create();

        var answer = await sender.SendAsync(Request([[1, 2, 3], [4, 5, 6]]), default);

        Assert.True(answer.IsDelivered);
        var (headers, body) = Assert.Single(_received);
        Assert.Equal(Encoding.UTF8.GetString(Body), body);
        Assert.Equal("application/json", headers["content-type"]);
        Assert.Equal("msg_1", headers["webhook-id"]);
        var timestamp = long.Parse(headers["webhook-timestamp"], CultureInfo.InvariantCulture);
        Assert.Equal(At.ToUnixTimeSeconds(), timestamp);
        Assert.All(
            new byte[][] { [1, 2, 3], [4, 5, 6] },
            key => Assert.True(WebhookSignature.IsValid(headers["webhook-signature"], key, "msg_1", timestamp, Body, At)));
    }

    [Theory]
    [InlineData(204, true, false)]
    [InlineData(302, false, false)]
    [InlineData(404, false, false)]
    [InlineData(410, false, true)]
    [InlineData(500, false, false)]
    public async Task Send_AnAnswer_IsToldAndNotFollowed(int status, bool isDelivered, bool isGone)
    {
        _answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        using var sender = Create();

        var answer = await sender.SendAsync(Request(), default);

        Assert.Equal((status, isDelivered, isGone), (answer.Status, answer.IsDelivered, answer.IsGone));
        Assert.Single(_received);
    }

    [Fact]
    public async Task Send_ToOneThatIsBusy_TellsForHowLong()
    {
        _answer = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "90";
            return Task.CompletedTask;
        };
        using var sender = Create();

        Assert.Equal(TimeSpan.FromSeconds(90), (await sender.SendAsync(Request(), default)).RetryAfter);
    }

    [Fact]
    public async Task Send_ToOneThatNeverAnswers_EndsWithTheDeadline()
    {
        var never = new TaskCompletionSource();
        _answer = context => never.Task.WaitAsync(context.RequestAborted);
        using var sender = Create(options => options.Deadline = TimeSpan.FromMilliseconds(100));

        Assert.Equal(new WebhookAnswer(0, "timeout"), await sender.SendAsync(Request(), default));
    }

    [Fact]
    public async Task Send_ToNobody_SaysNothingOfTheNetwork()
    {
        using var sender = Create();

        Assert.Equal(new WebhookAnswer(0, "not-reached"), await sender.SendAsync(Request() with { Url = "http://127.0.0.1:9/" }, default));
    }

    [Fact]
    public async Task Send_ToAPrivateAddress_IsNotTried()
    {
        using var sender = Create(options => options.AllowPrivateAddresses = false);
        var port = new Uri(_url).Port;

        Assert.Equal("address-refused", (await sender.SendAsync(Request(), default)).Error);
        Assert.Equal("not-reached", (await sender.SendAsync(Request() with { Url = $"https://127.0.0.1:{port}/hook" }, default)).Error);
        Assert.Equal("not-reached", (await sender.SendAsync(Request() with { Url = $"https://localhost:{port}/hook" }, default)).Error);
        Assert.Empty(_received);
    }

    private WebhookRequest Request(params byte[][] keys) => new(_url, [.. keys.DefaultIfEmpty([1])], "msg_1", At, Body);

    private static WebhookSender Create(Action<WebhookOptions>? configure = null)
    {
        var options = new WebhookOptions { AllowPrivateAddresses = true };
        configure?.Invoke(options);
        return new WebhookSender(Options.Create(options), TimeProvider.System);
    }
}
