using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using SocialCommerce.Silo.Storage;
using SocialCommerce.Tools.Cluster;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>One server for all tests of this project, started by the first that asks for a database.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Migrated = "migrated";

    private readonly string _directory = Directory.CreateTempSubdirectory("social-commerce-postgres-").FullName;
    private LocalPostgres? _server;
    private int _databases;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A database of its own, with this program's schema unless it is to be empty.</summary>
    internal async Task<PostgresDatabase> CreateAsync(bool isEmpty = false)
    {
        if (_server is null)
        {
            _server = await LocalPostgres.StartAsync(_directory, port: 0);
            await ExecuteAsync($"CREATE DATABASE {Migrated}");
            using var store = PostgresDatabase.Connect(ConnectionTo(Migrated));
            await store.OpenAsync(CancellationToken.None);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"test_{++_databases}");
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {(isEmpty ? "template0" : Migrated)}");
        return new PostgresDatabase(this, name, ConnectionTo(name));
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server!.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(_server!.ConnectionString) { Database = database }.ConnectionString;
}

/// <summary>A database for one test, and the stores that the test opens on it: each is what one silo has.</summary>
internal sealed class PostgresDatabase(PostgresServer server, string name, string connectionString) : IAsyncDisposable
{
    private readonly List<PostgresStore> _stores = [];

    public string ConnectionString => connectionString;

    public static PostgresStore Connect(string connectionString, Action<PostgresStoreOptions>? configure = null)
    {
        var options = new PostgresStoreOptions { ConnectionString = connectionString };
        configure?.Invoke(options);
        return new PostgresStore(Options.Create(options), NullLogger<PostgresStore>.Instance);
    }

    public PostgresStore Connect(Action<PostgresStoreOptions>? configure = null)
    {
        var store = Connect(ConnectionString, configure);
        _stores.Add(store);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        _stores.ForEach(store => store.Dispose());
        await server.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
    }
}

[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
