using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Api.Tests.Operations;

/// <summary>From a merchant's request to a merchant's program that checks the signature.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private const string Path = "/api/v1/webhooks";

    private readonly TestHost _host = new(new Dictionary<string, string?> { ["Webhooks:AllowPrivateAddresses"] = "true" });
    private readonly ConcurrentQueue<(string Id, long Timestamp, string Signature, byte[] Body)> _received = new();
    private WebApplication _program = null!;
    private string _url = "";

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _program = builder.Build();
        _program.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var headers = context.Request.Headers;
            _received.Enqueue((
                headers["webhook-id"].ToString(), long.Parse(headers["webhook-timestamp"]!), headers["webhook-signature"].ToString(), body.ToArray()));
        });
        await _program.StartAsync();
        _url = _program.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public async Task DisposeAsync()
    {
        await _program.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Merchant_IsToldWhatTheyAskedFor_SignedByTheSecretTheyWereShown()
    {
        using var merchant = await _host.SignInAsync("merchant");
        using var http = _host.CreateHttp(merchant.Tokens!.AccessToken);
        var created = await http.SendAsync("POST", Path, $$"""{"url":"{{_url}}/hook","events":["order.paid"],"description":"ERP"}""");
        Assert.Equal(HttpStatusCode.Created, created.Status);
        var id = created.Json.GetProperty("webhookId").GetString();
        var secret = WebhookSignature.ReadSecret(created.Json.GetProperty("secret").GetString())!;

        await EnqueueAsync(merchant, "ev-1");

        var sent = Assert.Single(await Eventually.GetAsync(() => Task.FromResult(_received.ToArray()), received => received.Length > 0));
        Assert.True(WebhookSignature.IsValid(sent.Signature, secret, sent.Id, sent.Timestamp, sent.Body, DateTimeOffset.UtcNow));
        var message = await Eventually.GetAsync(
            () => http.SendAsync("GET", $"{Path}/{id}/messages/{sent.Id}"), answer => answer.Json.GetProperty("status").GetString() == "delivered");
        Assert.Equal("o-1", message.Json.GetProperty("body").GetProperty("data").GetProperty("orderId").GetString());
        var listed = await http.SendAsync("GET", $"{Path}/{id}/messages?status=delivered");
        Assert.Equal(sent.Id, Assert.Single(listed.Json.GetProperty("items").EnumerateArray()).GetProperty("messageId").GetString());
        Assert.Equal(1, (await http.SendAsync("POST", $"{Path}/{id}/messages/{sent.Id}/replay")).Json.GetProperty("count").GetInt32());
        Assert.Equal(2, (await Eventually.GetAsync(() => Task.FromResult(_received.Count), count => count > 1)));
        Assert.Equal(0, (await http.SendAsync("POST", $"{Path}/{id}/messages/replay")).Json.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Merchant_ChangesAndRotatesAndDeletes_AndTheSecretIsNotShownAgain()
    {
        using var merchant = await _host.SignInAsync("merchant");
        using var http = _host.CreateHttp(merchant.Tokens!.AccessToken);
        var created = await http.SendAsync("POST", Path, $$"""{"url":"{{_url}}/hook","events":["order.paid"]}""");
        var (id, secret) = (created.Json.GetProperty("webhookId").GetString(), created.Json.GetProperty("secret").GetString()!);

        var changed = await http.SendAsync("PATCH", $"{Path}/{id}", """{"events":["stock.low"],"enabled":false}""");
        Assert.False(changed.Json.GetProperty("enabled").GetBoolean());
        Assert.Equal("byMerchant", changed.Json.GetProperty("disabledReason").GetString());
        var rotated = (await http.SendAsync("POST", $"{Path}/{id}/secret")).Json.GetProperty("secret").GetString();
        Assert.NotEqual(secret, rotated);
        Assert.DoesNotContain(secret, (await http.SendAsync("GET", Path)).Json.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", (await http.SendAsync("GET", $"{Path}/{id}")).Json.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await http.SendAsync("DELETE", $"{Path}/{id}")).Status);
        (await http.SendAsync("GET", $"{Path}/{id}")).IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Webhook_OfAnotherMerchant_IsNotFoundWhateverIsDoneToIt()
    {
        using var merchant = await _host.SignInAsync("merchant");
        using var rival = await _host.SignInAsync("merchant");
        using var shopper = await _host.SignInAsync();
        using var own = _host.CreateHttp(merchant.Tokens!.AccessToken);
        using var other = _host.CreateHttp(rival.Tokens!.AccessToken);
        using var nobody = _host.CreateHttp(shopper.Tokens!.AccessToken);
        var created = await own.SendAsync("POST", Path, $$"""{"url":"{{_url}}/hook","events":["order.paid"]}""");
        var id = created.Json.GetProperty("webhookId").GetString();
        await EnqueueAsync(merchant, "ev-1");
        var sent = Assert.Single(await Eventually.GetAsync(() => Task.FromResult(_received.ToArray()), received => received.Length > 0));

        (string Method, string Path, string? Body)[] calls =
        [
            ("GET", $"{Path}/{id}", null), ("PATCH", $"{Path}/{id}", """{"enabled":false}"""), ("DELETE", $"{Path}/{id}", null),
            ("POST", $"{Path}/{id}/secret", null), ("GET", $"{Path}/{id}/messages", null), ("GET", $"{Path}/{id}/messages/{sent.Id}", null),
            ("POST", $"{Path}/{id}/messages/replay", null), ("POST", $"{Path}/{id}/messages/{sent.Id}/replay", null),
        ];

        foreach (var (method, path, body) in calls)
        {
            (await other.SendAsync(method, path, body)).IsProblem(HttpStatusCode.NotFound, "not-found");
            (await nobody.SendAsync(method, path, body)).IsProblem(HttpStatusCode.Forbidden, "forbidden");
        }

        Assert.Empty((await other.SendAsync("GET", Path)).Json.GetProperty("items").EnumerateArray());
        Assert.True((await own.SendAsync("GET", $"{Path}/{id}")).Json.GetProperty("enabled").GetBoolean());
    }

    [Theory]
    [InlineData("""{"events":["order.paid"]}""", "url")]
    [InlineData("""{"url":"https://shop.test/"}""", "events")]
    [InlineData("""{"url":"ftp://shop.test/","events":["order.paid"]}""", "url")]
    [InlineData("""{"url":"https://shop.test/","events":["order.eaten"]}""", "events")]
    [InlineData("""{"url":"https://shop.test/","events":[]}""", "events")]
    public async Task Create_ABadRequest_NamesTheField(string body, string field)
    {
        using var merchant = await _host.SignInAsync("merchant");
        using var http = _host.CreateHttp(merchant.Tokens!.AccessToken);

        var answer = await http.SendAsync("POST", Path, body);

        answer.IsProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(field, out _));
    }

    private Task<EnqueueResult> EnqueueAsync(SocialCommerceClient merchant, string eventId) =>
        _host.Services.GetRequiredService<Orleans.IGrainFactory>().GetGrain<IWebhookGrain>(merchant.Tokens!.UserId).EnqueueAsync(
            new MerchantEvent(eventId, WebhookEvents.OrderPaid, "o-1", DateTimeOffset.UtcNow, """{"orderId":"o-1"}"""));
}
