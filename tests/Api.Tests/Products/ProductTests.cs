using System.Net;
using System.Text;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Products;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Products;

public sealed class ProductTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Create_ThenGet_IsTheSameProduct()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);

        var created = await merchant.CreateProductAsync(Samples.Product("茶壶 “Teapot”"));

        var read = await merchant.GetProductAsync(created.ProductId);
        Assert.Equivalent(created, read);
        Assert.Equal(("茶壶 “Teapot”", 1_999, "CNY", 10), (read.Title, read.Price.AmountMinor, read.Price.Currency, read.Stock));
    }

    [Fact]
    public async Task Get_WithTheKnownTag_AnswersNotModified()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        var product = await merchant.CreateProductAsync(Samples.Product());
        using var http = host.CreateHttp();
        var first = await http.SendAsync("GET", $"/api/v1/products/{product.ProductId}");

        var second = await http.SendAsync(
            "GET", $"/api/v1/products/{product.ProductId}", null, ("If-None-Match", first.Headers["ETag"]));

        Assert.Equal((HttpStatusCode.NotModified, string.Empty), (second.Status, second.Body));
    }

    [Fact]
    public async Task Update_WithAStaleVersion_IsRefused()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        var product = await merchant.CreateProductAsync(Samples.Product());

        var updated = await merchant.UpdateProductAsync(product.ProductId, new ProductChanges(Stock: 3), product.Version);
        var stale = await Assert.ThrowsAsync<ApiException>(
            () => merchant.UpdateProductAsync(product.ProductId, new ProductChanges(Stock: 4), product.Version));

        Assert.Equal((3, product.Title), (updated.Stock, updated.Title));
        Assert.Equal((412, "stale"), (stale.Status, stale.Code));
    }

    [Fact]
    public async Task Update_OfAnothersProduct_IsForbidden()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var other = await host.SignInAsync(Roles.Merchant);
        var product = await merchant.CreateProductAsync(Samples.Product());

        var refused = await Assert.ThrowsAsync<ApiException>(
            () => other.UpdateProductAsync(product.ProductId, new ProductChanges(Stock: 0)));

        Assert.Equal((403, "not-owner"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task List_OfACategory_PagesThroughAll()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        var category = $"cat{Guid.NewGuid():N}";
        var created = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            created.Add((await merchant.CreateProductAsync(Samples.Product($"P{i}") with { Category = category })).ProductId);
        }

        var listed = new List<string>();
        string? cursor = null;
        do
        {
            var page = await merchant.ListProductsAsync(category, limit: 2, cursor);
            Assert.InRange(page.Items.Count, 1, 2);
            listed.AddRange(page.Items.Select(product => product.ProductId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        created.Reverse();
        Assert.Equal(created, listed);
    }

    [Fact]
    public async Task Import_WithBrokenLines_TakesTheOthersAndNamesTheBroken()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var http = host.CreateHttp(merchant.Tokens!.AccessToken);
        const string Good = """{"title":"T","category":"c","price":{"amountMinor":1,"currency":"CNY"},"stock":1,"productId":"imp""";
        var body = string.Join('\n',
            $"{Good}-1\"}}", "{broken", string.Empty, """{"title":"T"}""", $"\"{new string('x', 70_000)}\"", $"{Good}-2\"}}");
        using var content = new StringContent(body, Encoding.UTF8, "application/x-ndjson");

        using var response = await http.PostAsync("/api/v1/products/import", content);

        var text = await response.Content.ReadAsStringAsync();
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("""{"line":1,"status":"created","productId":"imp-1"}""", lines[0]);
        Assert.Equal("""{"line":2,"status":"error","code":"malformed"}""", lines[1]);
        Assert.StartsWith("""{"line":4,"status":"error","code":"invalid","errors":[""", lines[2], StringComparison.Ordinal);
        Assert.Equal("""{"line":5,"status":"error","code":"too-large"}""", lines[3]);
        Assert.Equal("""{"line":6,"status":"created","productId":"imp-2"}""", lines[4]);
        Assert.Equal("T", (await merchant.GetProductAsync("imp-2")).Title);
    }

    [Fact]
    public async Task Import_Again_UpdatesInsteadOfDoubling()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        var category = $"cat{Guid.NewGuid():N}";
        List<NewProduct> Products(int stock) =>
            [.. Enumerable.Range(0, 300).Select(i => Samples.Product($"P{i}", $"{category}-{i}", stock) with { Category = category })];

        var first = await merchant.ImportProductsAsync(Products(5)).ToListAsync();
        var second = await merchant.ImportProductsAsync(Products(6)).ToListAsync();

        Assert.Equal((300, 300), (first.Count(r => r.Status == "created"), second.Count(r => r.Status == "updated")));
        Assert.Equal(Enumerable.Range(1, 300), second.Select(result => result.Line));
        Assert.Equal(6, (await merchant.GetProductAsync($"{category}-299")).Stock);
    }
}
