using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Grains.Tests.Inventory;

/// <summary>What is durable when, and what is left after writes that failed, restarts and tampering.</summary>
public sealed class StockDurabilityTests : IAsyncLifetime
{
    private const int Units = 50;

    private GrainHost _host = null!;

    private IStockGrain Stock => _host.Grains.GetGrain<IStockGrain>("p-1");

    private FlakyChainLog Log => (FlakyChainLog)_host.Service<IChainLog>();

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync(FlakyChainLog.Use, isAlone: true);
        await _host.Grains.Product("p-1").CreateAsync(ProductSamples.Create(stock: Units));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Reserve_ManyAtOnce_ShareAppends()
    {
        await Stock.GetLevelAsync();
        var gate = new TaskCompletionSource();
        Log.Gate = gate.Task;

        var waiting = Enumerable.Range(0, Units).Select(number => Stock.ReserveAsync(Reserve($"r-{number}"))).ToArray();
        var refused = await Stock.ReserveAsync(Reserve("late"));

        Assert.Equal(StockOutcome.Insufficient, refused.Outcome);
        Assert.DoesNotContain(waiting, answer => answer.IsCompleted);
        gate.SetResult();
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(StockOutcome.Done, answer.Outcome));
        Assert.InRange((await MovementsAsync())[0].Entry, 3, 4);
    }

    [Fact]
    public async Task Reserve_RepeatedBeforeItIsDurable_WaitsAsWell()
    {
        await Stock.GetLevelAsync();
        var gate = new TaskCompletionSource();
        Log.Gate = gate.Task;

        var first = Stock.ReserveAsync(Reserve("a"));
        var second = Stock.ReserveAsync(Reserve("a"));
        var level = Stock.GetLevelAsync();
        await Stock.SettleAsync(new SettleStock("nothing", 1, 0));

        Assert.False(first.IsCompleted || second.IsCompleted || level.IsCompleted);
        gate.SetResult();
        await Task.WhenAll(first, second);
        Assert.Equal(new StockLevel(Units - 1, 1, 0), await level);
    }

    [Theory]
    [InlineData(false, Units, 0)]
    [InlineData(true, Units - 7, 7)]
    public async Task Append_ThatFailed_IsReadAgainAndTheStoreIsRight(bool isWritten, int available, int reserved)
    {
        await Stock.GetLevelAsync();
        Log.Next = () => isWritten ? FlakyChainLog.Failure.After : FlakyChainLog.Failure.Before;

        await Assert.ThrowsAnyAsync<Exception>(() => Stock.ReserveAsync(Reserve("a", 7)));
        Log.Next = () => FlakyChainLog.Failure.None;

        var level = await Eventually.GetAsync(LevelOrNoneAsync, level => level is not null);
        Assert.Equal(new StockLevel(available, reserved, 0), level);
    }

    [Fact]
    public async Task Append_WhereAnotherActivationWasFirst_DropsThisOne()
    {
        await Stock.ReserveAsync(Reserve("a", 7));
        var last = Assert.Single(await Log.ReadBackAsync("stock/p-1", long.MaxValue, 1, default));
        await Log.AppendAsync("stock/p-1", HashChain.Next("stock/p-1", last, last.Payload.Span.ToArray().Replace("\"a\"", "\"b\"")), default);

        await Assert.ThrowsAnyAsync<Exception>(() => Stock.ReserveAsync(Reserve("c")));

        var level = await Eventually.GetAsync(LevelOrNoneAsync, level => level is not null);
        Assert.Equal(new StockLevel(Units - 14, 14, 0), level);
    }

    /// <summary>Whatever fails: what was acknowledged is there, no unit is sold twice, and the ledger is sound.</summary>
    [Fact]
    public async Task Appends_ThatFailAtRandom_LoseNothingThatWasAnswered()
    {
        var done = new ConcurrentDictionary<string, bool>();
        var number = 0;
        Log.Next = () => Interlocked.Increment(ref number) switch
        {
            var turn when turn % 7 == 3 => FlakyChainLog.Failure.Before,
            var turn when turn % 7 == 6 => FlakyChainLog.Failure.After,
            _ => FlakyChainLog.Failure.None,
        };

        await Task.WhenAll(Enumerable.Range(0, 2 * Units).Select(buyer => BuyAsync($"r-{buyer}", done)));
        Log.Next = () => FlakyChainLog.Failure.None;

        var level = await Eventually.GetAsync(LevelOrNoneAsync, level => level is not null);
        Assert.Equal(Units, done.Count(pair => pair.Value));
        Assert.Equal(new StockLevel(0, 0, Units), level);
        Assert.Equal((null, true), (await Stock.VerifyAsync()) is var verified ? (verified.Broken, verified.IsLevelRight) : default);
    }

    [Fact]
    public async Task Restart_AtAnyPoint_IsTheLedgerAndNothingElse()
    {
        var random = new Random(7);
        for (var life = 0; life < 6; life++)
        {
            await Task.WhenAll(Enumerable.Range(0, 300 * life).Select(step => random.Next(3) switch
            {
                0 => Stock.ReserveAsync(Reserve($"r-{random.Next(60)}")),
                1 => Stock.SettleAsync(new SettleStock($"r-{random.Next(60)}", random.Next(2), 0)),
                _ => Stock.AdjustAsync(new AdjustStock($"c-{life}-{step}", StockAdjustment.Receive, 1, null, "seller", Shop.Now)),
            }));
            var before = await Stock.GetReportAsync();

            await _host.RestartAsync();

            Assert.Equal(before, await Stock.GetReportAsync());
            Assert.True((await Stock.VerifyAsync()) is { Broken: null, IsLevelRight: true });
        }
    }

    /// <summary>Ten thousand holds are more than grain state may be; and a snapshot that is damaged is done without.</summary>
    [Fact]
    public async Task Restart_WithManyHolds_BeginsWithASnapshotOrWithoutOne()
    {
        await Stock.AdjustAsync(new AdjustStock("c-1", StockAdjustment.Receive, 20_000, null, "seller", Shop.Now));
        await Task.WhenAll(Enumerable.Range(0, 10_000).Select(number => Stock.ReserveAsync(Reserve($"order-with-a-long-name-{number}"))));
        var before = await Stock.GetReportAsync();

        await _host.RestartAsync();
        Assert.Equal(before, await Stock.GetReportAsync());
        Assert.True((await _host.Service<IBlobStore>().ReadAsync("stock/p-1", default))!.Length > 1 << 20);

        await _host.Service<IBlobStore>().WriteAsync("stock/p-1", "{\"holds\":[{"u8.ToArray(), default);
        Log.Next = () => FlakyChainLog.Failure.Before;
        await Assert.ThrowsAnyAsync<Exception>(() => Stock.ReserveAsync(Reserve("last")));
        Log.Next = () => FlakyChainLog.Failure.None;
        Assert.NotNull(await Eventually.GetAsync(LevelOrNoneAsync, level => level is not null));
        Assert.Equal(before, await Stock.GetReportAsync());
    }

    [Fact]
    public async Task Verify_AByteThatWasChanged_NamesItsEntry()
    {
        foreach (var id in (string[])["a", "b", "c", "d"])
        {
            await Stock.ReserveAsync(Reserve(id));
        }

        Assert.Equal(new StockVerification(5, null, true), await Stock.VerifyAsync());
        for (var index = 0; index < 40; index++)
        {
            Log.Tamper = entry => entry.Sequence == 3 ? entry with { Payload = Flip(entry.Payload, index) } : entry;
            Assert.Equal(new StockVerification(2, 3, false), await Stock.VerifyAsync());
        }
    }

    [Fact]
    public async Task Movements_PageByPage_AreAllOfThemNewestFirst()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Stock.ReserveAsync(Reserve($"r-{number}"))));
        await Stock.AdjustAsync(new AdjustStock("c-1", StockAdjustment.Correct, -3, "Broken 破", "seller", Shop.Now));

        var seen = new List<StockMovementLine>();
        string? cursor = null;
        do
        {
            var page = await Stock.ListMovementsAsync(new PageRequest(7, cursor));
            Assert.InRange(page.Movements.Length, 1, 7);
            seen.AddRange(page.Movements);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(32, seen.Count);
        Assert.Equal((StockMovementKind.Corrected, -3, "seller", "Broken 破"), (seen[0].Kind, seen[0].Quantity, seen[0].ActorId, seen[0].Reason));
        Assert.Equal((StockMovementKind.Opened, Units), (seen[^1].Kind, seen[^1].Quantity));
        Assert.Equal(seen.OrderByDescending(line => line.Entry).ThenByDescending(line => line.Index), seen);
        Assert.Equal(30, seen.Select(line => line.SubjectId).Distinct().Count(id => id is not null && id.StartsWith('r')));
    }

    private async Task BuyAsync(string id, ConcurrentDictionary<string, bool> done)
    {
        // As a buyer whose calls fail asks again until there is an answer.
        while (true)
        {
            try
            {
                var reserved = await Stock.ReserveAsync(Reserve(id));
                if (reserved.Outcome == StockOutcome.Done)
                {
                    Assert.Equal(StockOutcome.Done, (await Stock.SettleAsync(new SettleStock(id, 1, 0))).Outcome);
                }

                done[id] = reserved.Outcome == StockOutcome.Done;
                return;
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                await Task.Yield();
            }
        }
    }

    private async Task<StockLevel?> LevelOrNoneAsync()
    {
        try
        {
            return await Stock.GetLevelAsync();
        }
        catch (Exception)
        {
            return null;
        }
    }

    private async Task<ImmutableArray<StockMovementLine>> MovementsAsync() =>
        (await Stock.ListMovementsAsync(new PageRequest(100, null))).Movements;

    private ReserveStock Reserve(string id, int quantity = 1) => new(id, quantity, _host.Clock.GetUtcNow().AddHours(1));

    private static ReadOnlyMemory<byte> Flip(ReadOnlyMemory<byte> bytes, int index)
    {
        var changed = bytes.ToArray();
        changed[index % changed.Length] ^= 1;
        return changed;
    }
}

file static class Texts
{
    public static byte[] Replace(this byte[] bytes, string from, string to) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(from, to, StringComparison.Ordinal));
}
