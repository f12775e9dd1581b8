using Microsoft.Data.Sqlite;
using Orleans.Storage;
using SocialCommerce.Grains.Common;

namespace SocialCommerce.Silo.Storage;

/// <summary>The chains as a table of the store, named after the first of them, the audit.</summary>
internal sealed class SqliteChainLog(SqliteStore store) : IChainLog
{
    public async Task AppendAsync(string chain, ChainEntry entry, CancellationToken cancellationToken)
    {
        // Only the place right after the last is free: an entry whose forerunner failed fails too.
        const string Sql =
            """
            INSERT INTO audit_entry (chain, sequence, payload, hash)
            SELECT ?1, ?2, ?3, ?4
            WHERE ?2 = 1 + (SELECT coalesce(max(sequence), 0) FROM audit_entry WHERE chain = ?1)
            """;

        cancellationToken.ThrowIfCancellationRequested();
        var (payload, hash) = (entry.Payload.ToArray(), entry.Hash.ToArray());
        var inserted = await store.Writer.WriteAsync(
            session => session.Execute(Sql, chain, entry.Sequence, payload, hash));
        if (inserted == 0)
        {
            throw new InconsistentStateException($"Chain {chain} does not end right before entry {entry.Sequence}.");
        }
    }

    public Task<IReadOnlyList<ChainEntry>> ReadAsync(
        string chain, long afterSequence, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT sequence, payload, hash FROM audit_entry WHERE chain = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3";

        return Task.FromResult<IReadOnlyList<ChainEntry>>(
            store.Read(session => session.Query(Sql, ReadEntry, chain, afterSequence, limit)));
    }

    public Task<IReadOnlyList<ChainEntry>> ReadBackAsync(
        string chain, long beforeSequence, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT sequence, payload, hash FROM audit_entry WHERE chain = ?1 AND sequence < ?2 ORDER BY sequence DESC LIMIT ?3";

        return Task.FromResult<IReadOnlyList<ChainEntry>>(
            store.Read(session => session.Query(Sql, ReadEntry, chain, beforeSequence, limit)));
    }

    private static ChainEntry ReadEntry(SqliteDataReader reader) =>
        new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2));
}
