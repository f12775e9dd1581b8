using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;

namespace SocialCommerce.Grains.Rooms.Giveaways;

/// <summary>What is stored of a giveaway; who entered is in a list.</summary>
internal sealed record GiveawayState
{
    /// <summary>Null when the giveaway was never opened. Its seed is told to nobody before the draw.</summary>
    public OpenGiveaway? Definition { get; set; }

    public string Commitment { get; set; } = "";

    public GiveawayStatus Status { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset ClosesAt { get; set; }

    /// <summary>The place of the room's sequence from which comments are looked at for the keyword.</summary>
    public long FromSequence { get; set; }

    public DateTimeOffset? DrawnAt { get; set; }

    /// <summary>The end of the time to claim of the last round.</summary>
    public DateTimeOffset? ClaimUntil { get; set; }

    public int Rounds { get; set; }

    public int Entrants { get; set; }

    public string EntrantsHash { get; set; } = "";

    /// <summary>All that were ever drawn, in the order of drawing.</summary>
    public ImmutableArray<DrawnWinner> Winners { get; set; } = [];

    /// <summary>Prizes that went back to the pool.</summary>
    public int Returned { get; set; }

    /// <summary>What the room has not been told yet.</summary>
    public ImmutableArray<RoomAnnouncement> Outbox { get; set; } = [];
}

/// <summary>A winner and the user behind it.</summary>
internal sealed record DrawnWinner(
    string EntrantId, string UserId, string DisplayName, int Round, DateTimeOffset? ClaimedAt = null);
