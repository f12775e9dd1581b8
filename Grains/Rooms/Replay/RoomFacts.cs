using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Video;

namespace SocialCommerce.Grains.Rooms.Replay;

/// <summary>The part of a room's state that its events alone make; what is hashed and recorded of it.</summary>
internal sealed record RoomFacts
{
    public long Sequence { get; set; }

    public RoomStatus Status { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public ImmutableArray<PinnedProduct> Pins { get; set; } = [];

    public RoomVideo? Video { get; set; }

    public bool IsPausedByVideo { get; set; }

    public RoomBoard Board { get; set; } = RoomBoard.Empty;

    public ImmutableDictionary<string, int> Stock { get; set; } = ImmutableDictionary<string, int>.Empty;

    public RoomChat Chat { get; set; } = RoomChat.Empty;

    public static RoomFacts Of(RoomState state) => new()
    {
        Sequence = state.Sequence,
        Status = state.Status,
        StartedAt = state.StartedAt,
        EndedAt = state.EndedAt,
        Pins = state.Pins,
        Video = state.Video,
        IsPausedByVideo = state.IsPausedByVideo,
        Board = state.Board,
        Stock = state.Stock,
        Chat = state.Chat,
    };

    /// <summary>A state to apply the next events to.</summary>
    public RoomState ToState() => new()
    {
        Sequence = Sequence,
        Status = Status,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        Pins = Pins,
        Video = Video,
        PlaybackUrl = Video?.PlaybackUrl,
        IsPausedByVideo = IsPausedByVideo,
        Board = Board,
        Stock = Stock,
        Chat = Chat,
    };
}
