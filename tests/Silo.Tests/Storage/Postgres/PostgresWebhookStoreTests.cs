using SocialCommerce.Grains.Operations.Webhooks;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresWebhookStoreTests(PostgresServer server) : WebhookStoreConformance, IAsyncLifetime
{
    private readonly PostgresSubject<PostgresWebhookStore> _subject = new(server, static store => new PostgresWebhookStore(store));

    protected override IWebhookStore Store => _subject.Current;

    public Task InitializeAsync() => _subject.StartAsync();

    public Task DisposeAsync() => _subject.StopAsync();

    protected override Task ReopenAsync()
    {
        _subject.Reopen();
        return Task.CompletedTask;
    }
}
