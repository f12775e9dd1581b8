using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Storage;
using SocialCommerce.Grains.Common;
using static SocialCommerce.Silo.Storage.PostgresParameter;

namespace SocialCommerce.Silo.Storage;

/// <summary>
/// The chains as a table, named after the first of them, the audit. Of two activations that write one chain at once, the second meets the first's
/// entry at its place and is refused.
/// </summary>
internal sealed class PostgresChainLog : IChainLog, IDisposable
{
    private readonly PostgresStore _store;
    private readonly PostgresWriter<ChainAppend, bool> _writer;

    public PostgresChainLog(PostgresStore store, ILogger<PostgresChainLog> logger)
    {
        _store = store;
        _writer = new("postgres-audit", store, logger, Append);
    }

    public Task AppendAsync(string chain, ChainEntry entry, CancellationToken cancellationToken) =>
        _writer.WriteAsync(new ChainAppend(chain, entry), cancellationToken);

    public async Task<IReadOnlyList<ChainEntry>> ReadAsync(
        string chain, long afterSequence, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT sequence, payload, hash FROM audit_entry WHERE chain = $1 AND sequence > $2 ORDER BY sequence LIMIT $3";

        return await _store.QueryAsync(Sql, ReadEntry, cancellationToken, Of(chain), Of(afterSequence), Of(limit));
    }

    public async Task<IReadOnlyList<ChainEntry>> ReadBackAsync(
        string chain, long beforeSequence, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT sequence, payload, hash FROM audit_entry WHERE chain = $1 AND sequence < $2 ORDER BY sequence DESC LIMIT $3";

        return await _store.QueryAsync(Sql, ReadEntry, cancellationToken, Of(chain), Of(beforeSequence), Of(limit));
    }

    public void Dispose() => _writer.Dispose();

    // A statement per entry, as each has to see the one before it; all of them are one round trip and one transaction.
    private static void Append(NpgsqlConnection connection, List<PendingWrite<ChainAppend, bool>> batch)
    {
        const string Sql =
            """
            INSERT INTO audit_entry (chain, sequence, payload, hash)
            SELECT $1, $2, $3, $4
            WHERE $2 = 1 + (SELECT coalesce(max(sequence), 0) FROM audit_entry WHERE chain = $1)
            ON CONFLICT DO NOTHING
            """;

        using var commands = new NpgsqlBatch(connection);
        foreach (var (chain, entry) in batch.Select(static pending => pending.Entry))
        {
            commands.BatchCommands.Add(new NpgsqlBatchCommand(Sql)
            {
                Parameters = { Of(chain), Of(entry.Sequence), Of(entry.Payload.ToArray()), Of(entry.Hash.ToArray()) },
            });
        }

        commands.ExecuteNonQuery();
        for (var index = 0; index < batch.Count; index++)
        {
            var (chain, entry) = batch[index].Entry;
            batch[index].Refusal = commands.BatchCommands[index].RecordsAffected > 0
                ? null
                : new InconsistentStateException($"Chain {chain} does not end right before entry {entry.Sequence}.");
        }
    }

    private static ChainEntry ReadEntry(NpgsqlDataReader reader) =>
        new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2));
}

/// <summary>One entry on its way into the log.</summary>
internal sealed record ChainAppend(string Chain, ChainEntry Entry);
