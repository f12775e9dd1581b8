using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SocialCommerce.Silo.Hosting;
using SocialCommerce.Tools.Cluster;

namespace SocialCommerce.Tests.Shared;

/// <summary>
/// Makes the silo of a test one of a cluster of two in this process, over a PostgreSQL database of its own. Half of what
/// the test calls then lives in the other silo, and messages cross a real socket. Without PostgreSQL the test's silo stays
/// on its own.
/// </summary>
internal sealed class SecondSilo : IAsyncDisposable
{
    private static readonly Lazy<Task<LocalPostgres>> Postgres = new(StartPostgresAsync);

    private readonly string? _connectionString;
    private IHost? _host;

    private SecondSilo(string? connectionString)
    {
        _connectionString = connectionString;
        Settings = connectionString is null ? new Dictionary<string, string?>() : MakeSettings();
    }

    /// <summary>What the first silo is told besides its own settings.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>The same directory means the same database, as with a store in one file.</summary>
    public static async Task<SecondSilo> PrepareAsync(string directory)
    {
        if (PostgresPrograms.Find() is null)
        {
            return new SecondSilo(null);
        }

        var name = Path.GetFileName(directory).Replace('-', '_').ToLowerInvariant();
        return new SecondSilo(await CreateDatabaseAsync((await Postgres.Value).ConnectionString, name));
    }

    /// <summary>Joins the first silo, which runs already.</summary>
    public async Task StartAsync(Action<HostApplicationBuilder> configure)
    {
        if (_connectionString is null)
        {
            return;
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(MakeSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        configure(builder);
        builder.AddSocialCommerceSilo();
        _host = builder.Build();
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is null)
        {
            return;
        }

        await _host.StopAsync();
        _host.Dispose();
    }

    private static async Task<LocalPostgres> StartPostgresAsync()
    {
        var directory = Directory.CreateTempSubdirectory("social-commerce-postgres-").FullName;
        var server = await LocalPostgres.StartAsync(directory, port: 0);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(directory, recursive: true);
        };
        return server;
    }

    private static async Task<string> CreateDatabaseAsync(string server, string name)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection)
        {
            Parameters = { new NpgsqlParameter { Value = name } },
        };
        if (await exists.ExecuteScalarAsync() is null)
        {
            await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name}\"", connection);
            await create.ExecuteNonQueryAsync();
        }

        // Every test has pools of its own on the one server; what is idle must not keep others out.
        return new NpgsqlConnectionStringBuilder(server)
        {
            Database = name, MaxPoolSize = 10, ConnectionIdleLifetime = 2, ConnectionPruningInterval = 1,
        }.ConnectionString;
    }

    private Dictionary<string, string?> MakeSettings() => new()
    {
        ["Cluster:ConnectionString"] = _connectionString,
        ["Cluster:Address"] = "127.0.0.1",
        ["Cluster:SiloPort"] = FreePort(),
        ["Cluster:GatewayPort"] = FreePort(),

        // Many hosts share the machine here; a pause of one is no death.
        ["Cluster:ProbeTimeout"] = "00:00:05",
        ["Cluster:ResponseTimeout"] = "00:00:30",
    };

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
