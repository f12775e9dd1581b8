using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Silo.Storage;

/// <summary>Sums over the table of reminders, each with its next tick on the grid of its start and period.</summary>
internal sealed class SqliteReminderOverview(SqliteStore store) : IReminderOverview
{
    public Task<ReminderFigures> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string Sql =
            """
            SELECT substr(grain_id, 1, instr(grain_id, '/') - 1) AS grain, name, count(*), sum(next <= ?2), min(next)
            FROM (
              SELECT grain_id, name, CASE
                WHEN start_at >= ?1 THEN start_at
                ELSE start_at + ((?1 - start_at) / (max(period_ms, 1) * 10000) + 1) * max(period_ms, 1) * 10000
              END AS next
              FROM reminder
            ) GROUP BY grain, name
            """;

        var groups = store.Read(session => session.Query(
            Sql,
            static reader => (
                new ReminderGroup(
                    reader.GetString(0), reader.GetString(1), reader.GetInt64(2),
                    new DateTimeOffset(reader.GetInt64(4), TimeSpan.Zero)),
                reader.GetInt64(3)),
            now.UtcTicks,
            (now + ReminderGroups.Soon).UtcTicks));
        return Task.FromResult(ReminderGroups.Sum(groups));
    }
}
