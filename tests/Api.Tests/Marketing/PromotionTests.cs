using System.Net;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Marketing;

public sealed class PromotionTests(TestHost host) : IClassFixture<TestHost>
{
    private const string Campaign = """{"kind":"campaign","name":"Spring","effect":{"kind":"percent","value":1500}}""";

    [Fact]
    public async Task Create_ThenGetChangeAndEnd_IsFeltInThePrice()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var http = Http(merchant);
        var product = await merchant.CreateProductAsync(Samples.Product());
        var price = $"/api/v1/products/{product.ProductId}/price?quantity=2";

        var created = await http.SendAsync("POST", "/api/v1/promotions", Campaign);

        Assert.Equal(HttpStatusCode.Created, created.Status);
        var address = created.Headers["Location"];
        Assert.Equal("active", created.Json.GetProperty("status").GetString());
        var quote = (await http.SendAsync("GET", price)).Json;
        Assert.Equal(3_998, quote.GetProperty("listTotal").GetProperty("amountMinor").GetInt64());
        Assert.Equal(3_398, quote.GetProperty("total").GetProperty("amountMinor").GetInt64()); // 599.7 off is 600.
        Assert.Equal("campaign", quote.GetProperty("steps")[0].GetProperty("kind").GetString());
        Assert.Equal(-600, quote.GetProperty("steps")[0].GetProperty("amountMinor").GetInt64());

        var changed = await http.SendAsync(
            "PATCH", address, """{"effect":{"kind":"percent","value":5000}}""", ("If-Match", created.Headers["ETag"]));
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.Status, changed.Headers["ETag"]));
        Assert.Equal(1_999, (await http.SendAsync("GET", price)).Json.GetProperty("total").GetProperty("amountMinor").GetInt64());
        (await http.SendAsync("PATCH", address, """{"name":"x"}""", ("If-Match", "\"1\""))).IsProblem(HttpStatusCode.PreconditionFailed, "stale");

        Assert.Equal(HttpStatusCode.NoContent, (await http.SendAsync("DELETE", address)).Status);
        Assert.Equal("ended", (await http.SendAsync("GET", address)).Json.GetProperty("status").GetString());
        Assert.Equal(3_998, (await http.SendAsync("GET", price)).Json.GetProperty("total").GetProperty("amountMinor").GetInt64());
        (await http.SendAsync("PATCH", address, """{"name":"x"}""")).IsProblem(HttpStatusCode.Conflict, "illegal-step");
        Assert.Single((await http.SendAsync("GET", "/api/v1/promotions")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Promotions_OfAnotherMerchant_AreNotFoundAndDoNotCount()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var other = await host.SignInAsync(Roles.Merchant);
        using var http = Http(merchant);
        using var otherHttp = Http(other);
        var product = await merchant.CreateProductAsync(Samples.Product());

        var created = await otherHttp.SendAsync("POST", "/api/v1/promotions", Campaign);

        (await http.SendAsync("GET", created.Headers["Location"])).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await http.SendAsync("PATCH", created.Headers["Location"], """{"name":"Mine"}""")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await http.SendAsync("DELETE", created.Headers["Location"])).IsProblem(HttpStatusCode.NotFound, "not-found");
        var quote = (await http.SendAsync("GET", $"/api/v1/products/{product.ProductId}/price")).Json;
        Assert.Empty(quote.GetProperty("steps").EnumerateArray());
    }

    [Fact]
    public async Task Create_WithAKey_IsOnePromotion()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var http = Http(merchant);

        var first = await http.SendAsync("POST", "/api/v1/promotions", Campaign, ("Idempotency-Key", "k-1"));
        var again = await http.SendAsync("POST", "/api/v1/promotions", Campaign, ("Idempotency-Key", "k-1"));

        Assert.Equal(first.Body, again.Body);
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
        Assert.Single((await http.SendAsync("GET", "/api/v1/promotions")).Json.GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("{}", "kind")]
    [InlineData("""{"kind":"campaign","effect":{"kind":"percent","value":1}}""", "name")]
    [InlineData("""{"kind":"campaign","name":"n"}""", "effect")]
    [InlineData("""{"kind":"campaign","name":"n","effect":{}}""", "effect")]
    [InlineData("""{"kind":"campaign","name":"n","effect":{"kind":"amountOff","value":5}}""", "currency")]
    [InlineData("""{"kind":"productDiscount","name":"n","effect":{"kind":"percent","value":5}}""", "productIds")]
    [InlineData("""{"kind":"productDiscount","name":"n","productIds":[null],"effect":{"kind":"percent","value":5}}""", "productIds")]
    [InlineData("""{"kind":"quantityTier","name":"n","tiers":[null]}""", "tiers[0].minimumQuantity")]
    [InlineData("""{"kind":"campaign","name":"n","effect":{"kind":"percent","value":5},"endsAt":"2001-01-01T00:00:00Z"}""", "endsAt")]
    public async Task Create_AFieldThatIsWrong_IsNamed(string body, string field)
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var http = Http(merchant);

        var answer = await http.SendAsync("POST", "/api/v1/promotions", body);

        answer.IsProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.Contains(field, answer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Promotions_AreForMerchants()
    {
        using var shopper = await host.SignInAsync();
        using var http = Http(shopper);
        using var nobody = host.CreateHttp();

        (await http.SendAsync("POST", "/api/v1/promotions", Campaign)).IsProblem(HttpStatusCode.Forbidden, "forbidden");
        (await nobody.SendAsync("GET", "/api/v1/promotions")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        (await nobody.SendAsync("GET", "/api/v1/products/no-such/price")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await nobody.SendAsync("GET", "/api/v1/products/p/price?quantity=0")).IsProblem(HttpStatusCode.BadRequest, "invalid");
    }

    private HttpClient Http(SocialCommerceClient client) => host.CreateHttp(client.Tokens!.AccessToken);
}
