using Microsoft.Extensions.Logging.Abstractions;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresOrderStoreTests : OrderStoreConformance, IAsyncLifetime
{
    private readonly PostgresSubject<PostgresOrderStore> _subject;
    private PostgresStore _store = null!;

    public PostgresOrderStoreTests(PostgresServer server)
    {
        _subject = new PostgresSubject<PostgresOrderStore>(server, Open);
    }

    protected override IOrderStore Orders => _subject.Current;

    public Task InitializeAsync() => _subject.StartAsync();

    public Task DisposeAsync() => _subject.StopAsync();

    protected override Task ReopenAsync()
    {
        _subject.Reopen();
        return Task.CompletedTask;
    }

    protected override async Task DamageAsync(string orderId)
    {
        await using var command = _store.DataSource.CreateCommand("UPDATE customer_order SET payload = '{}' WHERE order_id = $1");
        command.Parameters.Add(PostgresParameter.Of(orderId));
        await command.ExecuteNonQueryAsync();
    }

    private PostgresOrderStore Open(PostgresStore store)
    {
        _store = store;
        return new PostgresOrderStore(store, NullLogger<PostgresOrderStore>.Instance);
    }
}
