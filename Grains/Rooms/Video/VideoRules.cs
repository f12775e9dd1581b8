using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Video;

namespace SocialCommerce.Grains.Rooms.Video;

/// <summary>What the start, stop and health of a room's video do to the room. Pure.</summary>
internal static class VideoRules
{
    public static RoomOutcome DecideSet(RoomState state, SetVideo command)
    {
        if (RoomRules.DenyHost(state, command.UserId) is { } denied)
        {
            return denied;
        }

        if (VideoLimits.Check(command).Length > 0)
        {
            return RoomOutcome.Invalid;
        }

        return IsOver(state.Status) ? RoomOutcome.IllegalStep : RoomOutcome.Done;
    }

    /// <summary>The room's video after the command; how it does stays what it was.</summary>
    public static RoomVideo Set(RoomState state, SetVideo command)
    {
        var kind = command.Kind == PlaybackKind.Unknown ? VideoLimits.KindOf(command.PlaybackUrl) : command.Kind;
        return new RoomVideo(command.PlaybackUrl, kind, VideoOf(state).Health);
    }

    /// <summary>What the signal makes of the video and of the room; null where it changes nothing.</summary>
    public static (RoomVideo? Video, RoomStatus? Status) Decide(RoomState state, VideoSignal signal)
    {
        if (state.Title is null || IsOver(state.Status))
        {
            return (null, null);
        }

        var video = VideoOf(state) with { Health = HealthOf(signal) };
        return (video == VideoOf(state) ? null : video, StepOf(state, signal));
    }

    public static RoomState Apply(RoomState state, RoomVideo video) =>
        state with { Video = video, PlaybackUrl = video.PlaybackUrl, RehearsedVideo = VideoHealth.Unknown };

    /// <summary>The video as it is known; a room that was made with an address has told nothing of it yet.</summary>
    public static RoomVideo VideoOf(RoomState state) =>
        state.Video ?? new RoomVideo(state.PlaybackUrl, VideoLimits.KindOf(state.PlaybackUrl), VideoHealth.Unknown);

    public static VideoHealth HealthOf(VideoSignal signal) => signal switch
    {
        VideoSignal.Started or VideoSignal.Healthy => VideoHealth.Live,
        VideoSignal.Degraded => VideoHealth.Degraded,
        VideoSignal.Stopped => VideoHealth.Offline,
        _ => VideoHealth.Unknown,
    };

    // A host who paused the room goes on when they like; what the video paused, the video starts again.
    private static RoomStatus? StepOf(RoomState state, VideoSignal signal) => (signal, state.Status) switch
    {
        (VideoSignal.Started, RoomStatus.Scheduled) when state.AutoStart => RoomStatus.Live,
        (VideoSignal.Started, RoomStatus.Paused) when state.IsPausedByVideo => RoomStatus.Live,
        (VideoSignal.Stopped, RoomStatus.Live) => state.OnVideoStop switch
        {
            VideoStopAction.Nothing => null,
            VideoStopAction.End => RoomStatus.Ended,
            _ => RoomStatus.Paused,
        },
        _ => null,
    };

    private static bool IsOver(RoomStatus status) => status is RoomStatus.Ended or RoomStatus.Replay;
}
