namespace SocialCommerce.Grains.Interfaces.Inventory;

/// <summary>
/// The stock of one product: what is available, what is held for somebody, what is sold. Units only move between these
/// three; the merchant alone sets how many are available. Key: the product id.
/// </summary>
[Alias("sc.IStockGrain")]
public interface IStockGrain : IGrainWithStringKey
{
    /// <summary>Takes units out of what is available and holds them until they are settled or the hold expires. Repeating an id holds once.</summary>
    [Idempotent, Alias("Reserve")]
    Task<StockResult> ReserveAsync(ReserveStock command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Says how many units of a reservation are sold and how many went back so far. Totals only grow, so that repeating
    /// a command, or hearing of them in another order, changes nothing.
    /// </summary>
    [Idempotent, Alias("Settle")]
    Task<StockResult> SettleAsync(SettleStock command, CancellationToken cancellationToken = default);

    /// <summary>How the units stand now, or null when there is no such product.</summary>
    [Idempotent, Alias("GetLevel")]
    Task<StockLevel?> GetLevelAsync(CancellationToken cancellationToken = default);
}
