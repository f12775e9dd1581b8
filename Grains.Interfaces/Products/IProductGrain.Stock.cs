using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Interfaces.Products;

/// <content>The product's stock, for <see cref="IStockGrain"/> alone: whoever sells asks there.</content>
public partial interface IProductGrain
{
    /// <summary>See <see cref="IStockGrain.ReserveAsync"/>.</summary>
    [Idempotent, Alias("ReserveStock")]
    Task<StockResult> ReserveStockAsync(ReserveStock command, CancellationToken cancellationToken = default);

    /// <summary>See <see cref="IStockGrain.SettleAsync"/>.</summary>
    [Idempotent, Alias("SettleStock")]
    Task<StockResult> SettleStockAsync(SettleStock command, CancellationToken cancellationToken = default);

    /// <summary>See <see cref="IStockGrain.GetLevelAsync"/>.</summary>
    [Idempotent, Alias("GetStock")]
    Task<StockLevel?> GetStockAsync(CancellationToken cancellationToken = default);
}
