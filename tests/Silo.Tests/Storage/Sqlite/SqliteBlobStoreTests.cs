using SocialCommerce.Grains.Common;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteBlobStoreTests : BlobStoreConformance, IDisposable
{
    private readonly StoreDirectory _directory = new();
    private SqliteBlobStore _blobs;

    public SqliteBlobStoreTests()
    {
        _blobs = new SqliteBlobStore(_directory.Open());
    }

    protected override IBlobStore Blobs => _blobs;

    public void Dispose() => _directory.Dispose();

    protected override Task ReopenAsync()
    {
        _blobs = new SqliteBlobStore(_directory.Reopen());
        return Task.CompletedTask;
    }
}
