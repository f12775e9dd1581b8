namespace SocialCommerce.Grains.Interfaces.Rooms.Selling;

/// <param name="UserId">The room's host, who must sell the product or be an operator.</param>
/// <param name="Price">Below the product's price, in its currency.</param>
/// <param name="Duration">How long units can be claimed.</param>
/// <param name="Quantity">Units that are taken out of the stock for the deal.</param>
[GenerateSerializer, Immutable, Alias("sc.CreateDeal")]
public sealed record CreateDeal(
    [property: Id(0)] string RoomId,
    [property: Id(1)] string UserId,
    [property: Id(2)] bool IsOperator,
    [property: Id(3)] string ProductId,
    [property: Id(4)] Money Price,
    [property: Id(5)] DateTimeOffset OpensAt,
    [property: Id(6)] TimeSpan Duration,
    [property: Id(7)] int Quantity,
    [property: Id(8)] int PerBuyer,
    [property: Id(9)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("sc.DealSnapshot")]
public sealed record DealSnapshot(
    [property: Id(0)] string RoomId,
    [property: Id(1)] string HostId,
    [property: Id(2)] RoomDeal Deal,
    [property: Id(3)] int Reserved,
    [property: Id(4)] int Sold);

[GenerateSerializer, Immutable, Alias("sc.DealResult")]
public sealed record DealResult(
    [property: Id(0)] DealOutcome Outcome,
    [property: Id(1)] DealSnapshot? Deal,
    [property: Id(2)] ImmutableArray<FieldError> Errors);

/// <param name="ClaimId">Chosen by the caller: repeating it claims once.</param>
[GenerateSerializer, Immutable, Alias("sc.ClaimDeal")]
public sealed record ClaimDeal(
    [property: Id(0)] string ClaimId,
    [property: Id(1)] string UserId,
    [property: Id(2)] int Quantity);

/// <param name="OrderId">The order that pays for the units; only for a sale.</param>
[GenerateSerializer, Immutable, Alias("sc.SettleClaim")]
public sealed record SettleClaim(
    [property: Id(0)] string ClaimId,
    [property: Id(1)] string UserId,
    [property: Id(2)] string? OrderId = null);

/// <summary>Units of a deal that one buyer holds at the deal's price until they pay or the time is over.</summary>
[GenerateSerializer, Immutable, Alias("sc.DealClaim")]
public sealed record DealClaim(
    [property: Id(0)] string ClaimId,
    [property: Id(1)] string DealId,
    [property: Id(2)] string ProductId,
    [property: Id(3)] int Quantity,
    [property: Id(4)] Money Price,
    [property: Id(5)] ClaimStatus Status,
    [property: Id(6)] DateTimeOffset ExpiresAt,
    [property: Id(7)] string? OrderId);

/// <param name="IsReplay">Whether the claim is there from an earlier call.</param>
/// <param name="RetryAfter">When asking again may have another answer.</param>
[GenerateSerializer, Immutable, Alias("sc.ClaimResult")]
public sealed record ClaimResult(
    [property: Id(0)] DealOutcome Outcome,
    [property: Id(1)] DealClaim? Claim = null,
    [property: Id(2)] bool IsReplay = false,
    [property: Id(3)] TimeSpan? RetryAfter = null);

[GenerateSerializer, Alias("sc.ClaimStatus")]
public enum ClaimStatus
{
    Unknown = 0,
    Reserved = 1,
    Sold = 2,
    Released = 3,
    Expired = 4,
}

[GenerateSerializer, Alias("sc.DealOutcome")]
public enum DealOutcome
{
    Unknown = 0,
    Done = 1,
    NotFound = 2,
    Invalid = 3,
    NotHost = 4,

    /// <summary>The host does not sell the product.</summary>
    NotSeller = 5,
    UnknownProduct = 6,

    /// <summary>Not in the room's, or the claim's, present status.</summary>
    IllegalStep = 7,
    NoStock = 8,

    /// <summary>Another deal has this id.</summary>
    Exists = 9,

    /// <summary>Before the window.</summary>
    NotOpen = 10,

    /// <summary>After the window.</summary>
    Closed = 11,
    SoldOut = 12,

    /// <summary>The buyer would have more units than one buyer may.</summary>
    OverCap = 13,

    /// <summary>The claim id was used for another claim.</summary>
    ClaimReused = 14,

    /// <summary>The room has as many deals going on as it can show.</summary>
    TooMany = 15,
}
