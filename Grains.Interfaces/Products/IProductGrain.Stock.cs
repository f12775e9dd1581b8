using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Interfaces.Products;

/// <content>
/// What the product shows of its stock, for <see cref="IStockGrain"/> alone, which owns the units: whoever sells asks there.
/// </content>
public partial interface IProductGrain
{
    /// <summary>What the stock begins with, or null when there is no such product. Reads only, so that it can be asked for at any time.</summary>
    [AlwaysInterleave, Idempotent, Alias("OpenStock")]
    Task<StockOpening?> OpenStockAsync(CancellationToken cancellationToken = default);

    /// <summary>Notes, durably, that from now on the stock is to be asked how many units there are.</summary>
    [Idempotent, Alias("MarkStock")]
    Task MarkStockAsync(CancellationToken cancellationToken = default);

    /// <summary>Shows another level; an older one than the product knows is ignored.</summary>
    [Idempotent, Alias("StockMoved")]
    Task StockMovedAsync(StockCopy copy, CancellationToken cancellationToken = default);
}
