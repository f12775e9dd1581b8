namespace SocialCommerce.Grains.Interfaces.Inventory;

/// <summary>
/// Sells units of one product that very many want at once, beside the product's stock, which lends them. Key: the product
/// id and the number of the shard, as in <c>p-1/0</c>.
/// </summary>
[Alias("sc.IStockShardGrain")]
public interface IStockShardGrain : IStockUnits
{
    /// <summary>Gives the units that nobody holds back to the stock.</summary>
    [AlwaysInterleave, Idempotent, Alias("GiveBack")]
    Task GiveBackAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells the stock what is sold and what is spare.</summary>
    [AlwaysInterleave, Idempotent, Alias("Report")]
    Task ReportAsync(CancellationToken cancellationToken = default);
}
