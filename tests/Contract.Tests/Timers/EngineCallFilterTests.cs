using System.Collections.Concurrent;
using SocialCommerce.Contract.Tests.Hosting;
using SocialCommerce.Contract.Tests.Streams;

namespace SocialCommerce.Contract.Tests.Timers;

/// <summary>What the engine itself asks of a grain goes through the filters of the silo, as requests do.</summary>
public sealed class EngineCallFilterTests
{
    private readonly ConcurrentQueue<string> _seen = new();

    [Fact]
    public async Task Filter_OfTheSilo_SeesTicksOfTimers()
    {
        await using var host = await StartAsync();
        await host.Grains.GetGrain<ITimerGrain>("a").Start(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _seen.Clear();

        host.Time.Advance(TimeSpan.FromSeconds(1));
        await host.Journal.ExpectAsync("tick");

        Assert.Contains(nameof(TimerGrain), _seen);
    }

    [Fact]
    public async Task Filter_OfTheSilo_SeesDeliveriesOfStreams()
    {
        await using var host = await StartAsync();

        await host.Grains.GetGrain<IProducerGrain>("p").Publish("a", 1, 1);
        await host.Journal.ExpectAsync("subscribed to numbers/a of streams", "a 1");

        Assert.Contains(nameof(ConsumerGrain), _seen);
    }

    private Task<ContractHost> StartAsync() => ContractHost.StartAsync(silo => silo.AddIncomingGrainCallFilter(context =>
    {
        Assert.NotNull(context.MethodName);
        Assert.NotNull(context.InterfaceMethod);
        _seen.Enqueue(context.Grain.GetType().Name);
        return context.Invoke();
    }));
}
