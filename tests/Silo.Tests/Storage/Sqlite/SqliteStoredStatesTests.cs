using Orleans;
using Orleans.Runtime;
using SocialCommerce.Grains.Operations.Cluster;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteStoredStatesTests : StoredStatesConformance, IDisposable
{
    private readonly StoreDirectory _directory = new();
    private readonly SqliteGrainStorage _storage;

    public SqliteStoredStatesTests()
    {
        var store = _directory.Open();
        _storage = new SqliteGrainStorage(store, new GrainStateSerializer(BasketJson.Default.Options));
        States = new SqliteStoredStates(store);
        Orders = new SqliteOrderStore(store);
    }

    protected override IStoredStates States { get; }

    protected override IOrderStore Orders { get; }

    public void Dispose() => _directory.Dispose();

    protected override Task WriteAsync(GrainId grain, string name, BasketState state) =>
        _storage.WriteStateAsync(name, grain, new GrainState<BasketState>(state));
}
