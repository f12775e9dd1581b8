namespace SocialCommerce.Grains.Interfaces.Inventory;

/// <summary>
/// The stock of one product and its only writer: what is available, what is held for somebody, what is sold. Each
/// movement is an entry of a ledger that nobody can change unnoticed. Key: the product id.
/// </summary>
[Alias("sc.IStockGrain")]
public interface IStockGrain : IStockUnits
{
    /// <summary>Changes how many units there are. A repeated command counts once.</summary>
    [AlwaysInterleave, Idempotent, Alias("Adjust")]
    Task<StockResult> AdjustAsync(AdjustStock command, CancellationToken cancellationToken = default);

    /// <summary>Says how the stock is sold from now on.</summary>
    [AlwaysInterleave, Idempotent, Alias("SetPolicy")]
    Task<StockResult> SetPolicyAsync(StockPolicy policy, string actorId, CancellationToken cancellationToken = default);

    /// <summary>Everything a merchant sees of the stock, or null when there is no such product.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetReport")]
    Task<StockReport?> GetReportAsync(CancellationToken cancellationToken = default);

    /// <summary>What moved, newest first.</summary>
    [AlwaysInterleave, Idempotent, Alias("ListMovements")]
    Task<StockMovementPage> ListMovementsAsync(PageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Walks the whole ledger: whether each entry is as it was written, and whether they add up to the level.</summary>
    [AlwaysInterleave, Idempotent, Alias("Verify")]
    Task<StockVerification> VerifyAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// What the product shows of its stock; null as long as no unit of it ever moved. Never asks the product, which asks
    /// this before it answers anybody.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("GetCopy")]
    Task<StockCopy?> GetCopyAsync(CancellationToken cancellationToken = default);

    /// <summary>Has the shards give back what nobody holds, so that what is left can be had by whoever asks.</summary>
    [AlwaysInterleave, Idempotent, Alias("Recall")]
    Task RecallAsync(CancellationToken cancellationToken = default);

    /// <summary>Hears how many units a shard has that nobody holds. A hint, for what the product shows.</summary>
    [AlwaysInterleave, Idempotent, Alias("NoteSpare")]
    Task NoteSpareAsync(ShardSpare spare, CancellationToken cancellationToken = default);
}
