namespace SocialCommerce.Grains.Interfaces.Inventory;

/// <param name="ReservationId">Chosen by the caller, such as the deal's id.</param>
/// <param name="Quantity">Units, at least 1.</param>
/// <param name="ExpiresAt">When whatever is neither sold nor released by then goes back by itself.</param>
[GenerateSerializer, Immutable, Alias("sc.ReserveStock")]
public sealed record ReserveStock(
    [property: Id(0)] string ReservationId,
    [property: Id(1)] int Quantity,
    [property: Id(2)] DateTimeOffset ExpiresAt);

/// <param name="Sold">Units of the reservation that are sold so far.</param>
/// <param name="Released">Units of the reservation that went back so far.</param>
[GenerateSerializer, Immutable, Alias("sc.SettleStock")]
public sealed record SettleStock(
    [property: Id(0)] string ReservationId,
    [property: Id(1)] int Sold,
    [property: Id(2)] int Released);

/// <summary>Units of a product by where they are.</summary>
[GenerateSerializer, Immutable, Alias("sc.StockLevel")]
public sealed record StockLevel(
    [property: Id(0)] int Available,
    [property: Id(1)] int Reserved,
    [property: Id(2)] long Sold);

[GenerateSerializer, Immutable, Alias("sc.StockResult")]
public sealed record StockResult([property: Id(0)] StockOutcome Outcome, [property: Id(1)] StockLevel? Level = null);

[GenerateSerializer, Alias("sc.StockOutcome")]
public enum StockOutcome
{
    Unknown = 0,
    Done = 1,

    /// <summary>There is no such product, or no such reservation.</summary>
    NotFound = 2,

    /// <summary>A quantity or a total is not possible.</summary>
    Invalid = 3,

    /// <summary>Fewer units are available than were asked for.</summary>
    Insufficient = 4,

    /// <summary>The product has as many reservations under way as it can keep.</summary>
    TooMany = 5,
}
