using System.Collections.Concurrent;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Inventory;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Grains.Tests.Inventory;

/// <summary>A stock that is sold by shards: as many units as there are, wherever they are.</summary>
public sealed class StockShardTests : IAsyncLifetime
{
    private const int Shards = 4;

    private GrainHost _host = null!;

    private IStockGrain Stock => _host.Grains.GetGrain<IStockGrain>("p-1");

    private FlakyChainLog Log => (FlakyChainLog)_host.Service<IChainLog>();

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync(FlakyChainLog.Use, isAlone: true);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Reserve_MoreThanThereAre_SellsEveryUnitAndNotOneMore()
    {
        await StockAsync(units: 500);

        var sold = new HashSet<int>();
        for (var round = 0; round < 20 && await AvailableAsync() > 0; round++)
        {
            // Who is refused while units are called back from another shard asks again.
            var asking = Enumerable.Range(0, 1_000).Where(number => !sold.Contains(number)).ToList();
            var answers = await Task.WhenAll(asking.Select(number => ReserveAsync($"r-{number}")));
            sold.UnionWith(asking.Zip(answers).Where(pair => pair.Second.Outcome == StockOutcome.Done).Select(pair => pair.First));
        }

        Assert.Equal(500, sold.Count);
        Assert.Equal(0, await AvailableAsync());
    }

    [Fact]
    public async Task Reserve_AnUnitThatAnotherShardHas_GetsIt()
    {
        await StockAsync(units: 3);
        Assert.Equal(StockOutcome.Done, (await Shard(0).ReserveAsync(Reserve("a", 1))).Outcome);
        Assert.Equal(StockOutcome.Done, (await Shard(1).ReserveAsync(Reserve("b", 2))).Outcome);
        Assert.Equal(StockOutcome.Insufficient, (await Shard(2).ReserveAsync(Reserve("c", 2))).Outcome);

        await Shard(1).SettleAsync(new SettleStock("b", 0, 2));

        var answer = await Eventually.GetAsync(
            () => Shard(2).ReserveAsync(Reserve("c", 2)), answer => answer.Outcome == StockOutcome.Done);
        Assert.Equal(StockOutcome.Done, answer.Outcome);
        Assert.Equal(StockOutcome.Insufficient, (await Stock.ReserveAsync(Reserve("d", 1))).Outcome);
    }

    [Fact]
    public async Task Settle_AtAShard_IsToldToTheStock()
    {
        await StockAsync(units: 10);
        await Shard(0).ReserveAsync(Reserve("a", 3));
        await Shard(0).SettleAsync(new SettleStock("a", 2, 1));

        var level = await Eventually.GetAsync(() => Stock.GetLevelAsync(), level => level!.Sold == 2);
        Assert.Equal(2, level!.Sold);
        Assert.Equal(8, (await Eventually.GetAsync(() => _host.Grains.Product("p-1").GetCardAsync(), card => card!.Stock == 8))!.Stock);
        Assert.Equal(StockOutcome.Done, (await Shard(0).ReturnAsync(new ReturnStock("c-1", "a", 1, IsRestocked: true))).Outcome);
        Assert.Equal(1, (await Stock.GetLevelAsync())!.Sold);
    }

    [Fact]
    public async Task Card_OfAShardedStock_CountsWhatShardsHave()
    {
        await StockAsync(units: 10);
        await ReserveAsync("a");

        var card = await Eventually.GetAsync(() => _host.Grains.Product("p-1").GetCardAsync(), card => card is { Stock: 9, StockShards: Shards });
        Assert.Equal((9, Shards), (card!.Stock, card.StockShards));
        await _host.RestartAsync();
        card = await Eventually.GetAsync(() => _host.Grains.Product("p-1").GetCardAsync(), card => card!.Stock == 9);
        Assert.Equal(9, card!.Stock);
    }

    [Fact]
    public async Task SetPolicy_WithoutShards_TakesEverythingBack()
    {
        await StockAsync(units: 10);
        await Shard(1).ReserveAsync(Reserve("a", 1));

        await Stock.SetPolicyAsync(new StockPolicy(BuyerMax: 2), "seller");

        Assert.Equal(9, (await Stock.GetLevelAsync())!.Available);
        Assert.Equal(StockOutcome.Insufficient, (await Shard(1).ReserveAsync(Reserve("b", 1))).Outcome);
        Assert.Equal(StockOutcome.Done, (await Shard(1).SettleAsync(new SettleStock("a", 1, 0))).Outcome);
    }

