using System.Diagnostics;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Search;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;
using SocialCommerce.Grains.Tests.Rooms;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Grains.Tests.Search;

public sealed class SearchGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private GrainHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(3);
        await FindAsync("teapot");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Product_NewChangedHiddenSoldOut_IsFoundSoWithinASecond()
    {
        var product = _host.Grains.Product("p-9");
        await product.CreateAsync(ProductSamples.Create("Samovar"));
        await WithinASecondAsync("samovar", "p-9");

        await product.UpdateAsync(new UpdateProduct(ProductSamples.Seller, Title: "Espresso machine"));
        await WithinASecondAsync("espresso", "p-9");
        Assert.Empty(await FindAsync("samovar"));

        await product.UpdateAsync(new UpdateProduct(ProductSamples.Seller, Title: "Teapot 9", Stock: 0));
        await WithinASecondAsync("teapot", "p-1", "p-2", "p-3", "p-9");
        Assert.Equal("p-9", (await FindAsync("teapot"))[^1]);

        await product.UpdateAsync(new UpdateProduct(ProductSamples.Seller, IsHidden: true));
        await WithinASecondAsync("teapot", "p-1", "p-2", "p-3");
    }

    [Fact]
    public async Task Room_FromItsAnnouncementToItsEnd_IsFoundByTitleAndHost()
    {
        var room = _host.Grains.GetGrain<IRoomGrain>("r-1");
        await room.CreateAsync(RoomSamples.Create("Evening auction"));
        await WithinASecondAsync("auction", "r-1");
        Assert.Equal(["r-1"], await FindAsync("hannah"));

        await room.ChangeStatusAsync(new ChangeRoomStatus(RoomSamples.Host, RoomStatus.Rehearsal));
        await room.ChangeStatusAsync(new ChangeRoomStatus(RoomSamples.Host, RoomStatus.Live));
        Assert.Equal(["r-1"], await FindAsync("auction"));

        await room.ChangeStatusAsync(new ChangeRoomStatus(RoomSamples.Host, RoomStatus.Ended));
        await WithinASecondAsync("auction");
    }

    [Fact]
    public async Task Restart_ReadsEverythingAgain()
    {
        await _host.Grains.RegisterAsync("u-1");
        await _host.Grains.GetGrain<IRoomGrain>("r-1").CreateAsync(RoomSamples.Create("Evening auction"));
        await _host.Grains.Product("p-2").UpdateAsync(new UpdateProduct(ProductSamples.Seller, Title: "Lantern"));

        await _host.RestartAsync();

        Assert.Equal(["p-1", "p-3"], (await FindAsync("teapot ")).Order());
        Assert.Equal(["p-2"], await FindAsync("lantern"));
        Assert.Equal(["r-1"], await FindAsync("auction"));
        Assert.Equal(["u-1"], await FindAsync("display"));
    }

    private async Task WithinASecondAsync(string query, params string[] ids)
    {
        var watch = Stopwatch.StartNew();
        var found = await Eventually.GetAsync(() => FindAsync(query), all => all.Order().SequenceEqual(ids));
        Assert.Equal(ids, found.Order());
        Assert.True(watch.Elapsed < Fresh, $"It took {watch.Elapsed}.");
    }

    private async Task<string[]> FindAsync(string query)
    {
        var answer = await _host.Grains.GetGrain<ISearchGrain>(ISearchGrain.All).FindAsync(new SearchRequest(query, 20));
        return [.. answer.Matches.Select(match => match.Id)];
    }
}
