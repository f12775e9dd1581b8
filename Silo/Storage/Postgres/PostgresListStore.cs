using Microsoft.Extensions.Logging;
using Npgsql;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Common;
using static SocialCommerce.Silo.Storage.PostgresParameter;

namespace SocialCommerce.Silo.Storage;

/// <summary>Named lists as rows of one table, paged by position.</summary>
internal sealed class PostgresListStore : IListStore, IDisposable
{
    private readonly PostgresStore _store;
    private readonly PostgresWriter<IReadOnlyList<ListChange>, IReadOnlyList<bool>> _writer;

    public PostgresListStore(PostgresStore store, ILogger<PostgresListStore> logger)
    {
        _store = store;
        _writer = new("postgres-lists", store, logger, static (connection, batch) => Apply(connection, batch));
    }

    public async Task<IReadOnlyList<bool>> ApplyAsync(
        IReadOnlyList<ListChange> changes, CancellationToken cancellationToken) =>
        changes.Count == 0 ? [] : await _writer.WriteAsync(changes, cancellationToken);

    public async Task<IdPage> PageAsync(string list, PageRequest request, CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT id, position FROM list_item WHERE list = $1 AND position < $2 ORDER BY position DESC LIMIT $3";

        var limit = ListPages.LimitOf(request);

        // One row more than asked for tells whether there is a next page.
        var rows = await _store.QueryAsync(
            Sql, static reader => (Id: reader.GetString(0), Position: reader.GetInt64(1)), cancellationToken,
            Of(list), Of(ListPages.StartOf(request)), Of(limit + 1));
        return ListPages.Make(rows, limit);
    }

    public async Task<long> CountAsync(string list, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT count(*) FROM list_item WHERE list = $1";

        return (await _store.QueryAsync(Sql, static reader => reader.GetInt64(0), cancellationToken, Of(list)))[0];
    }

    public async Task<bool> ContainsAsync(string list, string id, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT FROM list_item WHERE list = $1 AND id = $2";

        return (await _store.QueryAsync(Sql, static _ => true, cancellationToken, Of(list), Of(id))).Count > 0;
    }

    public void Dispose() => _writer.Dispose();

    // A statement per change, as each has to see what the one before it did; all of them are one round trip and one
    // transaction, as they go out before any is answered.
    private static void Apply(
        NpgsqlConnection connection, List<PendingWrite<IReadOnlyList<ListChange>, IReadOnlyList<bool>>> batch)
    {
        const string Insert = "INSERT INTO list_item (list, id) VALUES ($1, $2) ON CONFLICT (list, id) DO NOTHING";
        const string Delete = "DELETE FROM list_item WHERE list = $1 AND id = $2";

        using var commands = new NpgsqlBatch(connection);
        foreach (var change in batch.SelectMany(static pending => pending.Entry))
        {
            commands.BatchCommands.Add(new NpgsqlBatchCommand(change.IsAdded ? Insert : Delete)
            {
                Parameters = { Of(change.List), Of(change.Id) },
            });
        }

        commands.ExecuteNonQuery();
        var index = 0;
        foreach (var pending in batch)
        {
            pending.Result = [.. pending.Entry.Select(_ => commands.BatchCommands[index++].RecordsAffected > 0)];
        }
    }
}