    /// <summary>Random buyers over shards whose appends fail, expire and restart: the totals stay exact.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Shards_ThatFailAndRestart_SellExactlyWhatThereIs(int seed)
    {
        const int Units = 300;
        await StockAsync(Units);
        var sold = new ConcurrentDictionary<string, int>();
        var random = new Random(seed);
        var appends = 0;
        for (var life = 0; life < 4; life++)
        {
            Log.Next = () => (Interlocked.Increment(ref appends) + seed) switch
            {
                var turn when turn % 23 == 5 => FlakyChainLog.Failure.Before,
                var turn when turn % 23 == 14 => FlakyChainLog.Failure.After,
                _ => FlakyChainLog.Failure.None,
            };
            var plans = Enumerable.Range(0, 60).Select(number => ($"r-{life}-{number}", 1 + random.Next(2), random.Next(4))).ToArray();
            await Task.WhenAll(plans.Select(plan => TradeAsync(plan.Item1, plan.Item2, plan.Item3, sold)));
            Log.Next = () => FlakyChainLog.Failure.None;
            if (life % 2 == 0)
            {
                await _host.RestartAsync();
            }

            _host.Clock.Advance(TimeSpan.FromHours(2));
        }

        // Everything nobody settled is free again: what is left can be had to the last unit.
        var left = Units - sold.Values.Sum();
        Assert.InRange(sold.Values.Sum(), 1, Units);
        var last = await Eventually.GetAsync(
            async () => (await RetryAsync(() => Stock.ReserveAsync(Reserve("last", left)))).Outcome, outcome => outcome == StockOutcome.Done);
        Assert.Equal(StockOutcome.Done, last);
        Assert.Equal(StockOutcome.Insufficient, (await RetryAsync(() => Stock.ReserveAsync(Reserve("more", 1)))).Outcome);
        var level = await Eventually.GetAsync(() => RetryAsync(() => Stock.GetLevelAsync()), level => level!.Sold == Units - left);
        Assert.Equal(new StockLevel(0, left, Units - left, Shards), level);
        Assert.True((await Stock.VerifyAsync()) is { Broken: null, IsLevelRight: true });
    }

    private async Task StockAsync(int units)
    {
        await _host.Grains.Product("p-1").CreateAsync(ProductSamples.Create(stock: units));
        Assert.Equal(StockOutcome.Done, (await Stock.SetPolicyAsync(new StockPolicy(Shards: Shards), "seller")).Outcome);
    }

    private async Task TradeAsync(string id, int quantity, int fate, ConcurrentDictionary<string, int> sold)
    {
        var reserved = await RetryAsync(() => Door(id).ReserveAsync(Reserve(id, quantity)));
        if (reserved.Outcome != StockOutcome.Done || fate == 0)
        {
            return;
        }

        var part = fate == 1 ? 0 : quantity;
        var settled = await RetryAsync(() => Door(id).SettleAsync(new SettleStock(id, part, quantity - part)));
        Assert.Equal(StockOutcome.Done, settled.Outcome);
        sold[id] = part;
    }

    private static async Task<T> RetryAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                await Task.Yield();
            }
        }
    }

    private Task<StockResult> ReserveAsync(string id) => Door(id).ReserveAsync(Reserve(id, 1));

    private async Task<int> AvailableAsync()
    {
        var total = (await Stock.GetLevelAsync())!.Available;
        for (var shard = 0; shard < Shards; shard++)
        {
            total += (await Shard(shard).GetLevelAsync())!.Available;
        }

        return total;
    }

    private IStockUnits Door(string id) => StockDoor.Open(_host.Grains, StockDoor.KeyOf("p-1", id, Shards));

    private IStockShardGrain Shard(int number) => _host.Grains.GetGrain<IStockShardGrain>($"p-1/{number}");

    private ReserveStock Reserve(string id, int quantity) => new(id, quantity, _host.Clock.GetUtcNow().AddHours(1));
}
