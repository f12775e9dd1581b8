using System.Text.Json;
using Microsoft.Data.Sqlite;
using Orleans.Storage;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;

namespace SocialCommerce.Silo.Storage;

/// <summary>The events of every room as a table of the store.</summary>
internal sealed class SqliteRoomLog(SqliteStore store) : IRoomLog
{
    public async Task AppendAsync(string roomId, RoomEvent roomEvent, CancellationToken cancellationToken)
    {
        // Only the place right after the last is free: an event whose forerunner failed fails too and leaves no hole.
        const string Sql =
            """
            INSERT INTO room_event (room_id, sequence, payload)
            SELECT ?1, ?2, ?3
            WHERE ?2 = 1 + (SELECT coalesce(max(sequence), 0) FROM room_event WHERE room_id = ?1)
            """;

        cancellationToken.ThrowIfCancellationRequested();
        var payload = JsonSerializer.SerializeToUtf8Bytes(roomEvent, GrainJson.Default.RoomEvent);
        var inserted = await store.Writer.WriteAsync(
            session => session.Execute(Sql, roomId, roomEvent.Sequence, payload));
        if (inserted == 0)
        {
            throw new InconsistentStateException($"Room {roomId} does not end right before event {roomEvent.Sequence}.");
        }
    }

    public Task<IReadOnlyList<RoomEvent>> ReadAsync(
        string roomId, long afterSequence, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT payload FROM room_event WHERE room_id = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3";

        return Task.FromResult<IReadOnlyList<RoomEvent>>(
            store.Read(session => session.Query(Sql, ReadEvent, roomId, afterSequence, limit)));
    }

    public Task<IReadOnlyList<RoomEvent>> ReadTailAsync(string roomId, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT payload FROM room_event WHERE room_id = ?1 ORDER BY sequence DESC LIMIT ?2";

        var events = store.Read(session => session.Query(Sql, ReadEvent, roomId, limit));
        events.Reverse();
        return Task.FromResult<IReadOnlyList<RoomEvent>>(events);
    }

    public async Task DeleteAsync(string roomId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await store.Writer.WriteAsync(
            session => session.Execute("DELETE FROM room_event WHERE room_id = ?1", roomId));
    }

    private static RoomEvent ReadEvent(SqliteDataReader reader) =>
        JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(0), GrainJson.Default.RoomEvent)
        ?? throw new InvalidDataException("A room event is stored as null.");
}
