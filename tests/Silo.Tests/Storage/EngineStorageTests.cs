using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Orleans.Storage;
using SocialCommerce.Silo.Engine;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>The engine's own storage in memory, which its contract tests and quick starts use.</summary>
public sealed class EngineGrainStorageTests : GrainStorageConformance, IAsyncLifetime
{
    private readonly IHost _host = EngineStorageHost.Build();

    protected override IGrainStorage Storage => _host.Services.GetRequiredKeyedService<IGrainStorage>("memory");

    public Task InitializeAsync() => _host.StartAsync();

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

/// <summary>The engine's own reminders in memory.</summary>
public sealed class EngineReminderTableTests : ReminderTableConformance, IAsyncLifetime
{
    private readonly IHost _host = EngineStorageHost.Build();

    protected override IReminderTable Table => _host.Services.GetRequiredService<IReminderTable>();

    public Task InitializeAsync() => _host.StartAsync();

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

internal static class EngineStorageHost
{
    public static IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo =>
        {
            silo.UseOneProcess();
            silo.AddMemoryGrainStorage("memory");
            silo.UseInMemoryReminderService();
        });
        return builder.Build();
    }
}
