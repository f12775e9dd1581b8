using Microsoft.Extensions.Options;
using Npgsql;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Recommendations;
using static SocialCommerce.Silo.Storage.PostgresParameter;

namespace SocialCommerce.Silo.Storage;

/// <summary>The log of impressions as tables of the database that all silos share.</summary>
internal sealed class PostgresImpressionLog(PostgresStore store, IOptions<ImpressionOptions> options) : IImpressionLog
{
    private const string Columns =
        "i.impression_id, i.user_id, i.at, i.room_id, i.model_version, i.variant, i.user_offset, i.items";

    public Task AppendAsync(IReadOnlyList<Impression> impressions, CancellationToken cancellationToken)
    {
        // One statement, hence one transaction. It forgets a little more than it adds, so that a smaller bound is reached,
        // and does not see what it adds itself.
        const string Sql =
            """
            WITH entry AS (
              SELECT nextval(pg_get_serial_sequence('impression', 'number')) AS number, e.*
              FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS e (
                impression_id, user_id, at, room_id, model_version, variant, user_offset, items, trace)
            ), added AS (
              INSERT INTO impression (
                number, impression_id, user_id, at, room_id, model_version, variant, user_offset, items)
              OVERRIDING SYSTEM VALUE
              SELECT number, impression_id, user_id, at, room_id, model_version, variant, user_offset, items FROM entry
            ), traced AS (
              INSERT INTO impression_trace (number, payload) SELECT number, trace FROM entry WHERE trace IS NOT NULL
            ), forgotten AS (
              DELETE FROM impression WHERE number IN (
                SELECT number FROM impression
                WHERE number <= (SELECT max(number) FROM entry) - $10 ORDER BY number LIMIT 2 * (SELECT count(*) FROM entry))
            )
            DELETE FROM impression_trace WHERE number IN (
              SELECT number FROM impression_trace
              WHERE number <= coalesce((
                SELECT number FROM impression_trace ORDER BY number DESC LIMIT 1
                OFFSET greatest(0, $11 - (SELECT count(*) FROM entry WHERE trace IS NOT NULL))), 0)
              ORDER BY number LIMIT 2 * (SELECT count(*) FROM entry))
            """;

        return store.QueryAsync(
            Sql, static _ => true, cancellationToken,
            Of(Column(impressions, static entry => entry.ImpressionId)),
            Of(Column(impressions, static entry => entry.UserId)),
            Of(Column(impressions, static entry => entry.At.ToUnixTimeMilliseconds())),
            Of(Column(impressions, static entry => entry.RoomId)),
            Of(Column(impressions, static entry => entry.ModelVersion)),
            Of(Column(impressions, static entry => entry.Variant)),
            Of(Column(impressions, static entry => entry.Offset)),
            Of(Column(impressions, static entry => ImpressionItems.Pack(entry.Items))),
            Of(Column(impressions, static entry => entry.Trace?.ToArray())),
            Of(options.Value.KeptMax),
            Of(options.Value.TracesMax));
    }

    public async Task<IReadOnlyList<LoggedImpression>> ReadAfterAsync(
        long number, int limit, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT i.number, {Columns} FROM impression i WHERE i.number > $1 ORDER BY i.number LIMIT $2";

        var entries = await store.QueryAsync(Sql, Read, cancellationToken, Of(number), Of(limit));
        var outcomes = await ReadOutcomesAsync(entries, cancellationToken);
        return entries.ConvertAll(entry => entry with
        {
            Outcomes = [.. outcomes[(entry.Impression.ImpressionId, entry.Impression.UserId)]],
        });
    }

    public async Task<IReadOnlyList<LoggedImpression>> ReadTracedAsync(
        long number, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            $"""
            SELECT i.number, {Columns}, t.payload FROM impression_trace t JOIN impression i USING (number)
            WHERE t.number > $1 ORDER BY t.number LIMIT $2
            """;

        return await store.QueryAsync(Sql, ReadTraced, cancellationToken, Of(number), Of(limit));
    }

    private async Task<ILookup<(string ImpressionId, string UserId), ImpressionOutcome>> ReadOutcomesAsync(
        List<LoggedImpression> entries, CancellationToken cancellationToken)
    {
        const string Sql =
            """
            SELECT impression_id, user_id, product_id, kind, value, at FROM interaction
            WHERE impression_id = ANY ($1) ORDER BY sequence
            """;

        var ids = entries.Select(static entry => entry.Impression.ImpressionId).Distinct().ToArray();
        var rows = await store.QueryAsync(
            Sql,
            static reader => (Key: (reader.GetString(0), reader.GetString(1)), Outcome: new ImpressionOutcome(
                reader.GetString(2), (InteractionKind)reader.GetInt16(3), reader.IsDBNull(4) ? null : reader.GetDouble(4),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)))),
            cancellationToken,
            Of(ids));
        return rows.ToLookup(static row => row.Key, static row => row.Outcome);
    }

    private static T[] Column<T>(IReadOnlyList<Impression> impressions, Func<Impression, T> select) =>
        [.. impressions.Select(select)];

    private static LoggedImpression Read(NpgsqlDataReader reader) => new(
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

    private static LoggedImpression ReadTraced(NpgsqlDataReader reader)
    {
        var entry = Read(reader);
        return entry with { Impression = entry.Impression with { Trace = reader.GetFieldValue<byte[]>(9) } };
    }
}
