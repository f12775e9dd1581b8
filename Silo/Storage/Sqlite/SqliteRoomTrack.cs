using System.Text.Json;
using Microsoft.Data.Sqlite;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Rooms.Replay;

namespace SocialCommerce.Silo.Storage;

/// <summary>The moments of every room as a table of the store.</summary>
internal sealed class SqliteRoomTrack(SqliteStore store) : IRoomTrack
{
    public async Task AppendAsync(string roomId, IReadOnlyList<RoomMoment> moments, CancellationToken cancellationToken)
    {
        const string Sql =
            "INSERT OR REPLACE INTO room_moment (room_id, at, sequence, payload, state) VALUES (?1, ?2, ?3, ?4, ?5)";

        cancellationToken.ThrowIfCancellationRequested();
        await store.Writer.WriteAsync(session => moments.Sum(moment => session.Execute(
            Sql,
            roomId,
            moment.At.ToUnixTimeMilliseconds(),
            moment.Sequence,
            JsonSerializer.SerializeToUtf8Bytes(MomentRow.Of(moment), GrainJson.Default.MomentRow),
            moment.State?.ToArray())));
    }

    public Task<IReadOnlyList<RoomMoment>> ReadAsync(
        string roomId, DateTimeOffset after, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT at, sequence, payload FROM room_moment WHERE room_id = ?1 AND at > ?2 ORDER BY at LIMIT ?3";

        return Task.FromResult<IReadOnlyList<RoomMoment>>(store.Read(session => session.Query(
            Sql, static reader => Read(reader, state: null), roomId, after.ToUnixTimeMilliseconds(), limit)));
    }

    public Task<RoomMoment?> ReadStateAsync(string roomId, long sequence, CancellationToken cancellationToken)
    {
        const string Sql =
            """
            SELECT at, sequence, payload, state FROM room_moment
            WHERE room_id = ?1 AND sequence <= ?2 AND state IS NOT NULL ORDER BY sequence DESC, at DESC LIMIT 1
            """;

        return Task.FromResult(store.Read(session => session.Query(
            Sql, static reader => Read(reader, reader.GetFieldValue<byte[]>(3)), roomId, sequence)).FirstOrDefault());
    }

    private static RoomMoment Read(SqliteDataReader reader, byte[]? state) =>
        (JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(2), GrainJson.Default.MomentRow)
            ?? throw new InvalidDataException("A room moment is stored as null."))
        .ToMoment(reader.GetInt64(0), reader.GetInt64(1), state);
}
