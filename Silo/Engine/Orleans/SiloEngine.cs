using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;
using Orleans.Serialization;
using Orleans.Streams;
using SocialCommerce.Silo.Operations;

namespace SocialCommerce.Silo.Engine;

/// <summary>What Orleans needs beyond what every engine is told: where the silos meet, and how soon one is missed.</summary>
public static class SiloEngine
{
    public static string Name => "Orleans";

    /// <summary>Turns of one activation in a row. Short, so that a busy pair of grains does not hold both cores.</summary>
    private static readonly TimeSpan SchedulingQuantum = TimeSpan.FromMilliseconds(20);

    /// <summary>How soon a hint reaches its partition; pushes to users wait for it.</summary>
    private static readonly TimeSpan HintPeriod = TimeSpan.FromMilliseconds(20);

    /// <summary>The log serves what a full cache lets go.</summary>
    private const int HintQueues = 4;

    internal static void UseEngine(this ISiloBuilder silo, ClusterHostingOptions cluster, bool isTraced)
    {
        // The pool starts threads one by one when all are busy; probes that wait for one make a live silo look dead.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, 16), ports);
        silo.Configure<ExceptionSerializationOptions>(static options =>
            options.SupportedNamespacePrefixes.UnionWith(ClusterHostingOptions.ExceptionNamespaces));
        silo.Configure<SchedulingOptions>(static options => options.ActivationSchedulingQuantum = SchedulingQuantum);
        silo.AddDashboard();
        if (isTraced)
        {
            silo.AddActivityPropagation();
        }

        if (cluster.ConnectionString is null)
        {
            silo.UseOneProcess();
            return;
        }

        silo.UseCluster(cluster);
        silo.UsePostgresStore(cluster.ConnectionString);
    }

    /// <summary>Streams that may lose an event when a silo dies: subscribers find the hole in the log.</summary>
    public static void AddHintStreams(this ISiloBuilder silo, string name) => silo.AddMemoryStreams(name, static streams =>
    {
        streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
        streams.ConfigurePartitioning(HintQueues);
        streams.ConfigurePullingAgent(agent => agent.Configure(static options => options.GetQueueMsgsTimerPeriod = HintPeriod));
    });

    /// <summary>Has calls counted, and the engine tell of itself.</summary>
    public static void MeasureCalls(this ISiloBuilder silo)
    {
        // Orleans places every activation through a pipeline that tells of each.
        silo.Services.AddLogging(static logging => logging.AddFilter("Polly", LogLevel.Warning));
        silo.Services.AddCallRecorder();
        silo.AddIncomingGrainCallFilter<CallMeterFilter>();
        silo.Services.AddSingleton<IEngineFigures, EngineFiguresSource>();
    }

    /// <summary>A silo on its own. Nobody joins: it listens on a free port of the loopback, and there is no gateway.</summary>
    public static void UseOneProcess(this ISiloBuilder silo) => silo.UseLocalhostClustering(FreePort(), gatewayPort: 0);

    private static void UseCluster(this ISiloBuilder silo, ClusterHostingOptions cluster) => silo
        .Configure<ClusterOptions>(options =>
        {
            options.ClusterId = cluster.ClusterId;
            options.ServiceId = cluster.ServiceId;
        })
        .Configure<EndpointOptions>(options =>
        {
            options.SiloPort = cluster.SiloPort;
            options.GatewayPort = cluster.GatewayPort;
            if (cluster.Address is { } address)
            {
                options.AdvertisedIPAddress = IPAddress.Parse(address);
            }
        })
        .Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = cluster.ProbeTimeout;
            options.NumMissedProbesLimit = cluster.MissedProbesLimit;
            options.NumVotesForDeathDeclaration = 1;
            options.TableRefreshTimeout = cluster.RefreshPeriod;
        })
        .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = cluster.ResponseTimeout)
        .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = cluster.RefreshPeriod);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
