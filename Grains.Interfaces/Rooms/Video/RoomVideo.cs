namespace SocialCommerce.Grains.Interfaces.Rooms.Video;

/// <summary>How a room's video is played and how it does. The video itself is somebody else's.</summary>
[GenerateSerializer, Immutable, Alias("sc.RoomVideo")]
public sealed record RoomVideo(
    [property: Id(0)] string? PlaybackUrl,
    [property: Id(1)] PlaybackKind Kind,
    [property: Id(2)] VideoHealth Health);

/// <summary>What a player has to speak to show the video.</summary>
[GenerateSerializer, Alias("sc.PlaybackKind")]
public enum PlaybackKind
{
    Unknown = 0,

    /// <summary>HTTP Live Streaming: a playlist.</summary>
    Hls = 1,

    /// <summary>WebRTC-HTTP egress.</summary>
    Whep = 2,

    /// <summary>A file that browsers play by themselves.</summary>
    File = 3,
}

/// <summary>What the provider last said of the video.</summary>
[GenerateSerializer, Alias("sc.VideoHealth")]
public enum VideoHealth
{
    Unknown = 0,
    Offline = 1,
    Live = 2,
    Degraded = 3,
}

/// <summary>What becomes of a live room when its video stops.</summary>
[GenerateSerializer, Alias("sc.VideoStopAction")]
public enum VideoStopAction
{
    Unknown = 0,
    Nothing = 1,
    Pause = 2,
    End = 3,
}

/// <summary>What a provider tells of the video.</summary>
[GenerateSerializer, Alias("sc.VideoSignal")]
public enum VideoSignal
{
    Unknown = 0,
    Started = 1,
    Stopped = 2,
    Healthy = 3,
    Degraded = 4,
}
