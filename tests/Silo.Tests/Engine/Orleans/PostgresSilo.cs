using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Storage;
using SocialCommerce.Grains.Common;
using SocialCommerce.Silo.Engine;
using SocialCommerce.Silo.Storage;
using SocialCommerce.Silo.Tests.Storage;

namespace SocialCommerce.Silo.Tests.Engine;

/// <summary>A silo whose membership, reminders and grain state are in PostgreSQL, for the tests of one class.</summary>
internal sealed class PostgresSilo : IAsyncDisposable
{
    private readonly PostgresDatabase _database;
    private readonly IHost _host;

    private PostgresSilo(PostgresDatabase database, IHost host)
    {
        _database = database;
        _host = host;
    }

    public IServiceProvider Services => _host.Services;

    public IGrainStorage Storage => Services.GetRequiredKeyedService<IGrainStorage>(StorageNames.Commerce);

    public static async Task<PostgresSilo> StartAsync(PostgresServer server)
    {
        // Empty: the silo brings its tables.
        var database = await server.CreateAsync(isEmpty: true);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration[$"{PostgresStoreOptions.SectionName}:{nameof(PostgresStoreOptions.StateBytesMax)}"] = "2048";
        builder.Services.AddSingleton(new GrainStateSerializer(BasketJson.Default.Options));
        builder.Services.AddPostgresLogs(database.ConnectionString);
        builder.UseOrleans(silo => silo
            .UsePostgresStore(database.ConnectionString)
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("tests", "tests"))
            .Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = IPAddress.Loopback;
                options.SiloPort = FreePort();
                options.GatewayPort = 0;
            }));
        var host = builder.Build();
        await host.StartAsync();
        return new PostgresSilo(database, host);
    }

    public Task<List<T>> QueryAsync<T>(string sql) => Services.GetRequiredService<PostgresStore>()
        .QueryAsync(sql, static reader => reader.GetFieldValue<T>(0), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _database.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Starts the silo with the first test that asks for it; each test gets empty tables.</summary>
public sealed class PostgresSiloFixture : IAsyncLifetime
{
    private PostgresSilo? _silo;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_silo is not null)
        {
            await _silo.DisposeAsync();
        }
    }

    internal async Task<PostgresSilo> GetAsync(PostgresServer server)
    {
        _silo ??= await PostgresSilo.StartAsync(server);
        await _silo.QueryAsync<int>("TRUNCATE grain_state, reminder; SELECT 1");
        return _silo;
    }
}
