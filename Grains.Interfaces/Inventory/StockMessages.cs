namespace SocialCommerce.Grains.Interfaces.Inventory;

/// <param name="ReservationId">Chosen by the caller, such as the deal's id or the order's.</param>
/// <param name="Quantity">Units, at least 1.</param>
/// <param name="ExpiresAt">When whatever is neither sold nor released by then goes back by itself.</param>
/// <param name="BuyerId">For whom; needed where a buyer may have only so many.</param>
/// <param name="Token">
/// Names the attempt, where one id may be reserved by several: of two the one that sorts later counts. It takes the hold of
/// the earlier over, and the earlier moves nothing any more.
/// </param>
[GenerateSerializer, Immutable, Alias("sc.ReserveStock")]
public sealed record ReserveStock(
    [property: Id(0)] string ReservationId,
    [property: Id(1)] int Quantity,
    [property: Id(2)] DateTimeOffset ExpiresAt,
    [property: Id(3)] string? BuyerId = null,
    [property: Id(4)] string? Token = null);

/// <param name="Sold">Units of the reservation that are sold so far.</param>
/// <param name="Released">Units of the reservation that went back so far.</param>
/// <param name="Token">Of the attempt that holds the units.</param>
[GenerateSerializer, Immutable, Alias("sc.SettleStock")]
public sealed record SettleStock(
    [property: Id(0)] string ReservationId,
    [property: Id(1)] int Sold,
    [property: Id(2)] int Released,
    [property: Id(3)] string? Token = null);

/// <param name="Token">Of the attempt that holds the units.</param>
[GenerateSerializer, Immutable, Alias("sc.ExtendReservation")]
public sealed record ExtendReservation(
    [property: Id(0)] string ReservationId,
    [property: Id(1)] DateTimeOffset ExpiresAt,
    [property: Id(2)] string? Token = null);

/// <param name="CommandId">Chosen by the caller, such as the refund's id.</param>
/// <param name="ReservationId">The reservation the units were sold from, where it is known.</param>
/// <param name="IsRestocked">Whether the units can be sold again; otherwise they are written off.</param>
[GenerateSerializer, Immutable, Alias("sc.ReturnStock")]
public sealed record ReturnStock(
    [property: Id(0)] string CommandId,
    [property: Id(1)] string? ReservationId,
    [property: Id(2)] int Quantity,
    [property: Id(3)] bool IsRestocked);

/// <param name="CommandId">Chosen by the caller.</param>
/// <param name="Quantity">Units received; units more or, below zero, less; or units available, by kind.</param>
/// <param name="Reason">Needed for a correction.</param>
[GenerateSerializer, Immutable, Alias("sc.AdjustStock")]
public sealed record AdjustStock(
    [property: Id(0)] string CommandId,
    [property: Id(1)] StockAdjustment Kind,
    [property: Id(2)] int Quantity,
    [property: Id(3)] string? Reason,
    [property: Id(4)] string ActorId,
    [property: Id(5)] DateTimeOffset At);

[GenerateSerializer, Alias("sc.StockAdjustment")]
public enum StockAdjustment
{
    Unknown = 0,

    /// <summary>Units came in.</summary>
    Receive = 1,

    /// <summary>There are more or fewer than was thought.</summary>
    Correct = 2,

    /// <summary>This many are available, whatever was thought.</summary>
    SetAvailable = 3,
}

/// <summary>How a product's stock is sold.</summary>
/// <param name="BuyerMax">Units one buyer may hold and have bought, counted from when the limit is set.</param>
/// <param name="LowAt">The number of available units at which the stock is called low.</param>
/// <param name="Shards">Lenders beside the stock for what very many want at once; 0 without. Not together with <paramref name="BuyerMax"/>.</param>
[GenerateSerializer, Immutable, Alias("sc.StockPolicy")]
public sealed record StockPolicy(
    [property: Id(0)] int? BuyerMax = null,
    [property: Id(1)] int? LowAt = null,
    [property: Id(2)] int Shards = 0);

/// <summary>Units of a product by where they are.</summary>
/// <param name="Shards">How many shards sell it beside the stock itself; see <see cref="StockPolicy"/>.</param>
[GenerateSerializer, Immutable, Alias("sc.StockLevel")]
public sealed record StockLevel(
    [property: Id(0)] int Available,
    [property: Id(1)] int Reserved,
    [property: Id(2)] long Sold,
    [property: Id(3)] int Shards = 0);

/// <param name="Received">Units that ever came in, less those that were written off: available, reserved and sold together.</param>
/// <param name="Version">Grows with each movement.</param>
/// <param name="SellerId">Whose stock it is.</param>
[GenerateSerializer, Immutable, Alias("sc.StockReport")]
public sealed record StockReport(
    [property: Id(0)] StockLevel Level,
    [property: Id(1)] long Received,
    [property: Id(2)] StockPolicy Policy,
    [property: Id(3)] long Version,
    [property: Id(4)] string? SellerId);

/// <summary>What a product shows of its stock.</summary>
/// <param name="Version">The copy with the higher one is the newer.</param>
[GenerateSerializer, Immutable, Alias("sc.StockCopy")]
public sealed record StockCopy(
    [property: Id(0)] int Available,
    [property: Id(1)] long Version,
    [property: Id(2)] int Shards = 0)
{
    private const int HintsMax = 1_023;

    /// <summary>A copy's version: by movements, and between two of them by what shards said.</summary>
    public static long VersionOf(long movements, int hints = 0) => (movements * (HintsMax + 1)) + Math.Min(hints, HintsMax);
}

/// <summary>What a shard has that nobody holds.</summary>
/// <param name="Leases">How often the shard had been lent something then.</param>
[GenerateSerializer, Immutable, Alias("sc.ShardSpare")]
public sealed record ShardSpare(
    [property: Id(0)] int Shard,
    [property: Id(1)] int Leases,
    [property: Id(2)] int Units);

/// <param name="Version">The stock's version that the level belongs to.</param>
/// <param name="Held">Units that the named reservation holds now.</param>
[GenerateSerializer, Immutable, Alias("sc.StockResult")]
public sealed record StockResult(
    [property: Id(0)] StockOutcome Outcome,
    [property: Id(1)] StockLevel? Level = null,
    [property: Id(2)] long Version = 0,
    [property: Id(3)] int Held = 0);

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

    /// <summary>The reservation expired, or was released, before this many of it were sold: the units went back.</summary>
    Expired = 6,

    /// <summary>The buyer would hold and have bought more than one buyer may.</summary>
    OverBuyerMax = 7,

    /// <summary>Another attempt holds the reservation, or a later one held it: this one moves nothing.</summary>
    Stale = 8,
}
