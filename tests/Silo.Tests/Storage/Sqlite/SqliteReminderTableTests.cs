using Orleans;
using Orleans.Runtime;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteReminderTableTests : ReminderTableConformance, IDisposable
{
    private readonly StoreDirectory _directory = new();

    public SqliteReminderTableTests()
    {
        Table = new SqliteReminderTable(_directory.Open());
    }

    protected override IReminderTable Table { get; }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Upsert_Acknowledged_SurvivesReopening()
    {
        var grain = GrainId.Create("partition", "a/b c");
        await Table.UpsertRow(new ReminderEntry
        {
            GrainId = grain,
            ReminderName = "tick",
            StartAt = new DateTime(2026, 5, 6, 7, 8, 9, DateTimeKind.Utc),
            Period = TimeSpan.FromMinutes(1),
        });

        var row = await new SqliteReminderTable(_directory.Reopen()).ReadRow(grain, "tick");

        Assert.Equal(grain, row!.GrainId);
        Assert.Equal(new DateTime(2026, 5, 6, 7, 8, 9, DateTimeKind.Utc), row.StartAt);
    }
}
