using Npgsql;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Silo.Storage;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Silo.Tests.Storage;

[Collection(PostgresTests.Name)]
public sealed class PostgresStoreTests(PostgresServer server)
{
    [PostgresFact]
    public async Task Open_SeveralSilosAtOnce_ApplyEachScriptOnce()
    {
        await using var database = await server.CreateAsync(isEmpty: true);
        var stores = Enumerable.Range(0, 5).Select(_ => database.Connect()).ToList();

        await Task.WhenAll(stores.Select(store => Task.Run(() => store.OpenAsync(default))));

        var versions = await QueryAsync<int>(stores[0], "SELECT version FROM schema_version ORDER BY version");
        Assert.Equal(Enumerable.Range(1, MigrationScripts.Read("Postgres").Count), versions);
    }

    [PostgresFact]
    public async Task Open_NewDatabase_HasAHeadAndATableForEachPartition()
    {
        await using var database = await server.CreateAsync();
        var store = database.Connect();

        var heads = await QueryAsync<short>(store, "SELECT partition FROM interaction_head ORDER BY partition");
        var tables = await QueryAsync<long>(
            store, "SELECT count(*) FROM pg_inherits WHERE inhparent = 'interaction'::regclass");

        Assert.Equal(Enumerable.Range(0, Partitions.Count).Select(partition => (short)partition), heads);
        Assert.Equal(Partitions.Count, tables[0]);
    }

    [PostgresFact]
    public async Task Open_NewerSchema_IsRefusedAndChangesNothing()
    {
        await using var database = await server.CreateAsync();
        var store = database.Connect();
        await QueryAsync<int>(store, "INSERT INTO schema_version (version) VALUES (99) RETURNING version");

        var refusal = await Assert.ThrowsAsync<StoreException>(() => store.OpenAsync(default));

        Assert.Contains("schema 99", refusal.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Open_ScriptThatFails_LeavesTheDatabaseAsItWas()
    {
        await using var database = await server.CreateAsync(isEmpty: true);
        var store = database.Connect();
        await QueryAsync<int>(store, "CREATE TABLE list_item AS SELECT 1 AS mine; SELECT 1");

        await Assert.ThrowsAsync<StoreException>(() => store.OpenAsync(default));

        var tables = await QueryAsync<string>(
            store, "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'");
        Assert.Equal(["list_item"], tables);
    }

    [PostgresFact]
    public async Task Open_DatabaseThatIsNotThere_IsRefusedAtOnce()
    {
        await using var database = await server.CreateAsync();
        var elsewhere = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "nowhere", Password = "secret-word" };
        await using var store = PostgresDatabase.Connect(
            elsewhere.ConnectionString, options => options.StartWait = TimeSpan.FromHours(1));

        var refusal = await Assert.ThrowsAsync<StoreException>(() => store.OpenAsync(default));

        Assert.Contains("nowhere", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NobodyListens_SaysWhere()
    {
        await using var store = PostgresDatabase.Connect(
            "Host=127.0.0.1;Port=1;Username=u", options => options.StartWait = TimeSpan.Zero);

        var refusal = await Assert.ThrowsAsync<StoreException>(() => store.OpenAsync(default));

        Assert.Contains("127.0.0.1:1", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=a;Colour=blue")]
    [InlineData("Port=abc")]
    public void Complete_StringThatCannotBeRead_IsRefused(string connectionString) =>
        Assert.Throws<StoreException>(() => PostgresConnection.Complete(connectionString));

    [Fact]
    public void Complete_WhatIsNotSaid_IsAdded()
    {
        var completed = new NpgsqlConnectionStringBuilder(PostgresConnection.Complete("Host=a"));

        Assert.True(completed.NoResetOnClose);
        Assert.Equal((20, 2, 32), (completed.MaxAutoPrepare, completed.AutoPrepareMinUsages, completed.MaxPoolSize));
        Assert.Equal((5, 10), (completed.Timeout, completed.CommandTimeout));
        Assert.Equal("-c synchronous_commit=on", completed.Options);
    }

    [Theory]
    [InlineData("Host=a;MaxPoolSize=7;No Reset On Close=false;Max Auto Prepare=0;CommandTimeout=30;Application Name=mine")]
    [InlineData("host=a;maximum pool size=7;no reset on close=False;max auto prepare=0;command timeout=30;application name=mine")]
    public void Complete_WhatIsSaid_StaysAlsoWhenItIsTheDefault(string connectionString)
    {
        var completed = new NpgsqlConnectionStringBuilder(PostgresConnection.Complete(connectionString));

        Assert.Equal(
            (7, false, 0, 30, "mine"),
            (completed.MaxPoolSize, completed.NoResetOnClose, completed.MaxAutoPrepare, completed.CommandTimeout, completed.ApplicationName));
    }

    [PostgresFact]
    public async Task Connection_OfTheStore_CommitsDurably()
    {
        await using var database = await server.CreateAsync();

        var setting = await QueryAsync<string>(database.Connect(), "SELECT current_setting('synchronous_commit')");

        Assert.Equal(["on"], setting);
    }

    private static Task<List<T>> QueryAsync<T>(PostgresStore store, string sql) =>
        store.QueryAsync(sql, static reader => reader.GetFieldValue<T>(0), default);
}
