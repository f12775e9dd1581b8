using Npgsql;
using SocialCommerce.Tests.Shared;
using SocialCommerce.Tools.Cluster;

namespace SocialCommerce.Tools.Tests.Cluster;

public sealed class LocalPostgresTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("social-commerce-postgres-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [PostgresFact]
    public async Task Start_OnANewDirectory_IsDurableAndAnswersOnTheLoopbackAddress()
    {
        await using var server = await LocalPostgres.StartAsync(_directory, port: 0);

        Assert.Equal("on", await AskAsync(server, "SHOW fsync"));
        Assert.Equal("on", await AskAsync(server, "SHOW synchronous_commit"));
        Assert.Equal("127.0.0.1", await AskAsync(server, "SHOW listen_addresses"));
    }

    [PostgresFact]
    public async Task Start_OnADirectoryThatAnotherHas_IsRefusedAndLeavesItRunning()
    {
        await using var server = await LocalPostgres.StartAsync(_directory, port: 0);

        var refusal = await Assert.ThrowsAsync<LocalPostgresException>(() => LocalPostgres.StartAsync(_directory, port: 0));

        Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await AskAsync(server, "SELECT 1"));
    }

    [PostgresFact]
    public async Task Start_AfterAStop_HasWhatWasThere()
    {
        await using (var first = await LocalPostgres.StartAsync(_directory, port: 0))
        {
            await AskAsync(first, "CREATE TABLE kept AS SELECT 42 AS value");
        }

        await using var second = await LocalPostgres.StartAsync(_directory, port: 0);

        Assert.Equal(42, await AskAsync(second, "SELECT value FROM kept"));
    }

    [PostgresFact]
    public async Task Restart_AfterAKill_HasWhatWasCommitted()
    {
        await using var server = await LocalPostgres.StartAsync(_directory, port: 0);
        var port = server.Port;
        await AskAsync(server, "CREATE TABLE kept AS SELECT 42 AS value");

        await server.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => AskAsync(server, "SELECT 1"));
        await server.RestartAsync();

        Assert.Equal(port, server.Port);
        Assert.Equal(42, await AskAsync(server, "SELECT value FROM kept"));
    }

    private static async Task<object?> AskAsync(LocalPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
