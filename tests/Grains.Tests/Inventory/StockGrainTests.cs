using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;
using SocialCommerce.Grains.Tests.Rooms;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Grains.Tests.Inventory;

public sealed class StockGrainTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private IStockGrain Stock => _host.Grains.GetGrain<IStockGrain>("p-1");

    private IProductGrain Product => _host.Grains.Product("p-1");

    private IRoomGrain Room => _host.Grains.GetGrain<IRoomGrain>("r-1");

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(3);
        await SetAsync(stock: 20);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Reserve_ManyAtOnce_NeverTakesMoreThanThereIs()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Stock.ReserveAsync(Reserve($"r-{number}", 1))));

        Assert.Equal(20, answers.Count(answer => answer.Outcome == StockOutcome.Done));
        Assert.Equal(new StockLevel(0, 20, 0), await Stock.GetLevelAsync());
        Assert.Equal(0, (await Eventually.GetAsync(() => Product.GetCardAsync(), card => card!.Stock == 0))!.Stock);
    }

    [Fact]
    public async Task Reservations_AfterARestart_AreStillThere()
    {
        await Stock.ReserveAsync(Reserve("a", 7));
        await Stock.SettleAsync(new SettleStock("a", 2, 1));

        await _host.RestartAsync();

        Assert.Equal(new StockLevel(14, 4, 2), await Stock.GetLevelAsync());
    }

    [Fact]
    public async Task Sale_ThatIsForgotten_IsNotSaidNotToHaveBeen()
    {
        await Stock.ReserveAsync(Reserve("a", 2));
        await Stock.SettleAsync(new SettleStock("a", 2, 0));
        for (var round = 0; round < 5; round++)
        {
            var others = Enumerable.Range(0, 1_000).Select(number => $"b-{round}-{number}").ToList();
            foreach (var some in others.Chunk(10))
            {
                await Task.WhenAll(some.Select(id => Stock.ReserveAsync(Reserve(id, 1))));
                await Task.WhenAll(some.Select(id => Stock.SettleAsync(new SettleStock(id, 0, 1))));
            }
        }

        Assert.Equal(StockOutcome.Done, (await Stock.SettleAsync(new SettleStock("a", 2, 0))).Outcome);
        Assert.Equal(StockOutcome.Expired, (await Stock.SettleAsync(new SettleStock("a", 3, 0))).Outcome);
        Assert.Equal(StockOutcome.NotFound, (await Stock.SettleAsync(new SettleStock("c", 1, 0))).Outcome);
    }

    [Fact]
    public async Task Reservation_ThatNobodySettles_GoesBackWhenItsTimeIsOver()
    {
        await Stock.ReserveAsync(Reserve("a", 7));

        _host.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(new StockLevel(20, 0, 0), await Stock.GetLevelAsync());
    }

    [Fact]
    public async Task GetLevel_OfNoProduct_IsNone()
    {
        var stock = _host.Grains.GetGrain<IStockGrain>("nothing");

        Assert.Null(await stock.GetLevelAsync());
        Assert.Equal(StockOutcome.NotFound, (await stock.ReserveAsync(Reserve("a", 1))).Outcome);
    }

    [Fact]
    public async Task Reserve_AProductThatIsPinned_ShowsItsBandInTheRoom()
    {
        await PinAsync();
        Assert.Equal(StockBand.Some, (await Room.GetAsync())!.Pins.Single().StockBand);

        await Stock.ReserveAsync(Reserve("a", 15));

        var room = await Eventually.GetAsync(() => Room.GetAsync(), room => room!.Pins.Single().StockBand == StockBand.Low);
        Assert.Equal(StockBand.Low, room!.Pins.Single().StockBand);
    }

    [Fact]
    public async Task Price_OfAPinnedProduct_IsToldInTheRoom()
    {
        await PinAsync();

        await SetAsync(price: 500);
        await SetAsync(price: 700);

        var room = await Eventually.GetAsync(() => Room.GetAsync(), room => room!.Pins.Single().PriceVersion == 3);
        Assert.Equal(new Money(700, "CNY"), room!.Pins.Single().Price);
        Assert.Equal(3, (await Product.GetAsync())!.PriceVersion);
        var history = await Room.GetPinHistoryAsync();
        Assert.Equal(3, history[^1].PriceVersion);
        Assert.All(history.SkipLast(1), span => Assert.NotNull(span.UnpinnedAt));
    }

    [Fact]
    public async Task Update_ThatLeavesThePrice_LeavesItsVersion()
    {
        await SetAsync(stock: 5);

        Assert.Equal(1, (await Product.GetAsync())!.PriceVersion);
    }

    private async Task PinAsync()
    {
        await Room.CreateAsync(RoomSamples.Create());
        await Room.ChangeStatusAsync(new ChangeRoomStatus(RoomSamples.Host, RoomStatus.Live));
        await Room.PinAsync(new PinProduct(RoomSamples.Host, "p-1"));
    }

    private async Task SetAsync(int? stock = null, long? price = null)
    {
        var result = await Product.UpdateAsync(new UpdateProduct(
            ProductSamples.Create().SellerId, Stock: stock, Price: price is { } amount ? new Money(amount, "CNY") : null));
        Assert.Equal(ProductStatus.Done, result.Status);
    }

    private ReserveStock Reserve(string id, int quantity) => new(id, quantity, _host.Clock.GetUtcNow().AddHours(1));
}
