using Microsoft.Data.Sqlite;
using SocialCommerce.Grains.Common;

namespace SocialCommerce.Silo.Storage;

/// <summary>Large values as rows of a megabyte.</summary>
internal sealed class SqliteBlobStore(SqliteStore store) : IBlobStore
{
    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        const string Insert =
            "INSERT INTO blob_part (name, version, part, payload) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name, version, part) DO NOTHING";
        const string Publish =
            "INSERT INTO blob (name, version, parts) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET version = ?2, parts = ?3";
        const string Sweep = "DELETE FROM blob_part WHERE name = ?1 AND version <> ?2";

        var version = BlobParts.VersionOf(content);
        var parts = 0;
        foreach (var (part, payload) in BlobParts.Split(content))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await store.Writer.WriteAsync(session => session.Execute(Insert, name, version, part, payload));
            parts++;
        }

        cancellationToken.ThrowIfCancellationRequested();
        await store.Writer.WriteAsync(session =>
            session.Execute(Publish, name, version, parts) + session.Execute(Sweep, name, version));
    }

    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        // One statement, one snapshot: a write that replaces the value meanwhile does not mix with it.
        const string Sql =
            """
            SELECT b.version, p.payload FROM blob b LEFT JOIN blob_part p USING (name, version)
            WHERE b.name = ?1 ORDER BY p.part
            """;

        cancellationToken.ThrowIfCancellationRequested();
        var rows = store.Read(session => session.Query(Sql, ReadPart, name));
        return Task.FromResult(rows.Count == 0
            ? null
            : BlobParts.Join(name, rows[0].Version, [.. rows.Select(row => row.Payload)]));
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        const string Head = "DELETE FROM blob WHERE name = ?1";
        const string Parts = "DELETE FROM blob_part WHERE name = ?1";

        cancellationToken.ThrowIfCancellationRequested();
        await store.Writer.WriteAsync(session => session.Execute(Head, name) + session.Execute(Parts, name));
    }

    private static (string Version, byte[] Payload) ReadPart(SqliteDataReader row) =>
        (row.GetString(0), row.IsDBNull(1) ? [] : row.GetFieldValue<byte[]>(1));
}
