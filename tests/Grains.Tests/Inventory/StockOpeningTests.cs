using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Storage;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Products;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Grains.Tests.Inventory;

/// <summary>How a stock begins, and what the product shows of it.</summary>
public sealed class StockOpeningTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private IStockGrain Stock => _host.Grains.GetGrain<IStockGrain>("p-1");

    private IProductGrain Product => _host.Grains.Product("p-1");

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync(isAlone: true);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>A product as an earlier program stored it, with a deal's units under way.</summary>
    [Fact]
    public async Task Product_OfAnEarlierProgram_BringsItsReservationsAlong()
    {
        var stored = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Snapshots", "ProductState.json"));
        var expires = _host.Clock.GetUtcNow().AddHours(1).ToString("O");
        var ledger = """{"reservations":[{"id":"d-1","quantity":8,"expiresAt":"EXPIRES","sold":2,"released":1}],"over":["d-0"],"sold":4}""";
        var earlier = $"{stored.TrimEnd()[..^1]},\"stockLedger\":{ledger.Replace("EXPIRES", expires, StringComparison.Ordinal)}}}";
        await WriteAsync(JsonSerializer.Deserialize(earlier, GrainJson.Default.ProductState)!);

        Assert.Equal(new StockLevel(5, 5, 4), await Stock.GetLevelAsync());
        Assert.Equal(StockOutcome.Done, (await Stock.SettleAsync(new SettleStock("d-1", 4, 1))).Outcome);
        Assert.Equal(StockOutcome.Done, (await Stock.ReserveAsync(new ReserveStock("d-0", 1, _host.Clock.GetUtcNow().AddHours(1)))).Outcome);
        Assert.Equal(new StockLevel(5, 3, 6), await Stock.GetLevelAsync());

        _host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(new StockLevel(8, 0, 6), await Stock.GetLevelAsync());
        var shown = await Eventually.GetAsync(() => Product.GetCardAsync(), card => card!.Stock == 8);
        Assert.Equal(8, shown!.Stock);
        Assert.Equal(14, (await Stock.GetReportAsync())!.Received);
    }

    [Fact]
    public async Task Product_OfAnEarlierProgramThatNobodyAsksFor_StillGetsItsUnitsBack()
    {
        await WriteAsync(new ProductState
        {
            SellerId = ProductSamples.Seller,
            Details = ProductSamples.Details(stock: 5),
            Version = 3,
            StockLedger = new() { Reservations = [new("d-1", 8, _host.Clock.GetUtcNow().AddHours(1))] },
        });
        _host.Clock.Advance(TimeSpan.FromHours(2));

        var shown = await Eventually.GetAsync(() => Product.GetCardAsync(), card => card!.Stock == 13);

        Assert.Equal(13, shown!.Stock);
    }

    /// <summary>A crash between a sale and the product's next save: what the product has stored is older than the truth.</summary>
    [Fact]
    public async Task Product_ThatLostItsCopy_AsksBeforeItAnswers()
    {
        await Product.CreateAsync(ProductSamples.Create(stock: 5));
        await Stock.ReserveAsync(new ReserveStock("o-1", 2, _host.Clock.GetUtcNow().AddHours(1)));
        var shown = await Eventually.GetAsync(() => Product.GetAsync(), product => product!.Details.Stock == 3);
        await _host.RestartAsync();
        var state = await ReadAsync();
        await WriteAsync(state with { Details = state.Details! with { Stock = 5 }, StockVersion = 0, Version = 1 });

        var woken = await Product.GetAsync();

        Assert.Equal(3, woken!.Details.Stock);
        Assert.True(woken.Version >= shown!.Version);
        await Stock.ReserveAsync(new ReserveStock("o-2", 3, _host.Clock.GetUtcNow().AddHours(1)));
        Assert.False((await Eventually.GetAsync(() => Product.GetCardAsync(), card => !card!.IsOnSale))!.IsOnSale);
    }

    [Fact]
    public async Task Update_WithStock_IsReadableAtOnceAndInTheLedger()
    {
        await Product.CreateAsync(ProductSamples.Create(stock: 5));
        await Stock.ReserveAsync(new ReserveStock("o-1", 2, _host.Clock.GetUtcNow().AddHours(1)));

        var updated = await Product.UpdateAsync(new UpdateProduct(ProductSamples.Seller, Stock: 40, CommandId: "c-1"));
        var again = await Product.UpdateAsync(new UpdateProduct(ProductSamples.Seller, Stock: 41, CommandId: "c-1"));

        Assert.Equal((40, 40), (updated.Product!.Details.Stock, again.Product!.Details.Stock));
        Assert.Equal(new StockLevel(40, 2, 0), await Stock.GetLevelAsync());
        var newest = (await Stock.ListMovementsAsync(new(1, null))).Movements[0];
        Assert.Equal((StockMovementKind.Set, 37, ProductSamples.Seller), (newest.Kind, newest.Quantity, newest.ActorId));
    }

    private IGrainStorage Storage => _host.Service<IServiceProvider>().GetRequiredKeyedService<IGrainStorage>(StorageNames.Commerce);

    private async Task<ProductState> ReadAsync()
    {
        var stored = new GrainState<ProductState>();
        await Storage.ReadStateAsync("product", Product.GetGrainId(), stored);
        return stored.State!;
    }

    private async Task WriteAsync(ProductState state)
    {
        var stored = new GrainState<ProductState>();
        await Storage.ReadStateAsync("product", Product.GetGrainId(), stored);
        stored.State = state;
        await Storage.WriteStateAsync("product", Product.GetGrainId(), stored);
    }
}
