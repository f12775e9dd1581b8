using SocialCommerce.Grains.Common;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteListStoreTests : ListStoreConformance, IDisposable
{
    private readonly StoreDirectory _directory = new();
    private SqliteListStore _lists;

    public SqliteListStoreTests()
    {
        _lists = new SqliteListStore(_directory.Open());
    }

    protected override IListStore Lists => _lists;

    public void Dispose() => _directory.Dispose();

    protected override Task ReopenAsync()
    {
        _lists = new SqliteListStore(_directory.Reopen());
        return Task.CompletedTask;
    }
}
