using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Silo.Hosting;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Grains.Tests.Hosting;

/// <summary>The silo as it runs in production, over a data directory of its own that outlives restarts.</summary>
internal sealed class GrainHost : IAsyncDisposable
{
    private string _directory = Directory.CreateTempSubdirectory("social-commerce-").FullName;
    private IHost? _host;
    private SecondSilo? _second;
    private Action<IServiceCollection>? _configure;
    private bool _isAlone;

    public OffsetClock Clock { get; } = new();

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IInteractionLog Log => Services.GetRequiredService<IInteractionLog>();

    /// <summary>A part of the silo, for what no grain answers.</summary>
    public T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    private IServiceProvider Services => _host!.Services;

    /// <param name="configure">Services in place of, or beside, those of production; on every silo.</param>
    /// <param name="isAlone">For tests that look into the silo itself: no second one takes half of the grains.</param>
    public static async Task<GrainHost> StartAsync(Action<IServiceCollection>? configure = null, bool isAlone = false)
    {
        var host = new GrainHost { _configure = configure, _isAlone = isAlone };
        await host.StartHostAsync();
        return host;
    }

    /// <summary>Alone on a data directory that is there already, and is removed with the host.</summary>
    public static async Task<GrainHost> OpenAsync(string directory, Action<GrainHost>? prepare = null, Action<IServiceCollection>? configure = null)
    {
        var host = new GrainHost { _configure = configure, _isAlone = true };
        Directory.Delete(host._directory);
        host._directory = directory;
        prepare?.Invoke(host);
        await host.StartHostAsync();
        return host;
    }

    public string DataDirectory => _directory;

    /// <summary>Ends the silo and starts another on the same directory.</summary>
    public async Task RestartAsync()
    {
        await StopHostAsync();
        await StartHostAsync();
    }

    /// <summary>Answers when everything that is in the log has reached the grains it moves.</summary>
    public async Task SettleAsync()
    {
        for (var partition = 0; partition < Partitions.Count; partition++)
        {
            await Grains.GetGrain<IInteractionPartitionGrain>(partition).DrainAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopHostAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task StartHostAsync()
    {
        _second = await SecondSilo.PrepareAsync(_directory);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Store:DataDirectory"] = _directory, ["Training:PollPeriod"] = "00:00:00.050" });
        builder.Configuration.AddInMemoryCollection(_second.Settings);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddSocialCommerceSilo();
        _configure?.Invoke(builder.Services);
        _host = builder.Build();
        await _host.StartAsync();
        if (!_isAlone)
        {
            await _second.StartAsync(second =>
            {
                second.Services.AddSingleton<TimeProvider>(Clock);
                _configure?.Invoke(second.Services);
            });
        }
    }

    private async Task StopHostAsync()
    {
        await _second!.DisposeAsync();
        await _host!.StopAsync();
        _host.Dispose();
    }
}
