using System.Text.Json;
using Npgsql;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Rooms.Replay;
using static SocialCommerce.Silo.Storage.PostgresParameter;

namespace SocialCommerce.Silo.Storage;

/// <summary>The moments of every room as a table of the database that all silos share.</summary>
internal sealed class PostgresRoomTrack(PostgresStore store) : IRoomTrack
{
    public Task AppendAsync(string roomId, IReadOnlyList<RoomMoment> moments, CancellationToken cancellationToken)
    {
        const string Sql =
            """
            INSERT INTO room_moment (room_id, at, sequence, payload, state)
            SELECT DISTINCT ON (m.at) $1, m.at, m.sequence, m.payload, m.state
            FROM unnest($2, $3, $4, $5) WITH ORDINALITY AS m (at, sequence, payload, state, place) ORDER BY m.at, m.place DESC
            ON CONFLICT (room_id, at) DO UPDATE
            SET sequence = excluded.sequence, payload = excluded.payload, state = excluded.state
            """;

        return store.QueryAsync(
            Sql, static _ => true, cancellationToken,
            Of(roomId),
            Of(moments.Select(static moment => moment.At.ToUnixTimeMilliseconds()).ToArray()),
            Of(moments.Select(static moment => moment.Sequence).ToArray()),
            Of(moments.Select(static moment =>
                JsonSerializer.SerializeToUtf8Bytes(MomentRow.Of(moment), GrainJson.Default.MomentRow)).ToArray()),
            Of(moments.Select(static moment => moment.State?.ToArray()).ToArray()));
    }

    public async Task<IReadOnlyList<RoomMoment>> ReadAsync(
        string roomId, DateTimeOffset after, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT at, sequence, payload FROM room_moment WHERE room_id = $1 AND at > $2 ORDER BY at LIMIT $3";

        return await store.QueryAsync(
            Sql, static reader => Read(reader, state: null), cancellationToken,
            Of(roomId), Of(after.ToUnixTimeMilliseconds()), Of(limit));
    }

    public async Task<RoomMoment?> ReadStateAsync(string roomId, long sequence, CancellationToken cancellationToken)
    {
        const string Sql =
            """
            SELECT at, sequence, payload, state FROM room_moment
            WHERE room_id = $1 AND sequence <= $2 AND state IS NOT NULL ORDER BY sequence DESC, at DESC LIMIT 1
            """;

        var moments = await store.QueryAsync(
            Sql, static reader => Read(reader, reader.GetFieldValue<byte[]>(3)), cancellationToken, Of(roomId), Of(sequence));
        return moments.FirstOrDefault();
    }

    private static RoomMoment Read(NpgsqlDataReader reader, byte[]? state) =>
        (JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(2), GrainJson.Default.MomentRow)
            ?? throw new InvalidDataException("A room moment is stored as null."))
        .ToMoment(reader.GetInt64(0), reader.GetInt64(1), state);
}
