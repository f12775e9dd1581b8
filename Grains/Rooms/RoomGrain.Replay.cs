using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Replay;
using SocialCommerce.Grains.Interfaces.Rooms.Video;
using SocialCommerce.Grains.Rooms.Replay;

namespace SocialCommerce.Grains.Rooms;

/// <content>What is recorded for a replay, and its publication.</content>
internal sealed partial class RoomGrain
{
    private RoomRecorder _recorder = null!;

    public async Task<RoomResult> PublishReplayAsync(PublishReplay command, CancellationToken cancellationToken)
    {
        var outcome = RoomRules.DecideStatus(_state, new ChangeRoomStatus(command.UserId, RoomStatus.Replay));
        if (outcome != RoomOutcome.Done)
        {
            return Answer(outcome, []);
        }

        if (!RoomLimits.IsPlaybackUrl(command.RecordingUrl))
        {
            return Answer(RoomOutcome.Invalid, [new FieldError("recordingUrl", "must be an http(s) or site-relative address")]);
        }

        if (command.RecordingUrl is { } url)
        {
            var startedAt = command.RecordingStartedAt ?? _state.StartedAt!.Value;
            await CommitAsync(_state with { Recording = new RoomRecording(url, VideoLimits.KindOf(url), startedAt) });
        }

        return await EnterStatusAsync(RoomStatus.Replay, cancellationToken);
    }

    private Task SampleAsync(CancellationToken cancellationToken)
    {
        _recorder.Sample(_state, _audience.Viewers, _reactions.Totals);
        return RecordAsync(cancellationToken);
    }

    // A replay that lacks a sample is still right; a room that stops for one is not.
    private async Task RecordAsync(CancellationToken cancellationToken)
    {
        var moments = RoomKeys.IsRehearsal(Key) ? [] : _recorder.Take();
        if (moments.Count == 0)
        {
            return;
        }

        try
        {
            await track.AppendAsync(RoomId, moments, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever it was, it is logged; the next moments are recorded again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotRecorded(exception, RoomId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Room {RoomId}: some moments are not recorded for its replay")]
    private partial void LogNotRecorded(Exception exception, string roomId);
}
