using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Inventory;

/// <summary>When the seller is told of a stock. Pure.</summary>
internal static class StockAlertRules
{
    /// <summary>Alerts that are kept per seller.</summary>
    public const int KeptMax = 100;

    /// <summary>What a change is worth telling, or null.</summary>
    public static StockAlertKind? Crossing(int before, int after, int? lowAt, int? lowAtBefore) =>
        (Band(before, lowAtBefore), Band(after, lowAt)) switch
        {
            (not StockAlertKind.Out, StockAlertKind.Out) => StockAlertKind.Out,
            (StockAlertKind.Out, not StockAlertKind.Out) => StockAlertKind.Back,
            (StockAlertKind.Unknown, StockAlertKind.Low) => StockAlertKind.Low,
            _ => null,
        };

    /// <summary>The newest first; one that is there already is not added.</summary>
    public static ImmutableArray<StockAlert> Add(ImmutableArray<StockAlert> alerts, StockAlert alert) =>
        alerts.Contains(alert) ? alerts : [alert, .. alerts.Take(KeptMax - 1)];

    private static StockAlertKind Band(int available, int? lowAt) =>
        available == 0 ? StockAlertKind.Out : available <= lowAt ? StockAlertKind.Low : StockAlertKind.Unknown;
}
