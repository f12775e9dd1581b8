using Npgsql;
using SocialCommerce.Grains.Common;
using static SocialCommerce.Silo.Storage.PostgresParameter;

namespace SocialCommerce.Silo.Storage;

/// <summary>Large values as rows of a megabyte.</summary>
internal sealed class PostgresBlobStore(PostgresStore store) : IBlobStore
{
    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        const string Insert =
            "INSERT INTO blob_part (name, version, part, payload) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
        const string Publish =
            """
            WITH swept AS (DELETE FROM blob_part WHERE name = $1 AND version <> $2)
            INSERT INTO blob (name, version, parts) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET version = excluded.version, parts = excluded.parts
            """;

        var version = BlobParts.VersionOf(content);
        var parts = 0;
        foreach (var (part, payload) in BlobParts.Split(content))
        {
            await ExecuteAsync(Insert, cancellationToken, Of(name), Of(version), Of(part), Of(payload));
            parts++;
        }

        await ExecuteAsync(Publish, cancellationToken, Of(name), Of(version), Of(parts));
    }

    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        // One statement, one snapshot: a write that replaces the value meanwhile does not mix with it.
        const string Sql =
            """
            SELECT b.version, p.payload FROM blob b LEFT JOIN blob_part p USING (name, version)
            WHERE b.name = $1 ORDER BY p.part
            """;

        var rows = await store.QueryAsync(
            Sql, static row => (Version: row.GetString(0), Payload: row.IsDBNull(1) ? [] : row.GetFieldValue<byte[]>(1)),
            cancellationToken, Of(name));
        return rows.Count == 0 ? null : BlobParts.Join(name, rows[0].Version, [.. rows.Select(row => row.Payload)]);
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        const string Sql = "WITH parts AS (DELETE FROM blob_part WHERE name = $1) DELETE FROM blob WHERE name = $1";

        await ExecuteAsync(Sql, cancellationToken, Of(name));
    }

    private Task<List<bool>> ExecuteAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters) =>
        store.QueryAsync(sql, static _ => true, cancellationToken, parameters);
}
