using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

/// <param name="InviteToken">What an invitation carries.</param>
/// <param name="IsPrivate">Whether only the invited may join.</param>
[GenerateSerializer, Immutable, Alias("sc.OpenGroup")]
public sealed record OpenGroup(
    [property: Id(0)] string OfferId,
    [property: Id(1)] JoinGroup Leader,
    [property: Id(2)] string InviteToken,
    [property: Id(3)] bool IsPrivate = false);

/// <param name="DisplayName">As the other members see the user.</param>
/// <param name="Method">What the provider of payments knows the user's means of payment by; null for its default.</param>
/// <param name="Invite">The token of the invitation, if there was one.</param>
/// <param name="Key">The caller's id of this command: the same key takes no second seat.</param>
[GenerateSerializer, Immutable, Alias("sc.JoinGroup")]
public sealed record JoinGroup(
    [property: Id(0)] string UserId,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] int Quantity,
    [property: Id(3)] string? Method = null,
    [property: Id(4)] string? Invite = null,
    [property: Id(5)] string? Key = null);

/// <summary>All members of a group that ends sooner, to be taken into one of the same offer that ends later.</summary>
[GenerateSerializer, Immutable, Alias("sc.AbsorbGroup")]
public sealed record AbsorbGroup(
    [property: Id(0)] string MergeId,
    [property: Id(1)] string SourceId,
    [property: Id(2)] string OfferId,
    [property: Id(3)] ImmutableArray<GroupSeat> Seats);

/// <summary>
/// A seat of a group. Its id names its units in the stock, its payment, and the order that it becomes; it keeps it when
/// groups merge.
/// </summary>
/// <param name="Charged">What joining costs: the price of the first tier.</param>
/// <param name="PayBy">When a payment that is still not made is given up.</param>
/// <param name="Reason">Why the seat is out.</param>
/// <param name="FinalMinor">What the seat costs in the end; null unless the group came about.</param>
/// <param name="ReturnedMinor">Money that went back.</param>
[GenerateSerializer, Immutable, Alias("sc.GroupSeat")]
public sealed record GroupSeat(
    [property: Id(0)] string SeatId,
    [property: Id(1)] string UserId,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] int Quantity,
    [property: Id(4)] Money Charged,
    [property: Id(5)] DateTimeOffset JoinedAt,
    [property: Id(6)] DateTimeOffset PayBy,
    [property: Id(7)] SeatStatus Status,
    [property: Id(8)] string? Method = null,
    [property: Id(9)] string? Key = null,
    [property: Id(10)] string? PaymentId = null,
    [property: Id(11)] PaymentAction? Action = null,
    [property: Id(12)] string? DeclineCode = null,
    [property: Id(13)] GroupOutcome Reason = GroupOutcome.Unknown,
    [property: Id(14)] long? FinalMinor = null,
    [property: Id(15)] long ReturnedMinor = 0,
    [property: Id(16)] bool IsOrdered = false);

/// <summary>Stored by number: never renumbered.</summary>
[GenerateSerializer, Alias("sc.SeatStatus")]
public enum SeatStatus
{
    Unknown = 0,

    /// <summary>Units and money are being asked for.</summary>
    Joining = 1,
    Paid = 2,

    /// <summary>Left, refused, not paid, or the group came to nothing. Whatever was paid goes back.</summary>
    Out = 3,

    /// <summary>The group came about; the seat becomes an order under its own id.</summary>
    Bought = 4,

    /// <summary>The seat is in another group now.</summary>
    Moved = 5,
}

/// <summary>Stored by number: never renumbered.</summary>
[GenerateSerializer, Alias("sc.GroupStatus")]
public enum GroupStatus
{
    Unknown = 0,
    Open = 1,

    /// <summary>Asks another group to take its members; nobody can join or leave until it is answered.</summary>
    Merging = 2,
    Succeeded = 3,

    /// <summary>Too few when the time was over.</summary>
    Failed = 4,

    /// <summary>Its members are in another group.</summary>
    Merged = 5,

    /// <summary>Everybody left.</summary>
    Closed = 6,
}

/// <param name="Members">Seats that are taken, the oldest first: the first one's is the leader.</param>
/// <param name="Price">What a unit costs with the members there are; of the first tier as long as they are too few.</param>
/// <param name="MergedInto">The group that has the members now.</param>
[GenerateSerializer, Immutable, Alias("sc.GroupSnapshot")]
public sealed record GroupSnapshot(
    [property: Id(0)] string GroupId,
    [property: Id(1)] GroupTerms Terms,
    [property: Id(2)] GroupStatus Status,
    [property: Id(3)] DateTimeOffset OpenedAt,
    [property: Id(4)] DateTimeOffset EndsAt,
    [property: Id(5)] ImmutableArray<GroupSeat> Members,
    [property: Id(6)] Money Price,
    [property: Id(7)] string InviteToken,
    [property: Id(8)] bool IsPrivate,
    [property: Id(9)] string? MergedInto);

/// <param name="Seat">The caller's seat.</param>
/// <param name="IsReplay">Whether an earlier call did it.</param>
[GenerateSerializer, Immutable, Alias("sc.GroupResult")]
public sealed record GroupResult(
    [property: Id(0)] GroupOutcome Outcome,
    [property: Id(1)] GroupSnapshot? Group = null,
    [property: Id(2)] GroupSeat? Seat = null,
    [property: Id(3)] ImmutableArray<FieldError> Errors = default,
    [property: Id(4)] bool IsReplay = false);

[GenerateSerializer, Immutable, Alias("sc.GroupPage")]
public sealed record GroupPage(
    [property: Id(0)] ImmutableArray<GroupSnapshot> Groups,
    [property: Id(1)] string? NextCursor);

/// <summary>Stored by number: never renumbered.</summary>
[GenerateSerializer, Alias("sc.GroupOutcome")]
public enum GroupOutcome
{
    Unknown = 0,
    Done = 1,
    NotFound = 2,
    Invalid = 3,

    /// <summary>There is another one under this id.</summary>
    Exists = 4,
    NotSeller = 5,
    UnknownProduct = 6,
    Full = 7,

    /// <summary>The group is over, or the offer is withdrawn.</summary>
    Closed = 8,
    AlreadyMember = 9,

    /// <summary>The user has a seat in another group of the offer.</summary>
    InOtherGroup = 10,
    SoldOut = 11,
    OverBuyerMax = 12,
    PaymentDeclined = 13,

    /// <summary>The payment was not made in time.</summary>
    PaymentTimeout = 14,
    InviteNeeded = 15,
    NotMember = 16,

    /// <summary>The group is being merged, or the stock takes no more reservations now.</summary>
    Busy = 17,
    TooMany = 18,

    /// <summary>The user gave the seat up.</summary>
    Left = 19,

    /// <summary>The group came to nothing.</summary>
    Failed = 20,
}
