using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;

namespace SocialCommerce.Api.Rooms.Giveaways;

internal sealed record OpenGiveawayRequest(
    string? Prize,
    string? ProductId,
    string? VoucherId,
    int? Winners,
    EntryCondition? Condition,
    string? Keyword,
    int? DurationSeconds,
    int? ClaimSeconds,
    bool? Redraw);

/// <summary>The data of giveaway.opened and giveaway.drawn, and a card of the join snapshot.</summary>
internal sealed record GiveawayBody(
    string GiveawayId,
    string Prize,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ProductId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? VoucherId,
    int PrizeCount,
    EntryCondition Condition,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Keyword,
    string Commitment,
    GiveawayStatus Status,
    DateTimeOffset OpenedAt,
    DateTimeOffset ClosesAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? DrawnAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ClaimUntil,
    int Entrants,
    IReadOnlyList<WinnerBody> Winners,
    int Returned,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OwnEntrantId = null)
{
    public static GiveawayBody From(RoomGiveaway giveaway) => new(
        giveaway.GiveawayId, giveaway.Prize, giveaway.ProductId, giveaway.VoucherId, giveaway.PrizeCount, giveaway.Condition,
        giveaway.Keyword, giveaway.Commitment, giveaway.Status, giveaway.OpenedAt, giveaway.ClosesAt, giveaway.DrawnAt,
        giveaway.ClaimUntil, giveaway.Entrants, [.. giveaway.Winners.Select(WinnerBody.From)], giveaway.Returned);

    /// <summary>With the name under which the caller entered.</summary>
    public static GiveawayBody From(GiveawaySummary summary) =>
        From(summary.Giveaway) with { OwnEntrantId = summary.OwnEntrantId };
}

internal sealed record WinnerBody(string EntrantId, string DisplayName, int Round, bool Claimed)
{
    public static WinnerBody From(GiveawayWinner winner) =>
        new(winner.EntrantId, winner.DisplayName, winner.Round, winner.IsClaimed);
}

/// <summary>A count in a Pulse.</summary>
internal sealed record GiveawayCountBody(string GiveawayId, int Entrants)
{
    public static GiveawayCountBody From(GiveawayCount count) => new(count.GiveawayId, count.Entrants);
}

/// <summary>Everything that is needed to make the draw again. The winners, in the order of drawing, by entrant id.</summary>
internal sealed record ProofResponse(
    string GiveawayId,
    string Algorithm,
    string Seed,
    string Commitment,
    int PrizeCount,
    string EntrantsHash,
    IReadOnlyList<string> Winners,
    ImmutableArray<string> Entrants)
{
    public static ProofResponse From(GiveawayProof proof) => new(
        proof.GiveawayId, proof.Algorithm, proof.Seed, proof.Commitment, proof.PrizeCount, proof.EntrantsHash,
        [.. proof.Winners.Select(winner => winner.EntrantId)], proof.Entrants);
}
