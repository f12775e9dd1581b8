using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Common;

namespace SocialCommerce.Silo.Storage;

/// <summary>Named lists as rows of one table, paged by position.</summary>
internal sealed class SqliteListStore(SqliteStore store) : IListStore
{
    public async Task<IReadOnlyList<bool>> ApplyAsync(
        IReadOnlyList<ListChange> changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await store.Writer.WriteAsync(session => changes.Select(change => Apply(session, change)).ToArray());
    }

    public Task<IdPage> PageAsync(string list, PageRequest request, CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT id, position FROM list_item WHERE list = ?1 AND position < ?2 ORDER BY position DESC LIMIT ?3";

        var limit = ListPages.LimitOf(request);

        // One row more than asked for tells whether there is a next page.
        var rows = store.Read(session => session.Query(
            Sql, static reader => (Id: reader.GetString(0), Position: reader.GetInt64(1)), list,
            ListPages.StartOf(request), limit + 1));
        return Task.FromResult(ListPages.Make(rows, limit));
    }

    public Task<long> CountAsync(string list, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT count(*) FROM list_item WHERE list = ?1";

        return Task.FromResult(store.Read(session => (long)session.Scalar(Sql, list)!));
    }

    public Task<bool> ContainsAsync(string list, string id, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT 1 FROM list_item WHERE list = ?1 AND id = ?2";

        return Task.FromResult(store.Read(session => session.Scalar(Sql, list, id) is not null));
    }

    private static bool Apply(SqlSession session, ListChange change)
    {
        const string Insert = "INSERT INTO list_item (list, id) VALUES (?1, ?2) ON CONFLICT (list, id) DO NOTHING";
        const string Delete = "DELETE FROM list_item WHERE list = ?1 AND id = ?2";

        return session.Execute(change.IsAdded ? Insert : Delete, change.List, change.Id) > 0;
    }
}
