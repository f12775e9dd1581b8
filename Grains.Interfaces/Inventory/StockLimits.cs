namespace SocialCommerce.Grains.Interfaces.Inventory;

/// <summary>Bounds of a stock; the Api and the grain ask the same.</summary>
public static class StockLimits
{
    /// <summary>Units that a product can have had in all.</summary>
    public const int UnitsMax = Products.ProductLimits.StockMax;

    /// <summary>Reservations that one stock keeps at a time.</summary>
    public const int HoldsMax = 1_000_000;

    public const int ReasonMax = 200;

    public const int ShardsMax = 64;

    public static ImmutableArray<FieldError> Check(StockPolicy policy) => new FieldChecks()
        .Add(policy.BuyerMax is < 1 or > UnitsMax, "buyerMax", "must be at least 1")
        .Add(policy.LowAt is < 0 or > UnitsMax, "lowAt", "must not be below 0")
        .Add(policy.Shards is < 0 or > ShardsMax, "shards", $"must be from 0 to {ShardsMax}")
        .Add(policy is { BuyerMax: not null, Shards: > 0 }, "shards", "cannot be together with buyerMax")
        .Errors;

    public static ImmutableArray<FieldError> Check(AdjustStock command) => new FieldChecks()
        .Add(!Ids.IsValid(command.CommandId), "commandId", "is not a valid id")
        .Add(command.Kind is not (StockAdjustment.Receive or StockAdjustment.Correct or StockAdjustment.SetAvailable), "kind", "must be receive, correct or setAvailable")
        .Add(!IsQuantity(command.Kind, command.Quantity), "quantity", "is out of range")
        .Add(command.Reason is { Length: > ReasonMax }, "reason", $"must be at most {ReasonMax} characters")
        .Add(command.Kind == StockAdjustment.Correct && string.IsNullOrWhiteSpace(command.Reason), "reason", "must say why")
        .Errors;

    private static bool IsQuantity(StockAdjustment kind, int quantity) => kind switch
    {
        StockAdjustment.Receive => quantity is > 0 and <= UnitsMax,
        StockAdjustment.Correct => quantity is not 0 and >= -UnitsMax and <= UnitsMax,
        StockAdjustment.SetAvailable => quantity is >= 0 and <= UnitsMax,
        _ => true,
    };
}
