using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.TestingHost;

namespace SocialCommerce.Contract.Tests.Hosting.Engine;

/// <summary>
/// A cluster of two Orleans silos in this process, seen from the first. Grain timers and reminders follow the test's clock;
/// response timeouts, the age of activations and what keeps the cluster together follow the real one.
/// </summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private const int Silos = 2;

    private readonly InProcessTestCluster _cluster;

    private EngineHost(InProcessTestCluster cluster)
    {
        _cluster = cluster;
    }

    public IServiceProvider Services => _cluster.Silos[0].ServiceProvider;

    public static async Task<EngineHost> StartAsync(ManualTimeProvider time, Action<ISiloBuilder> configure)
    {
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSiloHost((_, host) => host.Logging.SetMinimumLevel(LogLevel.None));
        builder.ConfigureSilo((_, silo) =>
        {
            UseClock(silo.Services, time);
            configure(silo);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        while (!cluster.Silos.All(KnowsAll))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        return new EngineHost(cluster);
    }

    // Explicit subscriptions, which LocalOrleans does not have, would ask for a store of their own. An event that fails is
    // given up after seconds: deliveries are tried again by the real clock.
    public static void AddStreams(ISiloBuilder silo, string name) => silo.AddMemoryStreams(name, static streams =>
    {
        streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
        streams.ConfigurePullingAgent(static agent =>
            agent.Configure(static options => options.MaxEventDeliveryTime = TimeSpan.FromSeconds(3)));
    });

    public static Task PassRealTimeAsync(TimeSpan by) => Task.Delay(by);

    // The silo from which the test calls goes last, so that it hears the answers of the others.
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var silo in _cluster.Silos.Reverse())
        {
            await silo.StopSiloAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        await _cluster.DisposeAsync();
    }

    private static bool KnowsAll(InProcessSiloHandle silo) =>
        silo.ServiceProvider.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatuses(onlyActive: true).Count == Silos;

    // A part of Orleans asks for its clock by its own name.
    private static void UseClock(IServiceCollection services, ManualTimeProvider time)
    {
        services.AddSingleton<TimeProvider>(time);
        services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
        services.AddKeyedSingleton<TimeProvider>("Orleans.Reminders", time);
        services.AddKeyedSingleton<TimeProvider>("Orleans.Grains", (silo, _) => new GrainClock(time, silo));
    }
}
