using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Silo.Tests.Storage;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Silo.Tests.Engine;

[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresReminderTableTests(PostgresServer server, PostgresSiloFixture fixture)
    : ReminderTableConformance, IClassFixture<PostgresSiloFixture>, IAsyncLifetime
{
    private PostgresSilo? _silo;

    protected override IReminderTable Table => _silo!.Services.GetRequiredService<IReminderTable>();

    public async Task InitializeAsync() => _silo = await fixture.GetAsync(server);

    public Task DisposeAsync() => Task.CompletedTask;

    [PostgresFact]
    public async Task Upsert_Row_NamesNoAssembly()
    {
        await Table.UpsertRow(new ReminderEntry
        {
            GrainId = GrainId.Create("partition", "3"),
            ReminderName = "tick",
            StartAt = DateTime.UnixEpoch,
            Period = TimeSpan.FromDays(40),
        });

        Assert.Equal(["partition/3"], await _silo!.QueryAsync<string>("SELECT grain_id FROM reminder"));
        Assert.Equal(TimeSpan.FromDays(40), (await Table.ReadRow(GrainId.Create("partition", "3"), "tick"))!.Period);
    }
}
