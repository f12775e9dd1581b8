using System.Net;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Products;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Api.Tests.Inventory;

public sealed class StockTests(TestHost host) : IClassFixture<TestHost>, IAsyncLifetime
{
    private SocialCommerceClient _merchant = null!;
    private HttpClient _http = null!;
    private string _productId = null!;

    private string Stock => $"/api/v1/products/{_productId}/stock";

    public async Task InitializeAsync()
    {
        _merchant = await host.SignInAsync(Roles.Merchant);
        _http = host.CreateHttp(await _merchant.GetAccessTokenAsync());
        _productId = (await _merchant.CreateProductAsync(Samples.Product(stock: 50))).ProductId;
    }

    public Task DisposeAsync()
    {
        _merchant.Dispose();
        _http.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Get_OfAnOwnProduct_TellsEveryUnit()
    {
        var stock = await _http.SendAsync("GET", Stock);

        Assert.Equal(HttpStatusCode.OK, stock.Status);
        Assert.Equal(
            (50, 0, 0, 50),
            (stock.Json.GetProperty("available").GetInt32(), stock.Json.GetProperty("reserved").GetInt32(),
                stock.Json.GetProperty("sold").GetInt32(), stock.Json.GetProperty("received").GetInt32()));
        Assert.Equal(0, stock.Json.GetProperty("policy").GetProperty("shards").GetInt32());
    }

    [Fact]
    public async Task Stock_OfAnother_IsNobodysBusiness()
    {
        using var other = await host.SignInAsync(Roles.Merchant);
        using var shopper = await host.SignInAsync();
        using var otherHttp = host.CreateHttp(await other.GetAccessTokenAsync());
        using var shopperHttp = host.CreateHttp(await shopper.GetAccessTokenAsync());
        using var nobody = host.CreateHttp();

        foreach (var (method, path, body) in ((string, string, string?)[])
            [
                ("GET", "", null), ("GET", "/movements", null), ("GET", "/verify", null),
                ("POST", "/adjustments", """{"kind":"receive","quantity":1}"""), ("PUT", "/policy", "{}"),
            ])
        {
            (await otherHttp.SendAsync(method, Stock + path, body)).IsProblem(HttpStatusCode.Forbidden, "not-owner");
            (await shopperHttp.SendAsync(method, Stock + path, body)).IsProblem(HttpStatusCode.Forbidden, "forbidden");
            (await nobody.SendAsync(method, Stock + path, body)).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        }

        (await _http.SendAsync("GET", "/api/v1/products/nothing/stock")).IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Adjust_WithOneKey_CountsOnceAndIsInTheLedger()
    {
        var first = await _http.SendAsync(
            "POST", $"{Stock}/adjustments", """{"kind":"correct","quantity":-3,"reason":"Broken 破"}""", ("Idempotency-Key", "k-1"));
        var again = await _http.SendAsync(
            "POST", $"{Stock}/adjustments", """{"kind":"correct","quantity":-3,"reason":"Broken 破"}""", ("Idempotency-Key", "k-1"));

        Assert.Equal((HttpStatusCode.OK, first.Body), (first.Status, again.Body));
        Assert.Equal(47, first.Json.GetProperty("available").GetInt32());
        var product = await Eventually.GetAsync(() => _merchant.GetProductAsync(_productId), product => product.Stock == 47);
        Assert.Equal(47, product.Stock);
        var movements = await _http.SendAsync("GET", $"{Stock}/movements?limit=1");
        var newest = movements.Json.GetProperty("items")[0];
        Assert.Equal(
            ("corrected", -3, "Broken 破", 64),
            (newest.GetProperty("kind").GetString(), newest.GetProperty("quantity").GetInt32(), newest.GetProperty("reason").GetString(),
                newest.GetProperty("hash").GetString()!.Length));
        var next = await _http.SendAsync("GET", $"{Stock}/movements?cursor={movements.Json.GetProperty("nextCursor").GetString()}");
        Assert.Equal("opened", next.Json.GetProperty("items")[0].GetProperty("kind").GetString());
        var verified = await _http.SendAsync("GET", $"{Stock}/verify");
        Assert.True(verified.Json.GetProperty("isSound").GetBoolean());
        Assert.Equal(2, verified.Json.GetProperty("entries").GetInt64());
    }

    [Theory]
    [InlineData("""{"kind":"receive","quantity":0}""", "quantity")]
    [InlineData("""{"kind":"receive"}""", "quantity")]
    [InlineData("""{"quantity":4}""", "kind")]
    [InlineData("""{"kind":"correct","quantity":4}""", "reason")]
    [InlineData("""{"kind":"setAvailable","quantity":-1}""", "quantity")]
    public async Task Adjust_ThatCannotBe_NamesTheField(string body, string field)
    {
        var refused = await _http.SendAsync("POST", $"{Stock}/adjustments", body);

        refused.IsProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.True(refused.Json.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Adjust_BelowNothing_IsRefusedByName() =>
        (await _http.SendAsync("POST", $"{Stock}/adjustments", """{"kind":"correct","quantity":-51,"reason":"lost"}"""))
            .IsProblem(HttpStatusCode.Conflict, "no-stock");

    [Fact]
    public async Task Policy_WithALowMark_AlertsTheSellerOncePerCrossing()
    {
        var policy = await _http.SendAsync("PUT", $"{Stock}/policy", """{"lowAt":10,"buyerMax":2}""");
        Assert.Equal(10, policy.Json.GetProperty("policy").GetProperty("lowAt").GetInt32());
        (await _http.SendAsync("PUT", $"{Stock}/policy", """{"shards":2,"buyerMax":2}""")).IsProblem(HttpStatusCode.BadRequest, "invalid");

        foreach (var stock in (int[])[11, 10, 9, 0, 5])
        {
            await _merchant.UpdateProductAsync(_productId, new ProductChanges(Stock: stock));
        }

        var alerts = await Eventually.GetAsync(
            () => _http.SendAsync("GET", "/api/v1/sellers/me/stock-alerts"), alerts => alerts.Json.GetProperty("items").GetArrayLength() >= 3);
        Assert.Equal(
            ["back", "out", "low"], alerts.Json.GetProperty("items").EnumerateArray().Select(alert => alert.GetProperty("kind").GetString()));
        Assert.Equal(5, (await _merchant.GetProductAsync(_productId)).Stock);
    }
}
