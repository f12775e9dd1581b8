using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using Orleans.Timers;

namespace Orleans.Runtime.Local;

/// <summary>The one silo of a service collection; asking again gives the same.</summary>
internal sealed class SiloBuilder : ISiloBuilder
{
    private SiloBuilder(IServiceCollection services, IConfiguration configuration)
    {
        Services = services;
        Configuration = configuration;
    }

    public IServiceCollection Services { get; }

    public IConfiguration Configuration { get; }

    public static SiloBuilder For(IServiceCollection services, IConfiguration configuration)
    {
        var existing = services.FirstOrDefault(service => service.ServiceType == typeof(SiloBuilder));
        if (existing?.ImplementationInstance is SiloBuilder known)
        {
            return known;
        }

        var builder = new SiloBuilder(services, configuration);
        services.AddSingleton(builder);
        AddEngine(services);
        return builder;
    }

    private static void AddEngine(IServiceCollection services)
    {
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GrainEngine>();
        services.TryAddSingleton(static provider => new EngineView(provider.GetRequiredService<GrainEngine>()));
        services.TryAddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<GrainEngine>().Factory);
        services.TryAddSingleton<IClusterClient>(static provider => provider.GetRequiredService<GrainEngine>().Factory);
        services.TryAddSingleton<IGrainRuntime>(static provider => provider.GetRequiredService<GrainEngine>().Runtime);
        services.TryAddSingleton<ITimerRegistry>(static provider => provider.GetRequiredService<GrainEngine>().Runtime.TimerRegistry);
        services.AddScoped<ActivationAccessor>();
        services.TryAddScoped<IGrainContext>(static provider => provider.GetRequiredService<ActivationAccessor>().Require());
        services.TryAddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.AddHostedService<SiloHostedService>();
    }
}
