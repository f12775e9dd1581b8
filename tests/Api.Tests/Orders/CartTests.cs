using System.Net;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Orders;
using SocialCommerce.Client.Products;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Orders;

public sealed class CartTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Cart_OfAUser_IsFilledReadAndEmptied()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var shopper = await host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product());

        var filled = await shopper.Cart.SetAsync(product.ProductId, 2, roomId: "r-1");
        var line = Assert.Single(filled.Items);
        Assert.Equal((product.ProductId, 2, "available", "r-1"), (line.ProductId, line.Quantity, line.Availability, line.RoomId));
        Assert.Equal(3_998, Assert.Single(filled.Totals).Total.AmountMinor);
        Assert.Equal(merchant.Tokens!.UserId, Assert.Single(filled.Totals[0].Sellers).SellerId);

        var stale = await Assert.ThrowsAsync<ApiException>(() => shopper.Cart.SetAsync(product.ProductId, 3, version: "77"));
        Assert.Equal((412, "stale"), (stale.Status, stale.Code));
        Assert.Equal(filled.Version, (await shopper.Cart.GetAsync()).Version);

        var emptied = await shopper.Cart.RemoveAsync(product.ProductId, filled.Version);
        Assert.Empty(emptied.Items);
        Assert.Empty(emptied.Totals);
    }

    [Fact]
    public async Task Cart_WhosePriceMoved_SaysSoUntilItIsAcknowledged()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var shopper = await host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product());
        await shopper.Cart.SetAsync(product.ProductId, 1);
        await merchant.UpdateProductAsync(product.ProductId, new ProductChanges(Price: new Money(2_500, "CNY")));

        var line = (await shopper.Cart.GetAsync()).Items[0];

        Assert.Equal(new PriceChange(new Money(1_999, "CNY"), new Money(2_500, "CNY")), line.PriceChange);
        Assert.Equal(2_500, line.Total!.AmountMinor);
        Assert.Null((await shopper.Cart.AcknowledgeAsync(product.ProductId, line.PriceVersion!.Value)).Items[0].PriceChange);
    }

    [Fact]
    public async Task GuestCart_ByItsSecret_IsMergedAtSignIn()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var shopper = await host.SignInAsync();
        using var nobody = host.CreateClient();
        var product = await merchant.CreateProductAsync(Samples.Product());
        var guest = await nobody.Cart.OpenGuestCartAsync();
        await nobody.Cart.SetAsync(product.ProductId, 2, guest: guest);
        await shopper.Cart.SetAsync(product.ProductId, 1);

        var wrong = await Assert.ThrowsAsync<ApiException>(() => nobody.Cart.GetAsync(guest: guest with { Secret = "guess" }));
        Assert.Equal(404, wrong.Status);
        Assert.Equal(2, (await nobody.Cart.GetAsync(guest: guest)).Items[0].Quantity);

        Assert.Equal(3, (await shopper.Cart.MergeAsync(guest)).Items[0].Quantity);
        Assert.Equal(3, (await shopper.Cart.MergeAsync(guest)).Items[0].Quantity);
        Assert.Empty((await nobody.Cart.GetAsync(guest: guest)).Items);
        var closed = await Assert.ThrowsAsync<ApiException>(() => nobody.Cart.SetAsync(product.ProductId, 1, guest: guest));
        Assert.Equal((409, "illegal-step"), (closed.Status, closed.Code));
    }

    [Fact]
    public async Task Cart_AnothersOrWithoutSigningIn_IsOutOfReach()
    {
        using var http = host.CreateHttp();
        using var nobody = host.CreateClient();
        var guest = await nobody.Cart.OpenGuestCartAsync();

        (await http.SendAsync("GET", "/api/v1/users/me/cart")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        (await http.SendAsync("PUT", "/api/v1/users/me/cart/items/p", "{}")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        (await http.SendAsync("POST", "/api/v1/users/me/cart/merge", "{}")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        (await http.SendAsync("GET", $"/api/v1/carts/{guest.CartId}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await http.SendAsync("DELETE", $"/api/v1/carts/{guest.CartId}/items/p", null, ("Cart-Secret", "x"))).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await http.SendAsync("GET", "/api/v1/carts/no-such", null, ("Cart-Secret", guest.Secret))).IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("PUT", "items/p", "{}", 400, "invalid")]
    [InlineData("PUT", "items/p", """{"quantity":0}""", 400, "invalid")]
    [InlineData("PUT", "items/p", """{"quantity":100}""", 400, "invalid")]
    [InlineData("PUT", "items/p", """{"quantity":"1"}""", 400, "malformed")]
    [InlineData("PUT", "items/p", """{"quantity":1,"roomId":"no id"}""", 400, "invalid")]
    [InlineData("PUT", "items/no-such", """{"quantity":1}""", 422, "unknown-product")]
    [InlineData("PUT", "items/no%20id", """{"quantity":1}""", 404, "not-found")]
    [InlineData("POST", "items/p/acknowledge", "{}", 400, "invalid")]
    [InlineData("POST", "items/p/acknowledge", """{"priceVersion":1}""", 404, "not-found")]
    [InlineData("POST", "merge", "{}", 400, "invalid")]
    [InlineData("POST", "merge", """{"cartId":"gc","secret":"s"}""", 404, "not-found")]
    [InlineData("GET", "?voucherIds=a,,b", null, 400, "invalid")]
    public async Task ABadRequest_GetsAProblem(string method, string path, string? body, int status, string code)
    {
        using var shopper = await host.SignInAsync();
        using var http = host.CreateHttp(shopper.Tokens!.AccessToken);

        (await http.SendAsync(method, $"/api/v1/users/me/cart/{path}", body)).IsProblem((HttpStatusCode)status, code);
    }

    [Fact]
    public async Task Add_OfWhatIsSoldOut_IsRefused()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var shopper = await host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product(stock: 0));

        var refused = await Assert.ThrowsAsync<ApiException>(() => shopper.Cart.SetAsync(product.ProductId, 1));

        Assert.Equal((409, "sold-out"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task GuestCarts_ManyFromOneAddress_AreLimited()
    {
        var limited = new TestHost(new() { ["RateLimits:GuestCartsPerMinute"] = "2" });
        await limited.InitializeAsync();
        try
        {
            using var http = limited.CreateHttp();
            Assert.Equal(HttpStatusCode.Created, (await http.SendAsync("POST", "/api/v1/carts")).Status);
            Assert.Equal(HttpStatusCode.Created, (await http.SendAsync("POST", "/api/v1/carts")).Status);
            (await http.SendAsync("POST", "/api/v1/carts")).IsProblem(HttpStatusCode.TooManyRequests, "rate-limited");
        }
        finally
        {
            await limited.DisposeAsync();
        }
    }
}
