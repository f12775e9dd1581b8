using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.ICounterGrain")]
public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> Add(int amount);

    ValueTask<int> AddLater(int amount);
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
}
