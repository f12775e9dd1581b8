using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Silo.Storage;

/// <summary>The log of impressions as tables of the store.</summary>
internal sealed class SqliteImpressionLog(SqliteStore store, IOptions<ImpressionOptions> options) : IImpressionLog
{
    private const string Columns =
        "impression_id, user_id, at, room_id, model_version, variant, user_offset, items";

    public async Task AppendAsync(IReadOnlyList<Impression> impressions, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await store.Writer.WriteAsync(session =>
        {
            foreach (var impression in impressions)
            {
                Insert(session, impression);
            }

            return Trim(session, impressions.Count);
        });
    }

    public Task<IReadOnlyList<LoggedImpression>> ReadAfterAsync(
        long number, int limit, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT number, {Columns} FROM impression WHERE number > ?1 ORDER BY number LIMIT ?2";

        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<LoggedImpression>>(store.Read(session =>
            session.Query(Sql, Read, number, limit).ConvertAll(entry => entry with
            {
                Outcomes = ReadOutcomes(session, entry.Impression),
            })));
    }

    public Task<IReadOnlyList<LoggedImpression>> ReadTracedAsync(
        long number, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            $"""
            SELECT t.number, {Columns}, t.payload FROM impression_trace t JOIN impression i ON i.number = t.number
            WHERE t.number > ?1 ORDER BY t.number LIMIT ?2
            """;

        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<LoggedImpression>>(store.Read(session =>
            session.Query(Sql, ReadTraced, number, limit)));
    }

    private static void Insert(SqlSession session, Impression impression)
    {
        const string Sql = $"INSERT INTO impression ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        const string Trace = "INSERT INTO impression_trace (number, payload) VALUES (last_insert_rowid(), ?1)";

        session.Execute(
            Sql, impression.ImpressionId, impression.UserId, impression.At.ToUnixTimeMilliseconds(), impression.RoomId,
            impression.ModelVersion, impression.Variant, impression.Offset, ImpressionItems.Pack(impression.Items));
        if (impression.Trace is { } trace)
        {
            session.Execute(Trace, trace.ToArray());
        }
    }

    // A little more than came in, so that a smaller bound is reached in time, and no commit is ever long.
    private int Trim(SqlSession session, int added)
    {
        const string Impressions =
            """
            DELETE FROM impression WHERE number IN (
              SELECT number FROM impression
              WHERE number <= (SELECT seq FROM sqlite_sequence WHERE name = 'impression') - ?1
              ORDER BY number LIMIT ?2)
            """;
        const string Traces =
            """
            DELETE FROM impression_trace WHERE number IN (
              SELECT number FROM impression_trace
              WHERE number <= coalesce((SELECT number FROM impression_trace ORDER BY number DESC LIMIT 1 OFFSET ?1), 0)
              ORDER BY number LIMIT ?2)
            """;

        var limit = 2 * added;
        return session.Execute(Impressions, options.Value.KeptMax, limit)
            + session.Execute(Traces, options.Value.TracesMax, limit);
    }

    private static ImmutableArray<ImpressionOutcome> ReadOutcomes(SqlSession session, Impression impression)
    {
        const string Sql =
            "SELECT product_id, kind, value, at FROM interaction WHERE impression_id = ?1 AND user_id = ?2 ORDER BY offset";

        return
        [
            .. session.Query(
                Sql,
                static reader => new ImpressionOutcome(
                    reader.GetString(0), (InteractionKind)reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetDouble(2),
                    DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3))),
                impression.ImpressionId,
                impression.UserId),
        ];
    }

    private static LoggedImpression Read(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        new Impression(
            reader.GetString(1),
            reader.GetString(2),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)),
            reader.IsDBNull(4) ? null : reader.GetString(4),
            reader.GetString(5),
            reader.GetString(6),
            reader.GetInt64(7),
            ImpressionItems.Unpack(reader.GetFieldValue<byte[]>(8))),
        Outcomes: []);

    private static LoggedImpression ReadTraced(SqliteDataReader reader)
    {
        var entry = Read(reader);
        return entry with { Impression = entry.Impression with { Trace = reader.GetFieldValue<byte[]>(9) } };
    }
}
