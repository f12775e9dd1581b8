using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>Over rows as Orleans' provider writes them.</summary>
[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresReminderOverviewTests : ReminderOverviewConformance, IAsyncLifetime
{
    private const string Service = "ours";

    private readonly PostgresSubject<PostgresReminderOverview> _subject;
    private PostgresStore _store = null!;

    public PostgresReminderOverviewTests(PostgresServer server)
    {
        _subject = new PostgresSubject<PostgresReminderOverview>(server, Open);
    }

    private protected override IReminderOverview Overview => _subject.Current;

    public Task InitializeAsync() => _subject.StartAsync();

    public Task DisposeAsync() => _subject.StopAsync();

    [StoreFact]
    public async Task Read_LeavesOutOtherServices()
    {
        await AddAsync("theirs", "room/r-1", "close", Now, TimeSpan.FromHours(1));

        Assert.Equal(0, (await ReadAsync()).Count);
    }

    private protected override Task AddAsync(string grainId, string name, DateTimeOffset startsAt, TimeSpan period) =>
        AddAsync(Service, grainId, name, startsAt, period);

    private async Task AddAsync(string service, string grainId, string name, DateTimeOffset startsAt, TimeSpan period)
    {
        await using var command = _store.DataSource.CreateCommand(
            "INSERT INTO reminder (service_id, grain_id, name, grain_hash, starts_at, period_ms, version) VALUES ($1, $2, $3, 0, $4, $5, 1)");
        command.Parameters.Add(PostgresParameter.Of(service));
        command.Parameters.Add(PostgresParameter.Of(grainId));
        command.Parameters.Add(PostgresParameter.Of(name));
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = startsAt.UtcDateTime });
        command.Parameters.Add(PostgresParameter.Of((long)period.TotalMilliseconds));
        await command.ExecuteNonQueryAsync();
    }

    private PostgresReminderOverview Open(PostgresStore store)
    {
        _store = store;
        return new PostgresReminderOverview(store, new ClusterServiceId(Service));
    }
}
