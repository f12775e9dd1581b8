using System.Net;
using System.Text.Json;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Recommendations;

/// <summary>What sellers, shoppers and operators can say about suggestions over HTTP.</summary>
public sealed class SuggestionControlTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Patch_IsHidden_TakesAProductOutOfSuggestionsAndLists()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var shopper = await host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product("Hidden one"));
        Assert.Contains(product.ProductId, await SuggestAsync(shopper));

        var hidden = await SendAsync(merchant, "PATCH", $"/api/v1/products/{product.ProductId}", """{"isHidden":true}""");

        Assert.True(hidden.GetProperty("isHidden").GetBoolean());
        Assert.DoesNotContain(product.ProductId, await SuggestAsync(shopper));
        Assert.DoesNotContain((await shopper.ListProductsAsync()).Items, item => item.ProductId == product.ProductId);
        Assert.True((await SendAsync(shopper, "GET", $"/api/v1/products/{product.ProductId}")).GetProperty("isHidden").GetBoolean());
    }

    [Fact]
    public async Task Block_ASeller_HidesTheirProductsUntilUnblocked()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var shopper = await host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product("Of a blocked seller"));
        var blocks = $"/api/v1/users/me/blocks/{merchant.Tokens!.UserId}";

        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(shopper, "PUT", blocks));

        Assert.DoesNotContain(product.ProductId, await SuggestAsync(shopper));
        var listed = await SendAsync(shopper, "GET", "/api/v1/users/me/blocks");
        Assert.Equal(merchant.Tokens.UserId, Assert.Single(listed.GetProperty("items").EnumerateArray()).GetString());

        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(shopper, "DELETE", blocks));
        Assert.Contains(product.ProductId, await SuggestAsync(shopper));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(shopper, "PUT", "/api/v1/users/me/blocks/nobody"));
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity, await StatusAsync(shopper, "PUT", $"/api/v1/users/me/blocks/{shopper.Tokens!.UserId}"));
    }

    [Theory]
    [InlineData("[1,2,3]")]
    [InlineData("[1,2,3,4,5,6,7,1e99]")]
    public async Task Create_PictureVectorThatIsNone_IsInvalid(string vector)
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        var body = $$"""{"title":"T","category":"c","price":{"amountMinor":1,"currency":"CNY"},"stock":1,"imageVector":{{vector}}}""";

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(merchant, "POST", "/api/v1/products", body));
        Assert.Equal(
            HttpStatusCode.Created, await StatusAsync(merchant, "POST", "/api/v1/products", body.Replace(vector, "[1,2,3,4,5,6,7,8]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Operations_InsightAndRecompute_AreForOperators()
    {
        using var shopper = await host.SignInAsync();
        using var operators = await host.SignInAsync(Roles.Operator);
        using var merchant = await host.SignInAsync(Roles.Merchant);
        await merchant.CreateProductAsync(Samples.Product("To be seen"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(operators, "GET", "/api/v1/users/me/suggestions?trace=true"));

        var insight = await SendAsync(operators, "GET", "/api/v1/operations/recommendations?hours=1");
        var report = await SendAsync(operators, "POST", "/api/v1/operations/recommendations/recompute?limit=200");

        Assert.Equal(1, insight.GetProperty("hours").GetInt32());
        Assert.Equal(report.GetProperty("checked").GetInt32(), report.GetProperty("identical").GetInt32());
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(shopper, "GET", "/api/v1/operations/recommendations"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(shopper, "POST", "/api/v1/operations/recommendations/recompute"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(operators, "GET", "/api/v1/operations/recommendations?hours=0"));
    }

    private static async Task<IEnumerable<string>> SuggestAsync(SocialCommerceClient client) =>
        (await client.GetSuggestionsAsync(100)).Items.Select(item => item.ProductId);

    private async Task<JsonElement> SendAsync(SocialCommerceClient client, string method, string path, string? body = null)
    {
        using var http = host.CreateHttp();
        var answer = await http.SendAsync(method, path, body, ("Authorization", $"Bearer {client.Tokens!.AccessToken}"));
        return JsonDocument.Parse(answer.Body).RootElement;
    }

    private async Task<HttpStatusCode> StatusAsync(SocialCommerceClient client, string method, string path, string? body = null)
    {
        using var http = host.CreateHttp();
        return (await http.SendAsync(method, path, body, ("Authorization", $"Bearer {client.Tokens!.AccessToken}"))).Status;
    }
}
