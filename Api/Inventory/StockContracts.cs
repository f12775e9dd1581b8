using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Api.Inventory;

internal sealed record StockPolicyBody(int? BuyerMax, int? LowAt, int? Shards)
{
    public StockPolicy ToPolicy() => new(BuyerMax, LowAt, Shards ?? 0);
}

internal sealed record StockResponse(
    string ProductId, int Available, int Reserved, long Sold, long Received, StockPolicyBody Policy)
{
    public static StockResponse From(string productId, StockReport report) => new(
        productId, report.Level.Available, report.Level.Reserved, report.Level.Sold, report.Received,
        new StockPolicyBody(report.Policy.BuyerMax, report.Policy.LowAt, report.Policy.Shards));
}

internal sealed record AdjustmentRequest(StockAdjustment? Kind, int? Quantity, string? Reason)
{
    /// <summary>A missing part becomes one that the checks refuse, with the name of its field.</summary>
    public AdjustStock ToAdjust(string commandId, string actorId, DateTimeOffset at) =>
        new(commandId, Kind ?? StockAdjustment.Unknown, Quantity ?? int.MinValue, Reason, actorId, at);
}

internal sealed record MovementResponse(
    StockMovementKind Kind, DateTimeOffset At, string? SubjectId, int Quantity, int? Sold, int? Released, string? ActorId, string? Reason, long Entry, string Hash)
{
    public static MovementResponse From(StockMovementLine line)
    {
        var isSettlement = line.Kind == StockMovementKind.Settled;
        return new MovementResponse(
            line.Kind, line.At, line.SubjectId, line.Quantity, isSettlement ? line.Sold : null,
            isSettlement ? line.Released : null, line.ActorId, line.Reason, line.Entry, line.Hash);
    }
}

/// <param name="IsSound">Every entry is as it was written, and together they make the level.</param>
/// <param name="Entries">Entries that are as they were written.</param>
/// <param name="FirstBroken">The first that is not, or is missing.</param>
internal sealed record StockVerificationResponse(bool IsSound, long Entries, long? FirstBroken, bool IsLevelRight);

internal sealed record StockAlertsResponse(ImmutableArray<StockAlertBody> Items);

internal sealed record StockAlertBody(string ProductId, StockAlertKind Kind, int Available, int? LowAt, DateTimeOffset At)
{
    public static StockAlertBody From(StockAlert alert) =>
        new(alert.Sku, alert.Kind, alert.Available, alert.LowAt, alert.At);
}
