using System.Net;
using SocialCommerce.Api.Tests.Hosting;

namespace SocialCommerce.Api.Tests.Operations;

public sealed class HealthTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_OfARunningSystem_IsGood(string path)
    {
        using var http = host.CreateHttp();

        var answer = await http.SendAsync("GET", path);

        Assert.Equal((HttpStatusCode.OK, "Healthy"), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task OpenApi_OfEveryRoute_IsServed()
    {
        using var http = host.CreateHttp();

        var paths = (await http.SendAsync("GET", "/openapi/v1.json")).Json.GetProperty("paths");

        string[] expected =
        [
            "/api/v1/auth/register", "/api/v1/auth/login", "/api/v1/auth/refresh", "/api/v1/auth/logout", "/api/v1/auth/ticket",
            "/api/v1/products", "/api/v1/products/{id}", "/api/v1/products/import", "/api/v1/products/{id}/similar",
            "/api/v1/interactions", "/api/v1/users/me/suggestions", "/api/v1/rooms", "/api/v1/rooms/{id}",
            "/api/v1/rooms/{id}/start", "/api/v1/rooms/{id}/pause", "/api/v1/rooms/{id}/end", "/api/v1/rooms/{id}/pins",
            "/api/v1/rooms/{id}/pins/{productId}", "/api/v1/rooms/{id}/moderation", "/api/v1/users/me/following/{userId}",
            "/api/v1/users/{id}", "/api/v1/users/{id}/followers", "/api/v1/users/{id}/following", "/api/v1/users/me",
            "/api/v1/accounts/{userName}/roles", "/api/v1/sellers/{id}",
        ];
        Assert.Empty(expected.Except(paths.EnumerateObject().Select(path => path.Name)));
    }

    [Fact]
    public async Task OpenApi_OfEachOperation_SaysWhoMayCallIt()
    {
        using var http = host.CreateHttp();

        var paths = (await http.SendAsync("GET", "/openapi/v1.json")).Json.GetProperty("paths");

        Assert.False(paths.GetProperty("/api/v1/auth/login").GetProperty("post").TryGetProperty("security", out _));
        Assert.Equal("""[{"bearer":[]}]""", SecurityOf("/api/v1/orders", "get"));
        Assert.Equal("""[{"bearer":["operator"]}]""", SecurityOf("/api/v1/experiments", "get"));
        var parameters = paths.GetProperty("/api/v1/rooms").GetProperty("post").GetProperty("parameters").EnumerateArray();
        Assert.Contains(parameters, parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key");

        string SecurityOf(string path, string method) => System.Text.Json.JsonSerializer.Serialize(
            paths.GetProperty(path).GetProperty(method).GetProperty("security"));
    }

    [Fact]
    public async Task EveryAnswer_CarriesSecurityHeaders()
    {
        using var http = host.CreateHttp();

        var headers = (await http.SendAsync("GET", "/api/v1/products")).Headers;

        Assert.Contains("frame-ancestors 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.False(headers.ContainsKey("Server"));
    }
}
