using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

namespace SocialCommerce.Grains.Communities.GroupBuying;

/// <summary>What is stored of a group: its seats, and what it still has to do elsewhere.</summary>
internal sealed record GroupState
{
    public static readonly GroupState None = new();

    /// <summary>Null as long as the group is not opened.</summary>
    public GroupTerms? Terms { get; set; }

    public GroupStatus Status { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    public string InviteToken { get; set; } = string.Empty;

    public bool IsPrivate { get; set; }

    /// <summary>In the order in which they were taken; the oldest of those that are out are forgotten.</summary>
    public ImmutableArray<GroupSeat> Seats { get; set; } = [];

    /// <summary>Seats given so far.</summary>
    public int Seated { get; set; }

    /// <summary>What is to be done elsewhere; written in one with the step that makes it necessary.</summary>
    public ImmutableArray<GroupTask> Tasks { get; set; } = [];

    /// <summary>The merge that is asked for, or was made.</summary>
    public GroupMerge? Merge { get; set; }

    /// <summary>Merges this group asked for so far.</summary>
    public int Merges { get; set; }

    /// <summary>Whether it has begun to look for another group.</summary>
    public bool IsSeeking { get; set; }

    /// <summary>Merges by which other groups came in.</summary>
    public ImmutableArray<string> Absorbed { get; set; } = [];

    /// <summary>Merges that were refused, and are for ever.</summary>
    public ImmutableArray<string> Refused { get; set; } = [];
}

internal sealed record GroupMerge(string MergeId, string TargetId);

/// <summary>
/// Something to do elsewhere until it is done. Doing it twice does it once: every one carries an id that the other side knows
/// it by.
/// </summary>
/// <param name="SeatId">Whom it is about; the group's id when it is about all.</param>
internal sealed record GroupTask(
    string Id,
    GroupTaskKind Kind,
    string SeatId,
    long AmountMinor = 0,
    string? Detail = null,
    int Attempts = 0,
    DateTimeOffset NotBefore = default);

/// <summary>Stored by number: never renumbered.</summary>
internal enum GroupTaskKind
{
    Unknown = 0,

    /// <summary>Takes the user's one place, the units and the money of a seat.</summary>
    Admit = 1,

    /// <summary>Closes the payment of a seat that is out; what was charged goes back.</summary>
    StopPayment = 2,

    /// <summary>Has the provider give money back; detail is the name of the refund.</summary>
    PayBack = 3,
    ReleaseUnits = 4,

    /// <summary>Frees the user for another group of the offer.</summary>
    LeavePlace = 5,

    /// <summary>Units and place are held until the group's new end.</summary>
    Extend = 6,

    /// <summary>The seat becomes an order.</summary>
    PlaceOrder = 7,

    /// <summary>Detail is the kind of the notice.</summary>
    Tell = 8,

    /// <summary>Looks for a group to go into.</summary>
    Seek = 9,
    Merge = 10,

    /// <summary>Into the list of the offer's groups, and out of it.</summary>
    List = 11,
    Unlist = 12,
}
