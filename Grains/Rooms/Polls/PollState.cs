using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms.Polls;

/// <summary>What is stored of a poll; the votes are in lists, one per option.</summary>
internal sealed record PollState
{
    public string RoomId { get; set; } = "";

    public string HostId { get; set; } = "";

    /// <summary>Null when the poll was never opened.</summary>
    public string? Question { get; set; }

    public ImmutableArray<string> Options { get; set; } = [];

    public int? RightOption { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset? ClosesAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Final votes per option; empty until the poll is closed.</summary>
    public ImmutableArray<long> Tally { get; set; } = [];

    /// <summary>What the room has not been told yet.</summary>
    public ImmutableArray<RoomAnnouncement> Outbox { get; set; } = [];
}
