using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Local;
using Orleans.Streams;

namespace Orleans.Hosting;

/// <summary>Adds streams whose events wait in memory until they are delivered.</summary>
public static class SiloBuilderMemoryStreamExtensions
{
    public static ISiloBuilder AddMemoryStreams(
        this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
    {
        configure?.Invoke(new MemoryStreamConfigurator());
        builder.Services.AddKeyedSingleton<IStreamProvider>(
            name, static (services, key) => ActivatorUtilities.CreateInstance<MemoryStreamProvider>(services, (string)key!));
        return builder;
    }

    private sealed class MemoryStreamConfigurator : ISiloMemoryStreamConfigurator;
}

/// <summary>Settings of memory streams; in one process there is nothing to set.</summary>
public interface ISiloMemoryStreamConfigurator
{
}
