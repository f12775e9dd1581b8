using Orleans.Configuration;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Timers;

/// <summary>Whether ticks keep a grain from being collected. The age is short, as an engine may count it in real time.</summary>
public sealed class TimerKeepAliveTests
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task Timer_ThatKeepsAlive_IsUse()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Period, Period, keepAlive: true);

        for (var tick = 0; tick < 10; tick++)
        {
            await SetAsync(host, host.Time.GetUtcNow() + Period);
            await host.PassAsync(Period);
            await host.Journal.ExpectAsync("tick");
        }
    }

    [Fact]
    public async Task Timer_ThatDoesNot_TicksUntilItsGrainIsCollected()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Period, Period);
        var line = "";

        for (var pass = 0; pass < 50 && line != "down"; pass++)
        {
            var next = host.Journal.NextAsync();
            await Task.WhenAny(SetAsync(host, host.Time.GetUtcNow() + Period), next);
            await host.PassAsync(Period);
            line = await next;
        }

        Assert.Equal("down", line);
    }

    private static Task<ContractHost> StartAsync() => ContractHost.StartAsync(static silo =>
        silo.Configure<GrainCollectionOptions>(static options =>
        {
            options.CollectionQuantum = Age / 4;
            options.CollectionAge = Age;
        }));

    private static async Task SetAsync(ContractHost host, DateTimeOffset due)
    {
        while (await host.Time.TimerSetAsync() != due)
        {
            // Some other timer.
        }
    }
}
