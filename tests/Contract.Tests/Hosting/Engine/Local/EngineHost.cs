using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SocialCommerce.Contract.Tests.Hosting.Engine;

/// <summary>LocalOrleans in this process. All of it follows the test's clock.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly IHost _host;

    private EngineHost(IHost host)
    {
        _host = host;
    }

    public IServiceProvider Services => _host.Services;

    public static async Task<EngineHost> StartAsync(ManualTimeProvider time, Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.UseOrleans(configure);
        var host = builder.Build();
        await host.StartAsync();
        return new EngineHost(host);
    }

    public static void AddStreams(ISiloBuilder silo, string name) => silo.AddMemoryStreams(name);

    /// <summary>Nothing in this engine waits for the real time.</summary>
    public static Task PassRealTimeAsync(TimeSpan by) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => _host.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(new CancellationToken(canceled: true));
        _host.Dispose();
    }
}
