using SocialCommerce.Grains.Interfaces.Rooms.Figures;

namespace SocialCommerce.Grains.Rooms.Figures;

/// <summary>What is stored of a room's figures: a snapshot that the logs continue from where each was read.</summary>
internal sealed record RoomFiguresState
{
    /// <summary>The last row of the interaction log by partition.</summary>
    public long[] Applied { get; set; } = [];

    /// <summary>The last event of the room's log.</summary>
    public long Sequence { get; set; }

    /// <summary>The last sample, in milliseconds since 1970.</summary>
    public long SampledAt { get; set; }

    /// <summary>Reactions in all, as of the last sample.</summary>
    public long Reactions { get; set; }

    public int PeakViewers { get; set; }

    public int WidthSeconds { get; set; }

    public ImmutableArray<FigureRow> Rows { get; set; } = [];

    public ImmutableArray<RoomMark> Marks { get; set; } = [];
}

/// <summary>One bucket as it is stored.</summary>
/// <param name="Interactions">By the number of the kind.</param>
internal sealed record FigureRow(
    long Bucket, int? Viewers, long Comments, long Removed, long Reactions, ImmutableArray<long> Interactions);
