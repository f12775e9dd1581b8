using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Lifetime;

public sealed class StopTests
{
    private const int Grains = 50;

    [Fact]
    public async Task Stop_DeactivatesEveryGrain()
    {
        await using var host = await ContractHost.StartAsync();
        for (var key = 0; key < Grains; key++)
        {
            await Plain(host, $"{key:00}").Touch();
            await host.Journal.ExpectAsync($"{key:00} up");
        }

        await host.StopAsync();

        await host.Journal.ExpectInAnyOrderAsync([.. Enumerable.Range(0, Grains).Select(key => $"{key:00} down ShuttingDown")]);
    }

    [Fact]
    public async Task Stop_WhileARequestRuns_WaitsForItAndItsCallerIsAnswered()
    {
        await using var host = await ContractHost.StartAsync();
        var call = Plain(host, "a").Wait("gate");
        await host.Journal.ExpectAsync("a up", "gate waits");

        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        Assert.False(call.IsCompleted);
        host.Journal.Open("gate");
        await call;
        await stopping;

        await host.Journal.ExpectAsync("gate done", "a down ShuttingDown");
    }

    [Fact]
    public async Task Stop_WhileARequestIsStuck_EndsWhenItsTimeIsUp()
    {
        await using var host = await ContractHost.StartAsync();
        var call = Plain(host, "a").Wait("gate");
        await host.Journal.ExpectAsync("a up", "gate waits");
        using var time = new CancellationTokenSource();

        var stopping = host.StopAsync(time.Token);
        Assert.False(stopping.IsCompleted);
        await time.CancelAsync();
        await stopping;

        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
    }

    [Fact]
    public async Task Call_AfterTheStop_IsRefused()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Plain(host, "a");
        await grain.Touch();

        await host.StopAsync();

        await Assert.ThrowsAsync<SiloUnavailableException>(grain.Touch);
    }

    private static ILifeGrain Plain(ContractHost host, string key) => host.Grains.GetGrain<ILifeGrain>(key, typeof(LifeGrain).FullName);
}
