using Orleans;
using Orleans.Runtime;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteReminderOverviewTests : ReminderOverviewConformance, IDisposable
{
    private readonly StoreDirectory _directory = new();
    private readonly SqliteReminderTable _table;

    public SqliteReminderOverviewTests()
    {
        var store = _directory.Open();
        _table = new SqliteReminderTable(store);
        Overview = new SqliteReminderOverview(store);
    }

    private protected override IReminderOverview Overview { get; }

    public void Dispose() => _directory.Dispose();

    private protected override Task AddAsync(string grainId, string name, DateTimeOffset startsAt, TimeSpan period) =>
        _table.UpsertRow(new ReminderEntry
        {
            GrainId = GrainId.Parse(grainId),
            ReminderName = name,
            StartAt = startsAt.UtcDateTime,
            Period = period,
        });
}
