using Orleans.Concurrency;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.ITurnGrain")]
public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Writes its name, waits for its gate, and writes its name again.</summary>
    Task Change(string name);

    [ReadOnly]
    Task Read(string name);

    [AlwaysInterleave]
    Task Interleave(string name);

    /// <summary>Calls <see cref="Change"/> of itself through another grain.</summary>
    Task ChangeThrough(string otherKey, bool allowReentrancy);

    Task CallBack(ITurnGrain caller);
}

[Alias("contract.IReentrantTurnGrain")]
public interface IReentrantTurnGrain : ITurnGrain
{
}

internal class TurnGrain(Journal journal) : Grain, ITurnGrain
{
    public Task Change(string name) => WaitAtGate(name);

    public Task Read(string name) => WaitAtGate(name);

    public Task Interleave(string name) => WaitAtGate(name);

    public async Task ChangeThrough(string otherKey, bool allowReentrancy)
    {
        using var section = allowReentrancy
            ? RequestContext.AllowCallChainReentrancy()
            : RequestContext.SuppressCallChainReentrancy();
        var callingBack = GrainFactory.GetGrain<ITurnGrain>(otherKey, typeof(TurnGrain).FullName)
            .CallBack(this.AsReference<ITurnGrain>());
        journal.Write("calling");
        await callingBack;
        journal.Write("called");
    }

    public Task CallBack(ITurnGrain caller) => caller.Change("back");

    private async Task WaitAtGate(string name)
    {
        journal.Write($"{name} begins");
        await journal.Gate(name);
        journal.Write($"{name} ends");
    }
}

[Reentrant]
internal sealed class ReentrantTurnGrain(Journal journal) : TurnGrain(journal), IReentrantTurnGrain;

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
    public async Task CallChainReentrancy_Allowed_LetsTheChainBackIn()
    {
        await using var host = await ContractHost.StartAsync();
        host.Journal.Open("back");

        await Plain(host).ChangeThrough("b", allowReentrancy: true);

        var lines = new[] { await host.Journal.NextAsync(), await host.Journal.NextAsync(), await host.Journal.NextAsync() };
        Assert.Equal(["back begins", "back ends", "calling"], lines.Order());
        await host.Journal.ExpectAsync("called");
    }

    [Fact]
    public async Task CallChainReentrancy_NotAllowed_TheChainWaitsForItselfUntilItTimesOut()
    {
        await using var host = await ContractHost.StartAsync();

        var call = Plain(host).ChangeThrough("b", allowReentrancy: false);
        await host.Journal.ExpectAsync("calling");
        host.Time.Advance(TimeSpan.FromSeconds(40));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        host.Journal.Open("back");
    }

    private static ITurnGrain Plain(ContractHost host) => host.Grains.GetGrain<ITurnGrain>("a", typeof(TurnGrain).FullName);
}
