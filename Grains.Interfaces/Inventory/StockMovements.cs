namespace SocialCommerce.Grains.Interfaces.Inventory;

/// <summary>What a movement did.</summary>
[GenerateSerializer, Alias("sc.StockMovementKind")]
public enum StockMovementKind
{
    Unknown = 0,

    /// <summary>The stock began, with what the product had.</summary>
    Opened = 1,
    Reserved = 2,

    /// <summary>Units of a reservation were sold or released.</summary>
    Settled = 3,
    Extended = 4,
    Expired = 5,
    Received = 6,
    Corrected = 7,
    Set = 8,

    /// <summary>Sold units came back and are available again.</summary>
    Restocked = 9,

    /// <summary>Sold units came back and are gone.</summary>
    WrittenOff = 10,
    PolicySet = 11,

    /// <summary>A shard was lent units.</summary>
    Borrowed = 12,

    /// <summary>A shard gave units back.</summary>
    GivenBack = 13,

    /// <summary>Everything a shard was lent at a time is sold or given back.</summary>
    LeaseClosed = 14,

    /// <summary>A later attempt to reserve under the same id has the hold now, with a quantity and an end of its own.</summary>
    TakenOver = 15,
}

/// <summary>One movement as people read it.</summary>
/// <param name="Entry">The ledger's entry that holds it.</param>
/// <param name="Index">Its place within the entry.</param>
/// <param name="SubjectId">The reservation or the command.</param>
/// <param name="Quantity">Units: there at the beginning, held, sold and released together, gained or, below zero, lost.</param>
/// <param name="Sold">Of a settlement: units of the reservation sold so far.</param>
/// <param name="Released">Of a settlement: units of the reservation released so far.</param>
/// <param name="ActorId">Who did it, where that is known.</param>
/// <param name="Hash">The entry's hash.</param>
[GenerateSerializer, Immutable, Alias("sc.StockMovementLine")]
public sealed record StockMovementLine(
    [property: Id(0)] long Entry,
    [property: Id(1)] int Index,
    [property: Id(2)] StockMovementKind Kind,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string? SubjectId,
    [property: Id(5)] int Quantity,
    [property: Id(6)] int Sold,
    [property: Id(7)] int Released,
    [property: Id(8)] string? ActorId,
    [property: Id(9)] string? Reason,
    [property: Id(10)] string Hash);

[GenerateSerializer, Immutable, Alias("sc.StockMovementPage")]
public sealed record StockMovementPage(
    [property: Id(0)] ImmutableArray<StockMovementLine> Movements,
    [property: Id(1)] string? NextCursor);

/// <param name="Sound">Entries that are as they were written.</param>
/// <param name="Broken">The first entry that is not, or is missing; null when all are.</param>
/// <param name="IsLevelRight">Whether the sound entries add up to the level that is sold from.</param>
[GenerateSerializer, Immutable, Alias("sc.StockVerification")]
public sealed record StockVerification(
    [property: Id(0)] long Sound,
    [property: Id(1)] long? Broken,
    [property: Id(2)] bool IsLevelRight);

/// <summary>What a product knows of its stock before the stock has a ledger of its own.</summary>
/// <param name="IsMarked">Whether the product has noted that its stock is to be asked for.</param>
[GenerateSerializer, Immutable, Alias("sc.StockOpening")]
public sealed record StockOpening(
    [property: Id(0)] string SellerId,
    [property: Id(1)] int Available,
    [property: Id(2)] long Sold,
    [property: Id(3)] ImmutableArray<OpenReservation> Reservations,
    [property: Id(4)] ImmutableArray<string> Over,
    [property: Id(5)] bool IsMarked = false);

/// <summary>A reservation under way when the stock began.</summary>
[GenerateSerializer, Immutable, Alias("sc.OpenReservation")]
public sealed record OpenReservation(
    [property: Id(0)] string ReservationId,
    [property: Id(1)] int Quantity,
    [property: Id(2)] DateTimeOffset ExpiresAt,
    [property: Id(3)] int Sold,
    [property: Id(4)] int Released);
