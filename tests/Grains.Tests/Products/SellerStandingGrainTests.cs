using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Products.Reviews;
using SocialCommerce.Grains.Tests.Hosting;

namespace SocialCommerce.Grains.Tests.Products;

public sealed class SellerStandingGrainTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private ISellerStandingGrain Seller => _host.Grains.GetGrain<ISellerStandingGrain>("s-1");

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Standing_OfSomebodyWithoutAnything_IsEmpty() =>
        Assert.Equal(new SellerStanding(SellsProducts: false, HostsRooms: false, Rating: null), await Seller.GetAsync());

    [Fact]
    public async Task Rating_IsOfAllProductsAndOfNobodyElses()
    {
        await ListAsync(ListNames.ProductsOf("s-1"), [.. Enumerable.Range(0, 150).Select(number => $"p-{number}")]);
        await ListAsync(ListNames.RoomsOf("s-1"), "r-1");
        await RateAsync("p-0", 4);
        await RateAsync("p-149", 1);
        await RateAsync("p-of-another", 5);

        var standing = await Seller.GetAsync();

        Assert.True(standing is { SellsProducts: true, HostsRooms: true });
        Assert.Equal((2, 2.5), (standing.Rating!.Count, standing.Rating.Average));
    }

    [Fact]
    public async Task Rating_IsCountedAnewAfterAMinute()
    {
        await ListAsync(ListNames.ProductsOf("s-1"), "p-1");
        Assert.Null((await Seller.GetAsync()).Rating);
        await RateAsync("p-1", 5);
        Assert.Null((await Seller.GetAsync()).Rating);

        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, (await Seller.GetAsync()).Rating!.Count);
    }

    private async Task ListAsync(string list, params string[] ids) =>
        await _host.Service<IListStore>().ApplyAsync([.. ids.Select(id => ListChange.Add(list, id))], default);

    private Task RateAsync(string productId, int rating)
    {
        var content = new ReviewContent(rating, "Good", "Pours well.", []);
        var row = new ReviewRow(
            $"rv-{productId}", productId, "u-1", rating, 500_000, 0, 0, IsHidden: false, IsTold: true, Version: 1,
            new ReviewBody("Ann", "o-1", "l-1", content, _host.Clock.GetUtcNow()));
        return _host.Service<IReviewStore>().WriteAsync(new ReviewChanges([new ReviewSave(row, 0)], [], []), default);
    }
}
