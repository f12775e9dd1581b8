using SocialCommerce.Grains.Products.Reviews;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteReviewStoreTests : ReviewStoreConformance, IDisposable
{
    private readonly StoreDirectory _directory = new();
    private SqliteReviewStore _reviews;

    public SqliteReviewStoreTests()
    {
        _reviews = new SqliteReviewStore(_directory.Open());
    }

    protected override IReviewStore Store => _reviews;

    public void Dispose() => _directory.Dispose();

    protected override Task ReopenAsync()
    {
        _reviews = new SqliteReviewStore(_directory.Reopen());
        return Task.CompletedTask;
    }
}
