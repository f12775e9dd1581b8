using System.Globalization;
using Microsoft.Data.Sqlite;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace SocialCommerce.Silo.Storage;

/// <summary>Grain state as JSON in one table, guarded by an integer version that grains see as the ETag.</summary>
internal sealed class SqliteGrainStorage(SqliteStore store, GrainStateSerializer serializer) : IGrainStorage
{
    private const int Format = 1;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        const string Sql = "SELECT payload, version, format, checksum FROM grain_state WHERE grain_id = ?1 AND state_name = ?2";

        var rows = store.Read(session => session.Query(Sql, ReadRow, grainId.ToString(), stateName));
        if (rows.Count == 0)
        {
            Reset(grainState);
            return Task.CompletedTask;
        }

        var row = rows[0];
        if (row.Format > Format)
        {
            throw new InvalidDataException($"State '{stateName}' of {grainId} has format {row.Format}; this program knows {Format}.");
        }

        var payload = row.Checksum is { } checksum
            ? PayloadChecksum.Check(row.Payload, checksum, $"State '{stateName}' of {grainId}")
            : row.Payload;
        grainState.State = serializer.Deserialize<T>(payload)
            ?? throw new InvalidDataException($"State '{stateName}' of {grainId} is stored as null.");
        grainState.ETag = row.Version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = serializer.Serialize(grainState.State);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, store.Options.StateBytesMax, stateName);

        var key = grainId.ToString();
        var etag = grainState.ETag;
        var version = await store.Writer.WriteAsync(session => Write(session, key, stateName, payload, etag));
        grainState.ETag = version is { } written
            ? written.ToString(CultureInfo.InvariantCulture)
            : throw Conflict(stateName, grainId, etag);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = grainId.ToString();
        var etag = grainState.ETag;
        if (!await store.Writer.WriteAsync(session => Clear(session, key, stateName, etag)))
        {
            throw Conflict(stateName, grainId, etag);
        }

        Reset(grainState);
    }

    // Null when another activation got there first: neither statement returns a row then.
    private static long? Write(SqlSession session, string grainId, string stateName, byte[] payload, string? etag)
    {
        // A state that was cleared and is written anew must not meet the ETags of its earlier life, so its versions start
        // anywhere in 62 bits.
        const string Insert =
            """
            INSERT INTO grain_state (grain_id, state_name, format, version, payload, checksum)
            VALUES (?1, ?2, ?3, random() & 4611686018427387903, ?4, ?5)
            ON CONFLICT DO NOTHING RETURNING version
            """;
        const string Update =
            """
            UPDATE grain_state SET payload = ?3, format = ?4, version = version + 1, checksum = ?6
            WHERE grain_id = ?1 AND state_name = ?2 AND version = ?5 RETURNING version
            """;

        var checksum = PayloadChecksum.Of(payload);
        return etag is null
            ? (long?)session.Scalar(Insert, grainId, stateName, Format, payload, checksum)
            : (long?)session.Scalar(Update, grainId, stateName, payload, Format, ParseVersion(etag), checksum);
    }

    // False when the state is not as its owner knows it: at another version, or there although the owner never saw it.
    private static bool Clear(SqlSession session, string grainId, string stateName, string? etag)
    {
        const string Delete = "DELETE FROM grain_state WHERE grain_id = ?1 AND state_name = ?2 AND version = ?3";
        const string Find = "SELECT 1 FROM grain_state WHERE grain_id = ?1 AND state_name = ?2";

        return etag is null
            ? session.Scalar(Find, grainId, stateName) is null
            : session.Execute(Delete, grainId, stateName, ParseVersion(etag)) > 0;
    }

    private static (byte[] Payload, long Version, int Format, long? Checksum) ReadRow(SqliteDataReader reader) =>
        (reader.GetFieldValue<byte[]>(0), reader.GetInt64(1), reader.GetInt32(2), reader.IsDBNull(3) ? null : reader.GetInt64(3));

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static long ParseVersion(string etag) => long.Parse(etag, CultureInfo.InvariantCulture);

    private static InconsistentStateException Conflict(string stateName, GrainId grainId, string? etag) =>
        new($"State '{stateName}' of {grainId} is no longer at version {etag ?? "(new)"}.");
}
