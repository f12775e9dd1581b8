namespace SocialCommerce.Grains.Interfaces.Rooms.Giveaways;

/// <summary>Who may enter.</summary>
[GenerateSerializer, Alias("sc.EntryCondition")]
public enum EntryCondition
{
    Unknown = 0,
    Anyone = 1,

    /// <summary>Who follows the host.</summary>
    Followers = 2,

    /// <summary>Who said the keyword in a comment since the giveaway opened.</summary>
    Keyword = 3,
}

/// <param name="Prize">What is won, in words.</param>
/// <param name="ProductId">The product that is won, if it is one.</param>
/// <param name="VoucherId">The voucher that is won, if it is one.</param>
/// <param name="Winners">Prizes, and so winners.</param>
/// <param name="ClaimWindow">How long a winner may claim, from the draw.</param>
/// <param name="IsRedrawn">Whether what is not claimed goes to the next in the order; else it goes back to the pool.</param>
/// <param name="Seed">256 random bits as 64 hexadecimal digits; told to nobody before the draw.</param>
[GenerateSerializer, Immutable, Alias("sc.OpenGiveaway")]
public sealed record OpenGiveaway(
    [property: Id(0)] string RoomId,
    [property: Id(1)] string UserId,
    [property: Id(2)] string Prize,
    [property: Id(3)] string? ProductId,
    [property: Id(4)] string? VoucherId,
    [property: Id(5)] int Winners,
    [property: Id(6)] EntryCondition Condition,
    [property: Id(7)] string? Keyword,
    [property: Id(8)] TimeSpan Duration,
    [property: Id(9)] TimeSpan ClaimWindow,
    [property: Id(10)] bool IsRedrawn,
    [property: Id(11)] string Seed);

[GenerateSerializer, Alias("sc.GiveawayStatus")]
public enum GiveawayStatus
{
    Unknown = 0,
    Open = 1,

    /// <summary>Winners may claim.</summary>
    Drawn = 2,

    /// <summary>Everything is claimed or back in the pool.</summary>
    Settled = 3,
}

/// <summary>A winner as everybody sees it. The entrant id says nothing of the user to whoever does not know them.</summary>
/// <param name="Round">From 1; later rounds take what earlier winners did not claim.</param>
[GenerateSerializer, Immutable, Alias("sc.GiveawayWinner")]
public sealed record GiveawayWinner(
    [property: Id(0)] string EntrantId,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] int Round,
    [property: Id(3)] bool IsClaimed);

/// <summary>A giveaway as the room's sequence, its board and its page tell of it.</summary>
/// <param name="Commitment">SHA-256 of the seed, published before the first entry.</param>
/// <param name="Returned">Prizes that went back to the pool.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomGiveaway")]
public sealed record RoomGiveaway(
    [property: Id(0)] string GiveawayId,
    [property: Id(1)] string Prize,
    [property: Id(2)] string? ProductId,
    [property: Id(3)] string? VoucherId,
    [property: Id(4)] int PrizeCount,
    [property: Id(5)] EntryCondition Condition,
    [property: Id(6)] string? Keyword,
    [property: Id(7)] string Commitment,
    [property: Id(8)] GiveawayStatus Status,
    [property: Id(9)] DateTimeOffset OpenedAt,
    [property: Id(10)] DateTimeOffset ClosesAt,
    [property: Id(11)] DateTimeOffset? DrawnAt,
    [property: Id(12)] DateTimeOffset? ClaimUntil,
    [property: Id(13)] int Entrants,
    [property: Id(14)] ImmutableArray<GiveawayWinner> Winners,
    [property: Id(15)] int Returned);

/// <summary>How many entered; only the latest matters.</summary>
[GenerateSerializer, Immutable, Alias("sc.GiveawayCount")]
public sealed record GiveawayCount([property: Id(0)] string GiveawayId, [property: Id(1)] int Entrants);

/// <param name="OwnEntrantId">The name under which the viewer entered; null when not.</param>
[GenerateSerializer, Immutable, Alias("sc.GiveawaySummary")]
public sealed record GiveawaySummary(
    [property: Id(0)] string RoomId,
    [property: Id(1)] RoomGiveaway Giveaway,
    [property: Id(2)] string? OwnEntrantId);

[GenerateSerializer, Immutable, Alias("sc.GiveawayResult")]
public sealed record GiveawayResult(
    [property: Id(0)] EngagementOutcome Outcome,
    [property: Id(1)] GiveawaySummary? Giveaway = null);

[GenerateSerializer, Immutable, Alias("sc.GiveawayPage")]
public sealed record GiveawayPage(
    [property: Id(0)] ImmutableArray<GiveawaySummary> Giveaways,
    [property: Id(1)] string? NextCursor);

/// <summary>Everything that is needed to make the draw again.</summary>
[GenerateSerializer, Immutable, Alias("sc.GiveawayProof")]
public sealed record GiveawayProof(
    [property: Id(0)] string GiveawayId,
    [property: Id(1)] string Algorithm,
    [property: Id(2)] string Seed,
    [property: Id(3)] string Commitment,
    [property: Id(4)] ImmutableArray<string> Entrants,
    [property: Id(5)] string EntrantsHash,
    [property: Id(6)] int PrizeCount,
    [property: Id(7)] ImmutableArray<GiveawayWinner> Winners);

[GenerateSerializer, Immutable, Alias("sc.ProofResult")]
public sealed record ProofResult(
    [property: Id(0)] EngagementOutcome Outcome,
    [property: Id(1)] GiveawayProof? Proof = null);
