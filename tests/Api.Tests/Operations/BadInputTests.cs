using System.Net;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Operations;

/// <summary>What careless and hostile callers send: each gets a clear answer, and none an inner detail of ours.</summary>
public sealed class BadInputTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData("POST", "/api/v1/products", "{", 400, "malformed")]
    [InlineData("POST", "/api/v1/products", "[]", 400, "malformed")]
    [InlineData("POST", "/api/v1/products", "null", 400, "malformed")]
    [InlineData("POST", "/api/v1/products", """{"title":5}""", 400, "malformed")]
    [InlineData("POST", "/api/v1/products", """{"title":"\ud800"}""", 400, "malformed")]
    [InlineData("POST", "/api/v1/products", """{"title":"a","title":"b"}""", 400, "malformed")]
    [InlineData("POST", "/api/v1/products", """{"title":"a","stock":"1"}""", 400, "malformed")]
    [InlineData("POST", "/api/v1/products", """{"stock":99999999999}""", 400, "malformed")]
    [InlineData("POST", "/api/v1/products", """{"title":"a"}""", 400, "invalid")]
    [InlineData("POST", "/api/v1/interactions", """{"items":[]}""", 400, "invalid")]
    [InlineData("POST", "/api/v1/interactions", """{}""", 400, "invalid")]
    [InlineData("POST", "/api/v1/interactions", """{"items":[null]}""", 400, "invalid")]
    [InlineData("POST", "/api/v1/interactions", """{"items":[{"productId":"p","kind":"steal"}]}""", 400, "malformed")]
    [InlineData("POST", "/api/v1/interactions", """{"items":[{"productId":"p","kind":1}]}""", 400, "malformed")]
    [InlineData("POST", "/api/v1/rooms", """{"title":"  "}""", 400, "invalid")]
    [InlineData("POST", "/api/v1/rooms", """{"title":"a","productIds":["no-such-product"]}""", 422, "unknown-product")]
    [InlineData("POST", "/api/v1/rooms", """{"title":"a","playbackUrl":"javascript:alert(1)"}""", 400, "invalid")]
    [InlineData("POST", "/api/v1/rooms/no-such-room/start", null, 404, "not-found")]
    [InlineData("GET", "/api/v1/rooms/no-such-room", null, 404, "not-found")]
    [InlineData("GET", "/api/v1/products/no-such-product", null, 404, "not-found")]
    [InlineData("GET", "/api/v1/products/%01%02", null, 404, "not-found")]
    [InlineData("GET", "/api/v1/products?limit=0", null, 400, "invalid")]
    [InlineData("GET", "/api/v1/products?limit=many", null, 400, "malformed")]
    [InlineData("GET", "/api/v1/products?cursor=%00", null, 400, "invalid")]
    [InlineData("GET", "/api/v1/users/no-such-user", null, 404, "not-found")]
    [InlineData("PUT", "/api/v1/users/me/following/no-such-user", null, 404, "not-found")]
    [InlineData("GET", "/api/v1/users/me/suggestions?limit=101", null, 400, "invalid")]
    [InlineData("GET", "/api/v1/no-such-route", null, 404, "not-found")]
    [InlineData("GET", "/api/no-such-version", null, 404, "not-found")]
    [InlineData("DELETE", "/api/v1/products", null, 405, "method-not-allowed")]
    [InlineData("POST", "/api/v1/auth/refresh", """{"refreshToken":"s_1.nothing"}""", 401, "invalid-credentials")]
    [InlineData("POST", "/api/v1/auth/refresh", """{"refreshToken":"../../x"}""", 401, "invalid-credentials")]
    public async Task ABadRequest_GetsAProblem(string method, string path, string? body, int status, string code)
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var http = host.CreateHttp(merchant.Tokens!.AccessToken);

        var answer = await http.SendAsync(method, path, body);

        answer.IsProblem((HttpStatusCode)status, code);
        Assert.Empty(host.Logs.Errors);
    }

    [Theory]
    [InlineData("POST", "/api/v1/products")]
    [InlineData("PATCH", "/api/v1/products/p")]
    [InlineData("POST", "/api/v1/products/import")]
    [InlineData("POST", "/api/v1/interactions")]
    [InlineData("GET", "/api/v1/users/me/suggestions")]
    [InlineData("POST", "/api/v1/rooms")]
    [InlineData("POST", "/api/v1/rooms/r/start")]
    [InlineData("POST", "/api/v1/rooms/r/pins")]
    [InlineData("DELETE", "/api/v1/rooms/r/pins/p")]
    [InlineData("POST", "/api/v1/rooms/r/moderation")]
    [InlineData("PUT", "/api/v1/users/me/following/u")]
    [InlineData("GET", "/api/v1/users/u")]
    [InlineData("PUT", "/api/v1/accounts/a/roles")]
    [InlineData("POST", "/api/v1/auth/ticket")]
    public async Task WithoutSigningIn_TheAnswerIs401(string method, string path)
    {
        using var http = host.CreateHttp();

        (await http.SendAsync(method, path, method == "GET" ? null : "{}")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Theory]
    [InlineData("POST", "/api/v1/products")]
    [InlineData("PATCH", "/api/v1/products/p")]
    [InlineData("POST", "/api/v1/products/import")]
    [InlineData("PUT", "/api/v1/accounts/a/roles")]
    public async Task AShopper_MayNotDoWhatNeedsAnotherRole(string method, string path)
    {
        using var shopper = await host.SignInAsync();
        using var http = host.CreateHttp(shopper.Tokens!.AccessToken);

        (await http.SendAsync(method, path, "{}")).IsProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task ATooLargeBody_IsRefused()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var http = host.CreateHttp(merchant.Tokens!.AccessToken);

        var answer = await http.SendAsync("POST", "/api/v1/products", $$"""{"title":"{{new string('x', 40_000)}}"}""");

        answer.IsProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }
}
