using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

public sealed class TurnTests
{
    [Fact]
    public async Task Change_WhileAnotherAwaits_WaitsForItsTurn()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Plain(host);

        var first = grain.Change("first");
        await host.Journal.ExpectAsync("first begins");
        var second = grain.Change("second");
        host.Journal.Open("second");
        host.Journal.Open("first");
        await Task.WhenAll(first, second);

        await host.Journal.ExpectAsync("first ends", "second begins", "second ends");
    }

    [Fact]
    public async Task Reentrant_WhileAnotherAwaits_Interleaves()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IReentrantTurnGrain>("a");

        var first = grain.Change("first");
        await host.Journal.ExpectAsync("first begins");
        var second = grain.Change("second");
        await host.Journal.ExpectAsync("second begins");
        host.Journal.Open("second");
        await second;
        host.Journal.Open("first");
        await first;

        await host.Journal.ExpectAsync("second ends", "first ends");
    }

    [Fact]
    public async Task AlwaysInterleave_WhileAChangeAwaits_OvertakesThoseThatWait()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Plain(host);
        host.Journal.Open("interleaved");
        host.Journal.Open("second");

        var first = grain.Change("first");
        await host.Journal.ExpectAsync("first begins");
        var second = grain.Change("second");
        await grain.Interleave("interleaved");
        host.Journal.Open("first");
        await Task.WhenAll(first, second);

        await host.Journal.ExpectAsync("interleaved begins", "interleaved ends", "first ends", "second begins", "second ends");
    }

    [Fact]
    public async Task ReadOnly_WithAnotherRead_Interleaves()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Plain(host);

        var first = grain.Read("first");
        await host.Journal.ExpectAsync("first begins");
        var second = grain.Read("second");
        await host.Journal.ExpectAsync("second begins");
        host.Journal.Open("first");
        host.Journal.Open("second");

        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task ReadOnly_WithAChange_WaitsAndIsWaitedFor()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Plain(host);

        var change = grain.Change("change");
        await host.Journal.ExpectAsync("change begins");
        var read = grain.Read("read");
        host.Journal.Open("change");
        await host.Journal.ExpectAsync("change ends", "read begins");
        var after = grain.Change("after");
        host.Journal.Open("after");
        host.Journal.Open("read");
        await Task.WhenAll(change, read, after);

        await host.Journal.ExpectAsync("read ends", "after begins", "after ends");
    }

    [Fact]
    public async Task Change_WhileReadersOverlap_GetsItsTurnWhenTheFirstOfThemIsDone()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Plain(host);

        var first = grain.Read("first");
        await host.Journal.ExpectAsync("first begins");
        var second = grain.Read("second");
        await host.Journal.ExpectAsync("second begins");
        var change = grain.Change("change");
        host.Journal.Open("first");
        await first;
        await host.Journal.ExpectAsync("first ends", "change begins");
        host.Journal.Open("change");
        host.Journal.Open("second");

        await Task.WhenAll(second, change);
    }

    [Fact]
    public async Task AlwaysInterleave_Running_KeepsNobodyOut()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Plain(host);

        var interleaved = grain.Interleave("interleaved");
        await host.Journal.ExpectAsync("interleaved begins");
        var change = grain.Change("change");
        await host.Journal.ExpectAsync("change begins");
        host.Journal.Open("change");
        await change;
        await host.Journal.ExpectAsync("change ends");
        host.Journal.Open("interleaved");

        await interleaved;
    }

    [Fact]
    public async Task Change_AfterAFailure_GetsItsTurn()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Plain(host);
        host.Journal.Open("after");

        await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail());
        await grain.Change("after");

        await host.Journal.ExpectAsync("after begins", "after ends");
    }

    [Fact]
    public async Task Changes_OfManyCallers_NeverOverlap()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Plain(host);
        foreach (var caller in Enumerable.Range(0, 50))
        {
            host.Journal.Open($"{caller}");
        }

        await Task.WhenAll(Enumerable.Range(0, 50).Select(caller => Task.Run(() => grain.Change($"{caller}"))));

        for (var turn = 0; turn < 50; turn++)
        {
            var begins = await host.Journal.NextAsync();
            Assert.Equal(begins.Replace("begins", "ends", StringComparison.Ordinal), await host.Journal.NextAsync());
        }
    }

    [Fact]
    public async Task Calls_OfTwoCallersWhoNeverStop_BothGetTheirTurns()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Plain(host);
        foreach (var name in new[] { "greedy", "modest" })
        {
            host.Journal.Open(name);
        }

        using var enough = new CancellationTokenSource();
        var greedy = Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await grain.Interleave("greedy");
                await grain.Change("greedy");
            }
        })).ToArray();
        for (var turn = 0; turn < 20; turn++)
        {
            await grain.Change("modest");
        }

        await enough.CancelAsync();
        await Task.WhenAll(greedy);
    }

    private static ITurnGrain Plain(ContractHost host) => host.Grains.GetGrain<ITurnGrain>("a", typeof(TurnGrain).FullName);
}
