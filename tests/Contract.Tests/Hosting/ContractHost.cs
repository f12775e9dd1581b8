using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SocialCommerce.Contract.Tests.Hosting;

/// <summary>A silo of the engine that is built, with a clock that the test moves.</summary>
internal sealed class ContractHost : IAsyncDisposable
{
    private readonly IHost _host;

    private ContractHost(IHost host, ManualTimeProvider time)
    {
        _host = host;
        Time = time;
    }

    public ManualTimeProvider Time { get; }

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>What grains tell their test, outside of their calls.</summary>
    public Journal Journal => Services.GetRequiredService<Journal>();

    public static async Task<ContractHost> StartAsync(Action<ISiloBuilder>? configure = null)
    {
        var time = new ManualTimeProvider();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<Journal>();
        builder.UseOrleans(silo =>
        {
#if ORLEANS
            silo.UseLocalhostClustering();
#endif
            silo.AddMemoryGrainStorage("state");
            silo.AddMemoryStreams("streams");
            silo.UseInMemoryReminderService();
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new ContractHost(host, time);
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
