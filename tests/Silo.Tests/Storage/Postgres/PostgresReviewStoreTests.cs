using SocialCommerce.Grains.Products.Reviews;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresReviewStoreTests(PostgresServer server) : ReviewStoreConformance, IAsyncLifetime
{
    private readonly PostgresSubject<PostgresReviewStore> _subject = new(server, static store => new PostgresReviewStore(store));

    protected override IReviewStore Store => _subject.Current;

    public Task InitializeAsync() => _subject.StartAsync();

    public Task DisposeAsync() => _subject.StopAsync();

    protected override Task ReopenAsync()
    {
        _subject.Reopen();
        return Task.CompletedTask;
    }
}
