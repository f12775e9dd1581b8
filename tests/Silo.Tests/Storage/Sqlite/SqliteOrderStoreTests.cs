using SocialCommerce.Grains.Orders;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteOrderStoreTests : OrderStoreConformance, IDisposable
{
    private readonly StoreDirectory _directory = new();
    private SqliteStore _store;

    public SqliteOrderStoreTests() => _store = _directory.Open();

    protected override IOrderStore Orders => new SqliteOrderStore(_store);

    public void Dispose() => _directory.Dispose();

    protected override Task ReopenAsync()
    {
        _store = _directory.Reopen();
        return Task.CompletedTask;
    }

    protected override Task DamageAsync(string orderId) => _store.Writer.WriteAsync(session =>
        session.Execute("UPDATE customer_order SET payload = x'7b7d' WHERE order_id = ?1", orderId));
}
