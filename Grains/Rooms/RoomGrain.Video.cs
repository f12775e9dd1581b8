using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Video;
using SocialCommerce.Grains.Rooms.Video;

namespace SocialCommerce.Grains.Rooms;

/// <content>Where the room's video is, and what the provider says of it.</content>
internal sealed partial class RoomGrain
{
    public async Task<RoomResult> SetVideoAsync(SetVideo command, CancellationToken cancellationToken)
    {
        var outcome = VideoRules.DecideSet(_state, command);
        if (outcome != RoomOutcome.Done)
        {
            return Answer(outcome, VideoLimits.Check(command));
        }

        await CommitAsync(_state with
        {
            AutoStart = command.AutoStart ?? _state.AutoStart,
            OnVideoStop = command.OnStop == VideoStopAction.Unknown ? _state.OnVideoStop : command.OnStop,
            Version = _state.Version + 1,
        });
        await AppendVideoAsync(VideoRules.Set(_state, command));
        if (Rehearsal is { } rehearsal)
        {
            await rehearsal.SetVideoAsync(command, cancellationToken);
        }

        return Answer(RoomOutcome.Done, []);
    }

    public async Task<bool> SignalVideoAsync(VideoSignal signal, CancellationToken cancellationToken)
    {
        if (Rehearsal is { } rehearsal)
        {
            // The room hears of it when it opens: until then nobody is to know that there is a video.
            await CommitAsync(_state with { RehearsedVideo = VideoRules.HealthOf(signal) });
            return await rehearsal.SignalVideoAsync(signal, cancellationToken);
        }

        var (video, status) = VideoRules.Decide(_state, signal);
        if (video is not null)
        {
            await AppendVideoAsync(video);
        }

        if (status is { } step)
        {
            await AppendAsync(sequence => new RoomEvent(
                sequence, RoomEventType.RoomState, clock.GetUtcNow(), Status: step, Video: VideoRules.VideoOf(_state)));
        }

        return video is not null || status is not null;
    }

    // What the video did while the room was rehearsed.
    private async Task CatchUpOnVideoAsync()
    {
        var video = VideoRules.VideoOf(_state) with { Health = _state.RehearsedVideo };
        if (_state.RehearsedVideo != VideoHealth.Unknown && video != _state.Video)
        {
            await AppendVideoAsync(video);
        }
    }

    private Task<RoomEvent> AppendVideoAsync(RoomVideo video) => AppendAsync(sequence => new RoomEvent(
        sequence, RoomEventType.VideoChanged, clock.GetUtcNow(), Video: video));
}
