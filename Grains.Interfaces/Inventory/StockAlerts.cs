namespace SocialCommerce.Grains.Interfaces.Inventory;

/// <summary>A stock became low, ran out, or is back. A hint: whoever must know asks the stock.</summary>
/// <param name="Available">Units available then.</param>
/// <param name="LowAt">At how many it is called low; null when nobody said.</param>
[GenerateSerializer, Immutable, Alias("sc.StockAlert")]
public sealed record StockAlert(
    [property: Id(0)] string Sku,
    [property: Id(1)] string SellerId,
    [property: Id(2)] StockAlertKind Kind,
    [property: Id(3)] int Available,
    [property: Id(4)] int? LowAt,
    [property: Id(5)] DateTimeOffset At)
{
    /// <summary>Streams of alerts, one per seller.</summary>
    public const string StreamNamespace = "stock-alerts";
}

[GenerateSerializer, Alias("sc.StockAlertKind")]
public enum StockAlertKind
{
    Unknown = 0,
    Low = 1,
    Out = 2,

    /// <summary>There are units again after there were none.</summary>
    Back = 3,
}

/// <summary>The newest alerts of one seller's stocks. Key: the seller's id.</summary>
[Alias("sc.IStockAlertsGrain")]
public interface IStockAlertsGrain : IGrainWithStringKey
{
    /// <summary>Newest first, at most 100.</summary>
    [AlwaysInterleave, Idempotent, Alias("List")]
    Task<ImmutableArray<StockAlert>> ListAsync(CancellationToken cancellationToken = default);
}
