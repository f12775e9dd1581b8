using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using SocialCommerce.Api.Tests.Hosting;

namespace SocialCommerce.Api.Tests.Orders;

public sealed class PaymentHookTests : IAsyncLifetime
{
    private const string Path = "/api/v1/payments/simulated/webhook";
    private const string Body =
        """{"type":"payment.succeeded","timestamp":"2026-01-01T12:00:00Z","orderId":"o-none","paymentId":"sim_1","idempotencyKey":"k-1","amountMinor":5,"currency":"EUR"}""";

    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("0123456789abcdef0123456789");

    private readonly TestHost _host = new(new Dictionary<string, string?>
    {
        ["Payments:Simulated:WebhookSecret"] = "whsec_" + Convert.ToBase64String(Secret),
    });

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Provider_IsToldToAnybody()
    {
        using var anybody = _host.CreateHttp();
        using var client = _host.CreateClient();

        var answer = await anybody.SendAsync("GET", "/api/v1/payments");

        Assert.Equal((HttpStatusCode.OK, "simulated"), (answer.Status, answer.Json.GetProperty("provider").GetString()));
        Assert.Equal("simulated", await client.Orders.GetPaymentProviderAsync());
    }

    [Fact]
    public async Task Hook_OfTheProvider_IsTakenAndMayComeAgain()
    {
        using var anybody = _host.CreateHttp();

        var answers = new[] { await SendAsync(anybody, Path, Body), await SendAsync(anybody, Path, Body) };

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, true), (answer.Status, answer.Json.GetProperty("taken").GetBoolean())));
        var other = await SendAsync(anybody, Path, """{"type":"balance.available","timestamp":"2026-01-01T12:00:00Z"}""");
        Assert.Equal((HttpStatusCode.OK, false), (other.Status, other.Json.GetProperty("taken").GetBoolean()));
    }

    [Fact]
    public async Task Hook_ThatIsWrong_IsRefused()
    {
        using var anybody = _host.CreateHttp();

        (await anybody.SendAsync("POST", Path, Body)).IsProblem(HttpStatusCode.Unauthorized, "bad-signature");
        (await SendAsync(anybody, Path, Body, secret: [1])).IsProblem(HttpStatusCode.Unauthorized, "bad-signature");
        (await SendAsync(anybody, Path, Body, age: TimeSpan.FromMinutes(6))).IsProblem(HttpStatusCode.Unauthorized, "bad-signature");
        (await SendAsync(anybody, "/api/v1/payments/stripe/webhook", Body)).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await SendAsync(anybody, Path, new string('x', 33_000))).IsProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task Confirm_APaymentThatIsNotOnesOwn_IsNotFound()
    {
        using var buyer = await _host.SignInAsync();
        using var http = _host.CreateHttp(buyer.Tokens!.AccessToken);
        using var anybody = _host.CreateHttp();
        const string Confirm = "/api/v1/payments/simulated/sim_1/confirm";

        (await http.SendAsync("POST", Confirm, """{"approve":true}""")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await http.SendAsync("POST", Confirm, "{}")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        (await anybody.SendAsync("POST", Confirm, """{"approve":true}""")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    // Signed as the specification says, not by our own code.
    private static Task<Answer> SendAsync(HttpClient http, string path, string body, byte[]? secret = null, TimeSpan age = default)
    {
        var timestamp = (DateTimeOffset.UtcNow - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(secret ?? Secret, Encoding.UTF8.GetBytes($"msg_1.{timestamp}.{body}")));
        return http.SendAsync(
            "POST", path, body, ("webhook-id", "msg_1"), ("webhook-timestamp", timestamp), ("webhook-signature", $"v1,{signature}"));
    }
}
