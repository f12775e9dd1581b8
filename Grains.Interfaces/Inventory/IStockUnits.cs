namespace SocialCommerce.Grains.Interfaces.Inventory;

/// <summary>
/// Units that can be had: those of a product, or those that one of its shards borrowed. Whoever holds units settles and
/// extends them where they were reserved.
/// </summary>
[Alias("sc.IStockUnits")]
public interface IStockUnits : IGrainWithStringKey
{
    /// <summary>
    /// Takes units out of what is available and holds them until they are settled or the hold expires. Durable when it
    /// answers Done; a refusal answers at once. Repeating an id that holds, or that sold, takes nothing again.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("Reserve")]
    Task<StockResult> ReserveAsync(ReserveStock command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Says how many units of a reservation are sold and how many went back so far. Totals only grow, so that repeating
    /// a command, or hearing of them in another order, changes nothing.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("Settle")]
    Task<StockResult> SettleAsync(SettleStock command, CancellationToken cancellationToken = default);

    /// <summary>Moves the moment a reservation expires, later and never earlier.</summary>
    [AlwaysInterleave, Idempotent, Alias("Extend")]
    Task<StockResult> ExtendAsync(ExtendReservation command, CancellationToken cancellationToken = default);

    /// <summary>Takes sold units back: onto the shelf, or written off. A repeated command counts once.</summary>
    [AlwaysInterleave, Idempotent, Alias("Return")]
    Task<StockResult> ReturnAsync(ReturnStock command, CancellationToken cancellationToken = default);

    /// <summary>How the units stand now, or null when there is no such product. What has expired is not counted as held.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetLevel")]
    Task<StockLevel?> GetLevelAsync(CancellationToken cancellationToken = default);
}
