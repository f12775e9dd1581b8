using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Video;

namespace SocialCommerce.Api.Rooms.Video;

internal sealed record VideoRequest(string? PlaybackUrl, PlaybackKind? Kind, bool? AutoStart, VideoStopAction? OnStop);

internal sealed record VideoHookRequest(VideoSignal? Type, DateTimeOffset? At);

/// <param name="Secret">Shown this once.</param>
internal sealed record VideoSecretResponse(string Secret);

/// <param name="Applied">False for a repetition, for old news, and for what changes nothing.</param>
internal sealed record VideoHookResponse(bool Applied);

/// <summary>How a room's video is played and how it does.</summary>
internal sealed record VideoBody(VideoHealth State, string? PlaybackUrl, PlaybackKind PlaybackKind)
{
    public static VideoBody From(RoomVideo video) => new(video.Health, video.PlaybackUrl, video.Kind);

    /// <summary>Null for a room without a video.</summary>
    public static VideoBody? Of(RoomSummary room) => room.Video is { PlaybackUrl: not null } or { Health: not VideoHealth.Unknown }
        ? From(room.Video)
        : null;
}
