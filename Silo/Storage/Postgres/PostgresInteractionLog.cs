using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Npgsql;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using static SocialCommerce.Silo.Storage.PostgresParameter;

namespace SocialCommerce.Silo.Storage;

/// <summary>
/// The interaction log as a table with a partition of its own for each of ours. Silos append at once: whoever appends
/// to a partition holds its head until the commit, so that sequences are dense and become visible in order.
/// </summary>
internal sealed class PostgresInteractionLog : IInteractionLog, IDisposable
{
    private const string Columns =
        "partition, sequence, user_id, event_id, product_id, kind, at, room_id, value, impression_id, category, user_vector, "
        + "recorded_at";

    private readonly PostgresStore _store;
    private readonly PostgresWriter<IReadOnlyList<LogEntry>, IReadOnlyList<LogPlace>> _writer;

    public PostgresInteractionLog(PostgresStore store, ILogger<PostgresInteractionLog> logger)
    {
        _store = store;
        _writer = new("postgres-interactions", store, logger, static (connection, batch) => Append(connection, batch));
    }

    public async Task<IReadOnlyList<LogPlace>> AppendAsync(
        IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken) =>
        entries.Count == 0 ? [] : await _writer.WriteAsync(entries, cancellationToken);

    public async Task<IReadOnlyList<LogRow>> ReadPartitionAsync(
        int partition, long afterSequence, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            $"SELECT {Columns} FROM interaction WHERE partition = $1 AND sequence > $2 ORDER BY sequence LIMIT $3";

        return await _store.QueryAsync(
            Sql, ReadRow, cancellationToken, Of((short)partition), Of(afterSequence), Of(limit));
    }

    public async Task<IReadOnlyList<LogRow>> ReadUserTailAsync(
        string userId, long afterOffset, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            $"""
            SELECT {Columns} FROM interaction
            WHERE partition = $1 AND user_id = $2 AND sequence > $3 ORDER BY sequence LIMIT $4
            """;

        var partition = Partitions.Of(userId);
        return await _store.QueryAsync(
            Sql, ReadRow, cancellationToken, Of((short)partition), Of(userId),
            Of(LogOffset.SequenceUpTo(afterOffset, partition)), Of(limit));
    }

    public async Task<long> ReadHeadAsync(int partition, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT sequence FROM interaction_head WHERE partition = $1";

        var rows = await _store.QueryAsync(
            Sql, static reader => reader.GetInt64(0), cancellationToken, Of((short)partition));
        return rows[0];
    }

    public void Dispose() => _writer.Dispose();

    private static void Append(
        NpgsqlConnection connection, List<PendingWrite<IReadOnlyList<LogEntry>, IReadOnlyList<LogPlace>>> batch)
    {
        var entries = new InteractionBatch(batch.SelectMany(static pending => pending.Entry));
        var places = Insert(connection, entries);
        var index = 0;
        foreach (var pending in batch)
        {
            var answer = new LogPlace[pending.Entry.Count];
            for (var item = 0; item < answer.Length; item++)
            {
                answer[item] = entries.PlaceOf(index++, places);
            }

            pending.Result = answer;
        }
    }

    // One round trip and one transaction, as both statements go out before either is answered.
    private static LogPlace[] Insert(NpgsqlConnection connection, InteractionBatch entries)
    {
        // In order, so that two silos never wait for each other crosswise.
        const string Lock = "SELECT FROM interaction_head WHERE partition = ANY ($1) ORDER BY partition FOR UPDATE";

        // A statement of its own, because it has to see what was committed while the lock was waited for. known is a
        // subquery, so that no plan made for a small table ever reads a large one from end to end.
        const string Write =
            """
            WITH entry AS MATERIALIZED (
              SELECT e.*, (
                SELECT i.sequence FROM interaction i
                WHERE i.partition = e.partition AND i.event_key = e.event_key) AS known
              FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) WITH ORDINALITY AS e (
                partition, user_id, event_id, product_id, kind, category, room_id, value, at, recorded_at, impression_id,
                user_vector, event_key, number)
            ), fresh AS MATERIALIZED (
              SELECT e.*, h.sequence + row_number() OVER (PARTITION BY e.partition ORDER BY e.number) AS sequence
              FROM entry e JOIN interaction_head h USING (partition)
              WHERE e.known IS NULL
            ), inserted AS (
              INSERT INTO interaction (
                partition, sequence, user_id, event_id, product_id, kind, category, room_id, value, at, recorded_at,
                impression_id, user_vector, event_key)
              SELECT partition, sequence, user_id, event_id, product_id, kind, category, room_id, value, at, recorded_at,
                impression_id, user_vector, event_key
              FROM fresh
            ), moved AS (
              UPDATE interaction_head h SET sequence = last.sequence
              FROM (SELECT partition, max(sequence) AS sequence FROM fresh GROUP BY partition) last
              WHERE h.partition = last.partition
            )
            SELECT e.number, coalesce(e.known, f.sequence), e.known IS NOT NULL
            FROM entry e LEFT JOIN fresh f USING (number)
            """;

        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Lock) { Parameters = { Of(entries.Locked) } });
        var write = new NpgsqlBatchCommand(Write);
        entries.AddTo(write.Parameters);
        batch.BatchCommands.Add(write);
        using var reader = batch.ExecuteReader();
        reader.NextResult();
        var places = new LogPlace[entries.Count];
        while (reader.Read())
        {
            var index = (int)reader.GetInt64(0) - 1;
            var sequence = reader.GetInt64(1);
            places[index] = new LogPlace(
                LogOffset.Of(entries.PartitionAt(index), sequence), sequence, IsDuplicate: reader.GetBoolean(2));
        }

        // Reads to the end of the transaction: only then is it committed.
        reader.NextResult();
        return places;
    }

    private static LogRow ReadRow(NpgsqlDataReader reader) => new(
        LogOffset.Of(reader.GetInt16(0), reader.GetInt64(1)), reader.GetInt16(0), reader.GetInt64(1), reader.GetString(2),
        ReadInteraction(reader), reader.GetString(10), ReadVector(reader),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(12)));

    private static ImmutableArray<byte> ReadVector(NpgsqlDataReader reader) =>
        reader.IsDBNull(11) ? [] : ImmutableCollectionsMarshal.AsImmutableArray(reader.GetFieldValue<byte[]>(11));

    private static Interaction ReadInteraction(NpgsqlDataReader reader) => new(
        reader.GetString(3),
        reader.GetString(4),
        (InteractionKind)reader.GetInt16(5),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
        reader.IsDBNull(7) ? null : reader.GetString(7),
        reader.IsDBNull(8) ? null : reader.GetDouble(8),
        reader.IsDBNull(9) ? null : reader.GetString(9));
}

/// <summary>
/// The offset of a row in the whole log. Partitions are written at once, so it is not in the order of the commits; it is
/// unique, and within a partition, hence for a user, it grows with the sequence.
/// </summary>
internal static class LogOffset
{
    public static long Of(int partition, long sequence) => sequence * Partitions.Count + partition;

    /// <summary>The last sequence of a partition whose offset is not above the given one; 0 or less when there is none.</summary>
    public static long SequenceUpTo(long offset, int partition) => (offset - partition) / Partitions.Count;
}
