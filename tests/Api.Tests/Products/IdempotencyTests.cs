using System.Net;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Products;

public sealed class IdempotencyTests(TestHost host) : IClassFixture<TestHost>
{
    private const string Body =
        """{"title":"T","category":"c","price":{"amountMinor":1,"currency":"CNY"},"stock":1}""";

    [Fact]
    public async Task ARepeatedKey_GivesTheFirstAnswerAgain()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);

        var first = await CreateAsync(merchant, Body, "key-1");
        var again = await CreateAsync(merchant, Body, "key-1");

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal((first.Status, first.Body), (again.Status, again.Body));
        Assert.Equal(first.Headers["Location"], again.Headers["Location"]);
        Assert.Equal(first.Headers["ETag"], again.Headers["ETag"]);
        Assert.False(first.Headers.ContainsKey("Idempotency-Replayed"));
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
    }

    [Fact]
    public async Task ARepeatedKey_WithAnotherBody_IsRefused()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        await CreateAsync(merchant, Body, "key-1");

        var other = await CreateAsync(merchant, Body.Replace("\"T\"", "\"U\"", StringComparison.Ordinal), "key-1");

        other.IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task TheSameKey_OfAnotherUser_IsAnotherKey()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var other = await host.SignInAsync(Roles.Merchant);

        var first = await CreateAsync(merchant, Body, "key-1");
        var second = await CreateAsync(other, Body, "key-1");

        Assert.NotEqual(first.Json.GetProperty("productId").GetString(), second.Json.GetProperty("productId").GetString());
    }

    [Fact]
    public async Task ManyAtOnce_WithOneKey_CreateOneProduct()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CreateAsync(merchant, Body, "key-1")));

        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict }));
        var created = answers.Where(answer => answer.Status == HttpStatusCode.Created).ToList();
        Assert.NotEmpty(created);
        Assert.Single(created.Select(answer => answer.Body).Distinct());
    }

    [Fact]
    public async Task ABadRequest_IsRememberedToo()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);

        await CreateAsync(merchant, """{"title":""}""", "key-1");
        var again = await CreateAsync(merchant, """{"title":""}""", "key-1");

        again.IsProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
    }

    private async Task<Answer> CreateAsync(SocialCommerceClient client, string body, string key)
    {
        using var http = host.CreateHttp(client.Tokens!.AccessToken);
        return await http.SendAsync("POST", "/api/v1/products", body, ("Idempotency-Key", key));
    }
}
