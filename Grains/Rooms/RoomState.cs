using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Replay;
using SocialCommerce.Grains.Interfaces.Rooms.Video;
using SocialCommerce.Grains.Rooms.Replay;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Rooms;

/// <summary>What is stored of a room: a snapshot that the room's log continues.</summary>
internal sealed record RoomState
{
    public string? Title { get; set; }

    public string? HostId { get; set; }

    public string? HostName { get; set; }

    public RoomStatus Status { get; set; }

    public ImmutableArray<string> ProductIds { get; set; } = [];

    public ImmutableArray<PinnedProduct> Pins { get; set; } = [];

    public string? PlaybackUrl { get; set; }

    /// <summary>Names this sequence; another epoch means that sequence numbers start anew.</summary>
    public string Epoch { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the host means to open; nothing happens by itself then.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The last event that is in this state.</summary>
    public long Sequence { get; set; }

    public long Version { get; set; }

    public ImmutableDictionary<string, long> Reactions { get; set; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>Reaction batches as earlier versions stored them; nothing new is put here.</summary>
    public ImmutableArray<string> ReactionBatches { get; set; } = [];

    /// <summary>Hashes of the reaction batches that were counted last, eight bytes each, newest last, bounded.</summary>
    public byte[] ReactionHashes { get; set; } = [];

    public RoomBoard Board { get; set; } = RoomBoard.Empty;

    /// <summary>When which product was pinned, oldest first, bounded.</summary>
    public ImmutableArray<PinSpan> PinHistory { get; set; } = [];

    /// <summary>Announcements that are in the sequence, newest last, bounded.</summary>
    public ImmutableArray<Announced> Announcements { get; set; } = [];

    public TrendState Hot { get; set; } = new();

    /// <summary>The video as the last event told it; null before the first.</summary>
    public RoomVideo? Video { get; set; }

    /// <summary>What was said and taken back, as a digest.</summary>
    public RoomChat Chat { get; set; } = RoomChat.Empty;

    /// <summary>Stock by product, as the last events told it.</summary>
    public ImmutableDictionary<string, int> Stock { get; set; } = ImmutableDictionary<string, int>.Empty;

    public RoomRecording? Recording { get; set; }

    /// <summary>Whether the room opens when its video starts.</summary>
    public bool AutoStart { get; set; }

    public VideoStopAction OnVideoStop { get; set; } = VideoStopAction.Pause;

    /// <summary>Whether it was the video's stop that paused the room.</summary>
    public bool IsPausedByVideo { get; set; }

    /// <summary>What the video did while the room was rehearsed.</summary>
    public VideoHealth RehearsedVideo { get; set; }

    /// <summary>Whether the room is rehearsed; for everybody else it is scheduled.</summary>
    public bool IsRehearsing { get; set; }

    /// <summary>Rehearsals that were begun.</summary>
    public int Rehearsals { get; set; }

    /// <summary>Rehearsals up to this number are deleted.</summary>
    public int RehearsalsCleared { get; set; }
}

/// <summary>An announcement and its place in the sequence.</summary>
internal sealed record Announced(string AnnouncementId, long Sequence);
