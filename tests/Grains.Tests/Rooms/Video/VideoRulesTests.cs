using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Video;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Rooms.Video;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Video;

public sealed class VideoRulesTests
{
    [Theory]
    [InlineData(RoomStatus.Scheduled, true, RoomStatus.Live)]
    [InlineData(RoomStatus.Scheduled, false, null)]
    [InlineData(RoomStatus.Live, true, null)]
    [InlineData(RoomStatus.Paused, true, null)]
    [InlineData(RoomStatus.Ended, true, null)]
    [InlineData(RoomStatus.Replay, true, null)]
    public void Decide_Started_OpensARoomThatWaitsForIt(RoomStatus status, bool autoStart, RoomStatus? expected) =>
        Assert.Equal(expected, VideoRules.Decide(Room(status) with { AutoStart = autoStart }, VideoSignal.Started).Status);

    [Theory]
    [InlineData(VideoStopAction.Unknown, RoomStatus.Live, RoomStatus.Paused)]
    [InlineData(VideoStopAction.Pause, RoomStatus.Live, RoomStatus.Paused)]
    [InlineData(VideoStopAction.End, RoomStatus.Live, RoomStatus.Ended)]
    [InlineData(VideoStopAction.Nothing, RoomStatus.Live, null)]
    [InlineData(VideoStopAction.End, RoomStatus.Scheduled, null)]
    [InlineData(VideoStopAction.End, RoomStatus.Paused, null)]
    public void Decide_Stopped_DoesWhatTheHostChose(VideoStopAction action, RoomStatus status, RoomStatus? expected) =>
        Assert.Equal(expected, VideoRules.Decide(Room(status) with { OnVideoStop = action }, VideoSignal.Stopped).Status);

    [Fact]
    public void Decide_StartedAfterAStop_GoesOnOnlyWhenTheStopHadPausedTheRoom()
    {
        var live = Room(RoomStatus.Live);
        var byVideo = RoomRules.Apply(live, Enter(1, RoomStatus.Paused) with { Video = VideoRules.VideoOf(live) });
        var byHost = RoomRules.Apply(live, Enter(1, RoomStatus.Paused));

        Assert.Equal(RoomStatus.Live, VideoRules.Decide(byVideo, VideoSignal.Started).Status);
        Assert.Null(VideoRules.Decide(byHost, VideoSignal.Started).Status);
        Assert.Null(VideoRules.Decide(RoomRules.Apply(byVideo, Enter(2, RoomStatus.Live)), VideoSignal.Started).Status);
    }

    [Theory]
    [InlineData(VideoSignal.Started, VideoHealth.Live)]
    [InlineData(VideoSignal.Healthy, VideoHealth.Live)]
    [InlineData(VideoSignal.Degraded, VideoHealth.Degraded)]
    [InlineData(VideoSignal.Stopped, VideoHealth.Offline)]
    public void Decide_ASignal_IsNewsOnce(VideoSignal signal, VideoHealth health)
    {
        var video = VideoRules.Decide(Room(RoomStatus.Live) with { PlaybackUrl = "/a.m3u8" }, signal).Video!;

        Assert.Equal(new RoomVideo("/a.m3u8", PlaybackKind.Hls, health), video);
        var told = RoomRules.Apply(Room(RoomStatus.Live), new RoomEvent(1, RoomEventType.VideoChanged, Now, Video: video));
        Assert.Equal(("/a.m3u8", video), (told.PlaybackUrl, told.Video));
        Assert.Null(VideoRules.Decide(told, signal).Video);
        Assert.Equal((null, null), VideoRules.Decide(Room(RoomStatus.Ended), signal));
        Assert.Equal((null, null), VideoRules.Decide(new RoomState(), signal));
    }

    [Theory]
    [InlineData("https://a/live/index.m3u8", PlaybackKind.Hls)]
    [InlineData("/demo/stall.m3u8?token=1", PlaybackKind.Hls)]
    [InlineData("https://a/room/whep", PlaybackKind.Whep)]
    [InlineData("https://a/whep/", PlaybackKind.Whep)]
    [InlineData("/video/tea.mp4", PlaybackKind.File)]
    [InlineData(null, PlaybackKind.Unknown)]
    public void KindOf_AnAddress_IsToldByItsEnd(string? url, PlaybackKind kind) => Assert.Equal(kind, VideoLimits.KindOf(url));

    [Fact]
    public void DecideSet_ByWhomAndWhen_IsTheHostsUntilTheEnd()
    {
        var set = new SetVideo(Host, "/a.m3u8", PlaybackKind.Unknown, null, VideoStopAction.Unknown);

        Assert.Equal(RoomOutcome.Done, VideoRules.DecideSet(Room(RoomStatus.Live), set));
        Assert.Equal(RoomOutcome.NotHost, VideoRules.DecideSet(Room(RoomStatus.Live), set with { UserId = "u-1" }));
        Assert.Equal(RoomOutcome.IllegalStep, VideoRules.DecideSet(Room(RoomStatus.Ended), set));
        Assert.Equal(RoomOutcome.Invalid, VideoRules.DecideSet(Room(RoomStatus.Live), set with { PlaybackUrl = "javascript:1" }));
        Assert.Equal(RoomOutcome.Invalid, VideoRules.DecideSet(Room(RoomStatus.Live), set with { Kind = (PlaybackKind)9 }));
        Assert.Equal(RoomOutcome.NotFound, VideoRules.DecideSet(new RoomState(), set));
    }
}
