using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Local;
using SocialCommerce.Silo.Operations;

namespace SocialCommerce.Silo.Engine;

/// <summary>What LocalOrleans needs beyond what every engine is told: nothing, and no cluster.</summary>
public static class SiloEngine
{
    public static string Name => "Local";

    /// <exception cref="OrleansConfigurationException">The settings ask for a cluster.</exception>
    internal static void UseEngine(this ISiloBuilder silo, ClusterHostingOptions cluster, bool isTraced)
    {
        if (cluster.ConnectionString is not null)
        {
            throw new OrleansConfigurationException(
                "Cluster:ConnectionString is set, but LocalOrleans is one process. Build with -p:Engine=Orleans for a cluster.");
        }
    }

    /// <summary>Has calls counted, and the engine tell of itself.</summary>
    public static void MeasureCalls(this ISiloBuilder silo)
    {
        silo.Services.AddCallRecorder();
        silo.Services.AddSingleton<ICallProbe, CallProbe>();
        silo.Services.AddSingleton<IEngineFigures, EngineFiguresSource>();
    }

    /// <summary>A silo on its own: LocalOrleans knows no other.</summary>
    public static void UseOneProcess(this ISiloBuilder silo) => ArgumentNullException.ThrowIfNull(silo);

    /// <summary>Streams whose events may be lost when the process ends: subscribers find the hole in the log.</summary>
    public static void AddHintStreams(this ISiloBuilder silo, string name) => silo.AddMemoryStreams(name);
}
