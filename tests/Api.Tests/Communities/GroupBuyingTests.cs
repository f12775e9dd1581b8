using System.Net;
using System.Text.Json;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Api.Tests.Communities;

public sealed class GroupBuyingTests(TestHost host) : IClassFixture<TestHost>
{
    private const string Offers = "/api/v1/group-offers";

    [Fact]
    public async Task Group_ThatFills_BecomesAnOrderOfEachMember()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var leader = await HttpAsync();
        using var member = await HttpAsync();
        using var third = await HttpAsync();
        var (offerId, productId) = await OfferAsync(merchant, size: 3);

        var opened = await leader.SendAsync("POST", $"{Offers}/{offerId}/groups", """{"payment":{}}""", ("Idempotency-Key", "one"));
        var again = await leader.SendAsync("POST", $"{Offers}/{offerId}/groups", """{"payment":{}}""", ("Idempotency-Key", "one"));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, "true"), (opened.Status, again.Status, again.Headers["Idempotency-Replayed"]));
        var groupId = opened.Json.GetProperty("groupId").GetString();
        Assert.Equal(groupId, again.Json.GetProperty("groupId").GetString());
        Assert.Equal(("open", "paid", 1_500), (opened.Json.GetProperty("status").GetString(), Me(opened, "status").GetString(), Me(opened, "charged").GetProperty("amountMinor").GetInt64()));
        var seen = await member.SendAsync("GET", $"/api/v1/groups/{groupId}");
        Assert.False(seen.Json.TryGetProperty("invite", out _));
        Assert.DoesNotContain("userId", seen.Body, StringComparison.Ordinal);
        Assert.True(seen.Json.GetProperty("members")[0].GetProperty("isLeader").GetBoolean());
        await Eventually.GetAsync(() => member.SendAsync("GET", $"{Offers}/{offerId}/groups"), list => list.Json.GetProperty("items").GetArrayLength() == 1);

        Assert.Equal(HttpStatusCode.Created, (await third.SendAsync("POST", $"/api/v1/groups/{groupId}/members", "{}")).Status);
        var joined = await member.SendAsync("POST", $"/api/v1/groups/{groupId}/members", """{"quantity":2}""");
        Assert.Equal(("succeeded", "bought", 1_200), (joined.Json.GetProperty("status").GetString(), Me(joined, "status").GetString(), joined.Json.GetProperty("price").GetProperty("amountMinor").GetInt64()));
        var done = await Eventually.GetAsync(() => member.SendAsync("GET", $"/api/v1/groups/{groupId}"), answer => Me(answer, "returned").GetProperty("amountMinor").GetInt64() == 600 && answer.Body.Contains("orderId", StringComparison.Ordinal));
        var order = await member.SendAsync("GET", $"/api/v1/orders/{Me(done, "orderId").GetString()}");
        Assert.Equal(("paid", 2_400), (order.Json.GetProperty("status").GetString(), order.Json.GetProperty("total").GetProperty("amountMinor").GetInt64()));
        Assert.Equal(1, (await member.SendAsync("GET", "/api/v1/orders")).Json.GetProperty("items").GetArrayLength());
        Assert.Equal(6, (await Eventually.GetAsync(() => merchant.GetProductAsync(productId), product => product.Stock == 6)).Stock);
        (await leader.SendAsync("DELETE", $"/api/v1/groups/{groupId}/members/me")).IsProblem(HttpStatusCode.Conflict, "group-closed");
    }

    [Fact]
    public async Task Members_ComeAndGo_OnceEach()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var leader = await HttpAsync();
        using var member = await HttpAsync();
        var (offerId, _) = await OfferAsync(merchant, size: 3);
        var groupId = (await leader.SendAsync("POST", $"{Offers}/{offerId}/groups", "{}")).Json.GetProperty("groupId").GetString();
        var members = $"/api/v1/groups/{groupId}/members";

        (await leader.SendAsync("POST", members, "{}")).IsProblem(HttpStatusCode.Conflict, "already-member");
        (await member.SendAsync("POST", members, """{"payment":{"method":"test-declined"}}""")).IsProblem(HttpStatusCode.UnprocessableEntity, "payment-declined");
        (await member.SendAsync("DELETE", $"{members}/me")).IsProblem(HttpStatusCode.Conflict, "not-member");
        Assert.Equal(HttpStatusCode.Created, (await member.SendAsync("POST", members, "{}")).Status);
        (await member.SendAsync("POST", $"{Offers}/{offerId}/groups", "{}")).IsProblem(HttpStatusCode.Conflict, "in-other-group");
        var left = await leader.SendAsync("DELETE", $"{members}/me");

        Assert.Equal((HttpStatusCode.OK, "out", 1_500), (left.Status, Me(left, "status").GetString(), Me(left, "returned").GetProperty("amountMinor").GetInt64()));
        Assert.Equal(1, left.Json.GetProperty("members").GetArrayLength());
    }

    [Fact]
    public async Task Private_IsOnlyForTheInvited()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var leader = await HttpAsync();
        using var member = await HttpAsync();
        var (offerId, _) = await OfferAsync(merchant, size: 3);
        var opened = await leader.SendAsync("POST", $"{Offers}/{offerId}/groups", """{"isPrivate":true}""");
        var (groupId, invite) = (opened.Json.GetProperty("groupId").GetString(), opened.Json.GetProperty("invite").GetString());

        (await member.SendAsync("GET", $"/api/v1/groups/{groupId}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await member.SendAsync("POST", $"/api/v1/groups/{groupId}/members", "{}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.OK, (await member.SendAsync("GET", $"/api/v1/groups/{groupId}?invite={invite}")).Status);
        Assert.Equal(HttpStatusCode.Created, (await member.SendAsync("POST", $"/api/v1/groups/{groupId}/members", $$"""{"invite":"{{invite}}"}""")).Status);
    }

    [Fact]
    public async Task Offers_AreListedUntilWithdrawn_AndOnlyTheSellerMakesThem()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var other = await host.SignInAsync(Roles.Merchant);
        using var seller = host.CreateHttp(await merchant.GetAccessTokenAsync());
        using var stranger = host.CreateHttp(await other.GetAccessTokenAsync());
        using var shopper = await HttpAsync();
        var (offerId, productId) = await OfferAsync(merchant);

        Assert.Equal(1, (await shopper.SendAsync("GET", $"{Offers}?productId={productId}")).Json.GetProperty("items").GetArrayLength());
        (await stranger.SendAsync("POST", Offers, Body(productId, 2))).IsProblem(HttpStatusCode.Forbidden, "not-owner");
        (await stranger.SendAsync("DELETE", $"{Offers}/{offerId}")).IsProblem(HttpStatusCode.Forbidden, "not-owner");
        (await shopper.SendAsync("POST", Offers, Body(productId, 2))).IsProblem(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal(HttpStatusCode.NoContent, (await seller.SendAsync("DELETE", $"{Offers}/{offerId}")).Status);
        Assert.Equal(0, (await shopper.SendAsync("GET", $"{Offers}?productId={productId}")).Json.GetProperty("items").GetArrayLength());
        (await shopper.SendAsync("POST", $"{Offers}/{offerId}/groups", "{}")).IsProblem(HttpStatusCode.Conflict, "group-closed");
    }

    [Theory]
    [InlineData("POST", "group-offers", "{}", 400, "invalid")]
    [InlineData("POST", "group-offers", """{"productId":"p","size":2,"windowSeconds":600,"tiers":[{"people":2,"amountMinor":5}]}""", 422, "unknown-product")]
    [InlineData("POST", "group-offers", """{"productId":"p","size":2,"windowSeconds":599,"tiers":[{"people":2,"amountMinor":5}]}""", 400, "invalid")]
    [InlineData("POST", "group-offers", """{"size":"two"}""", 400, "malformed")]
    [InlineData("GET", "group-offers", null, 400, "invalid")]
    [InlineData("GET", "group-offers/no", null, 404, "not-found")]
    [InlineData("POST", "group-offers/no/groups", "{}", 404, "not-found")]
    [InlineData("GET", "groups/no", null, 404, "not-found")]
    [InlineData("POST", "groups/no/members", "{}", 404, "not-found")]
    [InlineData("DELETE", "groups/no/members/me", null, 404, "not-found")]
    public async Task ABadRequest_GetsAProblem(string method, string path, string? body, int status, string code)
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var http = host.CreateHttp(await merchant.GetAccessTokenAsync());

        (await http.SendAsync(method, $"/api/v1/{path}", body)).IsProblem((HttpStatusCode)status, code);
    }

    private async Task<HttpClient> HttpAsync()
    {
        using var client = await host.SignInAsync();
        return host.CreateHttp(await client.GetAccessTokenAsync());
    }

    private async Task<(string OfferId, string ProductId)> OfferAsync(SocialCommerceClient merchant, int size = 2)
    {
        var product = await merchant.CreateProductAsync(Samples.Product());
        using var http = host.CreateHttp(await merchant.GetAccessTokenAsync());
        var created = await http.SendAsync("POST", Offers, Body(product.ProductId, size));
        Assert.Equal(HttpStatusCode.Created, created.Status);
        return (created.Json.GetProperty("offerId").GetString()!, product.ProductId);
    }

    // Two for 15.00 each; as many as there may be for 12.00.
    private static string Body(string productId, int size) => size == 2
        ? $$"""{"productId":"{{productId}}","size":2,"windowSeconds":600,"quantityMax":2,"tiers":[{"people":2,"amountMinor":1500}]}"""
        : $$"""{"productId":"{{productId}}","size":{{size}},"windowSeconds":600,"quantityMax":2,"tiers":[{"people":2,"amountMinor":1500},{"people":{{size}},"amountMinor":1200}]}""";

    private static JsonElement Me(Answer answer, string name) => answer.Json.GetProperty("me").GetProperty(name);
}
