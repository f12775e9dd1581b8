using SocialCommerce.Grains.Common;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresBlobStoreTests(PostgresServer server) : BlobStoreConformance, IAsyncLifetime
{
    private readonly PostgresSubject<PostgresBlobStore> _subject = new(
        server, static store => new PostgresBlobStore(store));

    protected override IBlobStore Blobs => _subject.Current;

    public Task InitializeAsync() => _subject.StartAsync();

    public Task DisposeAsync() => _subject.StopAsync();

    protected override Task ReopenAsync()
    {
        _subject.Reopen();
        return Task.CompletedTask;
    }
}
