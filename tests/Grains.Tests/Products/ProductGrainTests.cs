using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Tests.Hosting;
using static SocialCommerce.Grains.Tests.Products.ProductSamples;

namespace SocialCommerce.Grains.Tests.Products;

public sealed class ProductGrainTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Create_UpdateAndRestart_KeepsTheLatest()
    {
        var product = _host.Grains.Product("p-1");
        var created = await product.CreateAsync(Create());
        Assert.Equal((ProductStatus.Done, 1L), (created.Status, created.Product!.Version));
        Assert.Equal(ProductStatus.Done, (await product.CreateAsync(Create())).Status);
        Assert.Equal(ProductStatus.Exists, (await product.CreateAsync(Create("Other"))).Status);
        Assert.Equal(ProductStatus.NotOwner, (await product.UpdateAsync(new UpdateProduct("thief", Title: "Mine"))).Status);

        var updated = await product.UpdateAsync(new UpdateProduct(Seller, ExpectedVersion: 1, Stock: 3));
        Assert.Equal((ProductStatus.Done, 2L), (updated.Status, updated.Product!.Version));
        Assert.Equal(ProductStatus.Stale, (await product.UpdateAsync(new UpdateProduct(Seller, ExpectedVersion: 1, Stock: 9))).Status);

        await _host.RestartAsync();
        var read = await _host.Grains.Product("p-1").GetAsync();
        Assert.Equal((3, 2L, "Teapot"), (read!.Details.Stock, read.Version, read.Details.Title));
        Assert.Null(await _host.Grains.Product("p-2").GetAsync());
        Assert.Equal(ProductStatus.NotFound, (await _host.Grains.Product("p-2").UpdateAsync(new UpdateProduct(Seller))).Status);
    }

    [Fact]
    public async Task List_ByCategory_FollowsAMoveToAnother()
    {
        await _host.Grains.StockAsync(3);
        await _host.Grains.Product("p-2").UpdateAsync(new UpdateProduct(Seller, Category: "garden"));

        Assert.Equal(["p-3", "p-2", "p-1"], await ListAsync(ICatalogueGrain.All));
        Assert.Equal(["p-3", "p-1"], await ListAsync("kitchen"));
        Assert.Equal(["p-2"], await ListAsync("garden"));
        Assert.Equal("garden", (await _host.Grains.Product("p-2").GetCardAsync())!.Category);
    }

    [Fact]
    public async Task GetSimilar_EngagedTogether_ComesFirstAndSoldOutNever()
    {
        await _host.Grains.StockAsync(5);
        for (var user = 1; user <= 3; user++)
        {
            await _host.Grains.LikeAsync($"fan-{user}", "p-1", "p-4", "p-5");
        }

        await _host.SettleAsync();
        await _host.Grains.Product("p-5").UpdateAsync(new UpdateProduct(Seller, Stock: 0));

        var similar = await _host.Grains.Product("p-1").GetSimilarAsync(10);

        Assert.Equal("p-4", similar[0].ProductId);
        Assert.Equal(["p-2", "p-3", "p-4"], similar.Select(item => item.ProductId).Order());
        Assert.Empty(await _host.Grains.Product("nothing").GetSimilarAsync(10));
    }

    private async Task<IEnumerable<string>> ListAsync(string category)
    {
        var page = await _host.Grains.GetGrain<ICatalogueGrain>(category).ListAsync(new PageRequest(10, null));
        return page.Products.Select(product => product.ProductId);
    }
}
