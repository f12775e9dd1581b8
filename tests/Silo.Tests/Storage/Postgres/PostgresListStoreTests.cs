using Microsoft.Extensions.Logging.Abstractions;
using SocialCommerce.Grains.Common;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresListStoreTests(PostgresServer server) : ListStoreConformance, IAsyncLifetime
{
    private readonly PostgresSubject<PostgresListStore> _subject = new(
        server, static store => new PostgresListStore(store, NullLogger<PostgresListStore>.Instance));

    protected override IListStore Lists => _subject.Current;

    public Task InitializeAsync() => _subject.StartAsync();

    public Task DisposeAsync() => _subject.StopAsync();

    protected override Task ReopenAsync()
    {
        _subject.Reopen();
        return Task.CompletedTask;
    }
}
