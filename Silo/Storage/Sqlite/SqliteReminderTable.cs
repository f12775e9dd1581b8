using System.Globalization;
using Microsoft.Data.Sqlite;
using Orleans;
using Orleans.Runtime;

namespace SocialCommerce.Silo.Storage;

/// <summary>Definitions of reminders as rows of the store. Times are ticks of UTC, hashes are the grains' own.</summary>
internal sealed class SqliteReminderTable(SqliteStore store) : IReminderTable
{
    private const string Columns = "grain_id, name, start_at, period_ms, etag";

    public Task<ReminderTableData> ReadRows(GrainId grainId)
    {
        const string Sql = $"SELECT {Columns} FROM reminder WHERE grain_id = ?1";

        return Query(Sql, grainId.ToString());
    }

    public Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        // The ring is read as (begin, end]; it goes on at its start when end is not above begin.
        const string Within = $"SELECT {Columns} FROM reminder WHERE hash > ?1 AND hash <= ?2";
        const string Around = $"SELECT {Columns} FROM reminder WHERE hash > ?1 OR hash <= ?2";

        return Query(begin < end ? Within : Around, (long)begin, (long)end);
    }

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        const string Sql = $"SELECT {Columns} FROM reminder WHERE grain_id = ?1 AND name = ?2";

        var rows = store.Read(session => session.Query(Sql, ReadEntry, grainId.ToString(), reminderName));
        return Task.FromResult(rows.Count == 0 ? null : rows[0]);
    }

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        const string Sql =
            """
            INSERT INTO reminder (grain_id, name, hash, start_at, period_ms, etag) VALUES (?1, ?2, ?3, ?4, ?5, 1)
            ON CONFLICT (grain_id, name)
            DO UPDATE SET hash = ?3, start_at = ?4, period_ms = ?5, etag = etag + 1
            RETURNING etag
            """;

        var etag = await store.Writer.WriteAsync(session => session.Scalar(
            Sql,
            entry.GrainId.ToString(),
            entry.ReminderName,
            (long)entry.GrainId.GetUniformHashCode(),
            entry.StartAt.ToUniversalTime().Ticks,
            (long)entry.Period.TotalMilliseconds));
        return Convert.ToString(etag, CultureInfo.InvariantCulture);
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        const string Sql = "DELETE FROM reminder WHERE grain_id = ?1 AND name = ?2 AND etag = ?3";

        var etag = long.Parse(eTag, CultureInfo.InvariantCulture);
        return await store.Writer.WriteAsync(
            session => session.Execute(Sql, grainId.ToString(), reminderName, etag)) > 0;
    }

    public Task TestOnlyClearTable() => store.Writer.WriteAsync(static session => session.Execute("DELETE FROM reminder"));

    private Task<ReminderTableData> Query(string sql, params object?[] values) => Task.FromResult(
        new ReminderTableData(store.Read(session => session.Query(sql, ReadEntry, values))));

    private static ReminderEntry ReadEntry(SqliteDataReader reader) => new()
    {
        GrainId = GrainId.Parse(reader.GetString(0)),
        ReminderName = reader.GetString(1),
        StartAt = new DateTime(reader.GetInt64(2), DateTimeKind.Utc),
        Period = TimeSpan.FromMilliseconds(reader.GetInt64(3)),
        ETag = reader.GetInt64(4).ToString(CultureInfo.InvariantCulture),
    };
}
