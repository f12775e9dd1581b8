using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Inventory;

/// <summary>
/// The door to a product's stock. The counter belongs to the product's grain, its only writer; whoever sells asks here,
/// so that the counter can move out without anybody noticing.
/// </summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class StockGrain : Grain, IStockGrain
{
    private IProductGrain Product => GrainFactory.GetGrain<IProductGrain>(this.GetPrimaryKeyString());

    public Task<StockResult> ReserveAsync(ReserveStock command, CancellationToken cancellationToken) =>
        Product.ReserveStockAsync(command, cancellationToken);

    public Task<StockResult> SettleAsync(SettleStock command, CancellationToken cancellationToken) =>
        Product.SettleStockAsync(command, cancellationToken);

    public Task<StockLevel?> GetLevelAsync(CancellationToken cancellationToken) =>
        Product.GetStockAsync(cancellationToken);
}
