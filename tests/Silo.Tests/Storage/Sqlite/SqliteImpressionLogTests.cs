using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteImpressionLogTests : ImpressionLogConformance, IDisposable
{
    private readonly StoreDirectory _directory = new();
    private SqliteStore _store;

    public SqliteImpressionLogTests()
    {
        _store = _directory.Open();
    }

    protected override IImpressionLog Impressions => new SqliteImpressionLog(_store, Options.Create(Bounds));

    protected override IInteractionLog Interactions => new SqliteInteractionLog(_store);

    public void Dispose() => _directory.Dispose();

    protected override Task ReopenAsync()
    {
        _store = _directory.Reopen();
        return Task.CompletedTask;
    }
}
