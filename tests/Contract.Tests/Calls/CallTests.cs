using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.ICounterGrain")]
public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> Add(int amount);

    ValueTask<int> AddLater(int amount);

    Task Fail(string message);

    ValueTask FailLater(string message);

    Task<string> Identity();
}

internal sealed class CounterGrain : Grain, ICounterGrain
{
    private int _total;

    public Task<int> Add(int amount) => Task.FromResult(_total += amount);

    public async ValueTask<int> AddLater(int amount)
    {
        var before = _total;
        await Task.Yield();
        _total = before + amount;
        return _total;
    }

    public Task Fail(string message) => throw new InvalidOperationException(message);

    public async ValueTask FailLater(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public Task<string> Identity() => Task.FromResult(this.GetGrainId().ToString());
}

public sealed class CallTests
{
    [Fact]
    public async Task Call_SameKey_ReachesTheSameActivation()
    {
        await using var host = await ContractHost.StartAsync();

        await host.Grains.GetGrain<ICounterGrain>("a").Add(2);
        var total = await host.Grains.GetGrain<ICounterGrain>("a").Add(3);
        var other = await host.Grains.GetGrain<ICounterGrain>("b").Add(1);

        Assert.Equal((5, 1), (total, other));
    }

    [Fact]
    public async Task Call_FirstCallsRace_OneActivationTakesThemAllOneAtATime()
    {
        await using var host = await ContractHost.StartAsync();

        var totals = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            Task.Run(() => host.Grains.GetGrain<ICounterGrain>("a").AddLater(1).AsTask())));

        Assert.Equal(Enumerable.Range(1, 200), totals.Order());
    }

    [Fact]
    public async Task Call_Throws_TheCallerGetsTheException()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ICounterGrain>("a");

        var direct = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail("now"));
        var later = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.FailLater("later").AsTask());

        Assert.Equal(("now", "later"), (direct.Message, later.Message));
        Assert.Equal(1, await grain.Add(1));
    }

    [Fact]
    public async Task GrainId_OfAClass_IsItsNameWithoutSuffixAndTheKey()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ICounterGrain>("some/key");

        Assert.Equal("counter/some/key", await grain.Identity());
        Assert.Equal("counter/some/key", grain.GetGrainId().ToString());
        Assert.Equal("some/key", grain.GetPrimaryKeyString());
        Assert.Equal(grain, host.Grains.GetGrain<ICounterGrain>("some/key"));
    }
}
