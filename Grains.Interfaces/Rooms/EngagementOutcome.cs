namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <summary>How a command to a poll, to the questions or to a giveaway ended.</summary>
[GenerateSerializer, Alias("sc.EngagementOutcome")]
public enum EngagementOutcome
{
    Unknown = 0,
    Done = 1,
    NotFound = 2,
    Invalid = 3,

    /// <summary>Only the host may do this.</summary>
    NotHost = 4,

    /// <summary>Not in the present status of the room.</summary>
    IllegalStep = 5,

    /// <summary>It is over: the poll, the question, the giveaway, or the time to claim.</summary>
    Closed = 6,

    /// <summary>The id names something else already.</summary>
    Exists = 7,
    UnknownProduct = 8,

    /// <summary>The room has as many open ones as it may have.</summary>
    TooMany = 9,

    /// <summary>The user does not fulfil the condition of the giveaway.</summary>
    NotEligible = 10,

    /// <summary>The user did not win.</summary>
    NotWinner = 11,

    /// <summary>The room does not let this user take part: banned, or not one of those whom its modes let speak.</summary>
    Excluded = 12,

    /// <summary>The text is against the rules of the room.</summary>
    TextRefused = 13,
}
