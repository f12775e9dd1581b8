using SocialCommerce.Grains.Operations.Webhooks;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteWebhookStoreTests : WebhookStoreConformance, IDisposable
{
    private readonly StoreDirectory _directory = new();
    private SqliteWebhookStore _messages;

    public SqliteWebhookStoreTests()
    {
        _messages = new SqliteWebhookStore(_directory.Open());
    }

    protected override IWebhookStore Store => _messages;

    public void Dispose() => _directory.Dispose();

    protected override Task ReopenAsync()
    {
        _messages = new SqliteWebhookStore(_directory.Reopen());
        return Task.CompletedTask;
    }
}
