using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Rooms;

/// <summary>What is stored of a room: a snapshot that the room's log continues.</summary>
internal sealed record RoomState
{
    public string? Title { get; init; }

    public string? HostId { get; init; }

    public string? HostName { get; init; }

    public RoomStatus Status { get; init; }

    public ImmutableArray<string> ProductIds { get; init; } = [];

    public ImmutableArray<PinnedProduct> Pins { get; init; } = [];

    public string? PlaybackUrl { get; init; }

    /// <summary>Names this sequence; another epoch means that sequence numbers start anew.</summary>
    public string Epoch { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The last event that is in this state.</summary>
    public long Sequence { get; init; }

    public long Version { get; init; }

    public ImmutableDictionary<string, long> Reactions { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>Reaction batches that were counted last, newest last, bounded.</summary>
    public ImmutableArray<string> ReactionBatches { get; init; } = [];

    public TrendState Hot { get; init; } = new();
}
