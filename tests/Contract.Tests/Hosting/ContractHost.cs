using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Contract.Tests.Hosting.Engine;

namespace SocialCommerce.Contract.Tests.Hosting;

/// <summary>The engine that is built, with a clock that the test moves.</summary>
internal sealed class ContractHost : IAsyncDisposable
{
    private readonly EngineHost _engine;

    private ContractHost(EngineHost engine, ManualTimeProvider time, Journal journal)
    {
        _engine = engine;
        Time = time;
        Journal = journal;
    }

    public ManualTimeProvider Time { get; }

    public IServiceProvider Services => _engine.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>What grains tell their test, outside of their calls.</summary>
    public Journal Journal { get; }

    public static async Task<ContractHost> StartAsync(Action<ISiloBuilder>? configure = null)
    {
        var time = new ManualTimeProvider();
        var journal = new Journal();
        var engine = await EngineHost.StartAsync(time, silo =>
        {
            silo.Services.AddSingleton(journal);
            silo.AddMemoryGrainStorage("state");
            EngineHost.AddStreams(silo, "streams");
            silo.UseInMemoryReminderService();
            configure?.Invoke(silo);
        });
        return new ContractHost(engine, time, journal);
    }

    /// <summary>
    /// Lets this much time pass for everything in the engine. What an engine does by the real clock takes this long, so a test
    /// passes seconds here, not minutes.
    /// </summary>
    public async Task PassAsync(TimeSpan by)
    {
        Time.Advance(by);
        await EngineHost.PassRealTimeAsync(by);
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => _engine.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
