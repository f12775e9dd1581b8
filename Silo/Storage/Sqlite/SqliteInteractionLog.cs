using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Silo.Storage;

/// <summary>The interaction log as a table of the store.</summary>
internal sealed class SqliteInteractionLog : IInteractionLog
{
    private const string Columns =
        "offset, partition, sequence, user_id, event_id, product_id, kind, at, room_id, value, impression_id, category, user_vector, "
        + "recorded_at";

    private readonly SqliteStore _store;

    // Last offset and last sequence of each partition; only the writer thread touches it.
    private LogHeads? _heads;

    public SqliteInteractionLog(SqliteStore store)
    {
        _store = store;
        store.Writer.RolledBack += () => _heads = null;
    }

    public async Task<IReadOnlyList<LogPlace>> AppendAsync(
        IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await _store.Writer.WriteAsync(session => Append(session, entries));
    }

    public Task<IReadOnlyList<LogRow>> ReadPartitionAsync(
        int partition, long afterSequence, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            $"SELECT {Columns} FROM interaction WHERE partition = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3";

        return Query(Sql, partition, afterSequence, limit);
    }

    public Task<IReadOnlyList<LogRow>> ReadUserTailAsync(
        string userId, long afterOffset, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            $"SELECT {Columns} FROM interaction WHERE user_id = ?1 AND offset > ?2 ORDER BY offset LIMIT ?3";

        return Query(Sql, userId, afterOffset, limit);
    }

    public Task<long> ReadHeadAsync(int partition, CancellationToken cancellationToken) =>
        Task.FromResult(_store.Read(session => LogHeads.ReadSequence(session, partition)));

    private Task<IReadOnlyList<LogRow>> Query(string sql, object first, long second, int limit) =>
        Task.FromResult<IReadOnlyList<LogRow>>(_store.Read(session => session.Query(sql, ReadRow, first, second, limit)));

    private LogPlace[] Append(SqlSession session, IReadOnlyList<LogEntry> entries)
    {
        _heads ??= LogHeads.Read(session);
        var places = new LogPlace[entries.Count];
        for (var index = 0; index < places.Length; index++)
        {
            places[index] = Insert(session, entries[index], _heads);
        }

        return places;
    }

    private static LogPlace Insert(SqlSession session, LogEntry entry, LogHeads heads)
    {
        const string Sql =
            $"""
            INSERT INTO interaction ({Columns})
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            ON CONFLICT (user_id, event_id) DO NOTHING
            """;

        var item = entry.Interaction;
        var partition = Partitions.Of(entry.UserId);
        var place = heads.Next(partition);
        var inserted = session.Execute(
            Sql, place.Offset, partition, place.Sequence, entry.UserId, item.EventId, item.ProductId, (int)item.Kind,
            item.At.ToUnixTimeMilliseconds(), item.RoomId, item.Value, item.ImpressionId, entry.Category,
            PackVector(entry.UserVector), entry.RecordedAt.ToUnixTimeMilliseconds());
        if (inserted == 0)
        {
            return FindDuplicate(session, entry);
        }

        heads.Advance(partition);
        return place;
    }

    private static LogPlace FindDuplicate(SqlSession session, LogEntry entry)
    {
        const string Sql = "SELECT offset, sequence FROM interaction WHERE user_id = ?1 AND event_id = ?2";

        return session.Query(
            Sql,
            static reader => new LogPlace(reader.GetInt64(0), reader.GetInt64(1), IsDuplicate: true),
            entry.UserId,
            entry.Interaction.EventId)[0];
    }

    private static LogRow ReadRow(SqliteDataReader reader) => new(
        reader.GetInt64(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetString(3), ReadInteraction(reader),
        reader.GetString(11), ReadVector(reader), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(13)));

    private static byte[]? PackVector(ImmutableArray<byte> vector) => vector.IsDefaultOrEmpty ? null : [.. vector];

    private static ImmutableArray<byte> ReadVector(SqliteDataReader reader) =>
        reader.IsDBNull(12) ? [] : ImmutableCollectionsMarshal.AsImmutableArray(reader.GetFieldValue<byte[]>(12));

    private static Interaction ReadInteraction(SqliteDataReader reader) => new(
        reader.GetString(4),
        reader.GetString(5),
        (InteractionKind)reader.GetInt32(6),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(7)),
        reader.IsDBNull(8) ? null : reader.GetString(8),
        reader.IsDBNull(9) ? null : reader.GetDouble(9),
        reader.IsDBNull(10) ? null : reader.GetString(10));
}
