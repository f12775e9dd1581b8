using Npgsql;
using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Silo.Storage;

/// <summary>Sums over the table of reminders, each with its next tick on the grid of its start and period.</summary>
internal sealed class PostgresReminderOverview(PostgresStore store, ClusterServiceId service) : IReminderOverview
{
    public async Task<ReminderFigures> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string Sql =
            """
            SELECT split_part(grain_id, '/', 1), name, count(*), count(*) FILTER (WHERE next <= $2), min(next)
            FROM (
              SELECT grain_id, name, CASE
                WHEN starts_at >= $1 THEN starts_at
                ELSE starts_at + (floor(extract(epoch FROM $1 - starts_at) * 1000 / greatest(period_ms, 1)) + 1)
                  * greatest(period_ms, 1) * interval '1 millisecond'
              END AS next
              FROM reminder WHERE service_id = $3
            ) AS reminders GROUP BY 1, 2
            """;

        var groups = await store.QueryAsync(
            Sql,
            static reader => (
                new ReminderGroup(
                    reader.GetString(0), reader.GetString(1), reader.GetInt64(2),
                    new DateTimeOffset(reader.GetDateTime(4).ToUniversalTime())),
                reader.GetInt64(3)),
            cancellationToken,
            new NpgsqlParameter { Value = now.UtcDateTime },
            new NpgsqlParameter { Value = (now + ReminderGroups.Soon).UtcDateTime },
            new NpgsqlParameter { Value = service.Id });
        return ReminderGroups.Sum(groups);
    }
}
