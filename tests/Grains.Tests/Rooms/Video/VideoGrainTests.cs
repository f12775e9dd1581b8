using System.Globalization;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Video;
using SocialCommerce.Grains.Tests.Hosting;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Video;

public sealed class VideoGrainTests : IAsyncLifetime
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    private GrainHost _host = null!;

    private IRoomGrain Room => _host.Grains.GetGrain<IRoomGrain>("r-1");

    private IVideoGrain Video => _host.Grains.GetGrain<IVideoGrain>("r-1");

    private DateTimeOffset Time => _host.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(3);
        await Room.CreateAsync(RoomSamples.Create());
        Assert.Equal(RoomOutcome.Done, await Video.SetSecretAsync(Host, [.. Secret]));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Receive_StartAndStop_MoveTheRoomAndTellItsViewers()
    {
        await SetAsync(autoStart: true);

        Assert.Equal(VideoHookOutcome.Applied, await ReceiveAsync("m-1", VideoSignal.Started));
        Assert.Equal(RoomStatus.Live, (await Room.GetAsync())!.Status);
        Assert.Equal(VideoHookOutcome.Applied, await ReceiveAsync("m-2", VideoSignal.Degraded));
        Assert.Equal(VideoHookOutcome.Applied, await ReceiveAsync("m-3", VideoSignal.Stopped));
        Assert.Equal(RoomStatus.Paused, (await Room.GetAsync())!.Status);
        Assert.Equal(VideoHookOutcome.Applied, await ReceiveAsync("m-4", VideoSignal.Started));
        Assert.Equal(RoomStatus.Live, (await Room.GetAsync())!.Status);

        var events = (await Room.ResumeAsync(new ResumeRoom("epoch-1", 0)))!.Events;
        Assert.Equal(
            ["Unknown", "Live", "Live", "Degraded", "Offline", "Paused", "Live", "Live"],
            events.Select(entry => entry.Status?.ToString() ?? entry.Video!.Health.ToString()));
    }

    [Fact]
    public async Task Receive_Repeated_CountsOnceAlsoAfterARestart()
    {
        await SetAsync(autoStart: true);
        await ReceiveAsync("m-1", VideoSignal.Started);
        await Room.ChangeStatusAsync(new ChangeRoomStatus(Host, RoomStatus.Paused));

        Assert.Equal(VideoHookOutcome.Ignored, await ReceiveAsync("m-1", VideoSignal.Started));
        await _host.RestartAsync();
        Assert.Equal(VideoHookOutcome.Ignored, await ReceiveAsync("m-1", VideoSignal.Started));

        Assert.Equal(RoomStatus.Paused, (await Room.GetAsync())!.Status);
    }

    [Fact]
    public async Task Receive_OvertakenByLaterNews_IsLeftOut()
    {
        await Room.ChangeStatusAsync(new ChangeRoomStatus(Host, RoomStatus.Live));
        await ReceiveAsync("m-2", VideoSignal.Started);

        Assert.Equal(VideoHookOutcome.Ignored, await ReceiveAsync("m-1", VideoSignal.Stopped, Time.AddSeconds(-60)));

        Assert.Equal((RoomStatus.Live, VideoHealth.Live), ((await Room.GetAsync())!.Status, (await Room.GetAsync())!.Video!.Health));
    }

    [Fact]
    public async Task Receive_WithoutTheSecret_IsRefused()
    {
        var hook = Hook("m-1", VideoSignal.Started, Time);

        Assert.Equal(VideoHookOutcome.BadSignature, (await Video.ReceiveAsync(hook with { Signature = "v1,AAAA" })).Outcome);
        Assert.Equal(VideoHookOutcome.BadSignature, (await _host.Grains.GetGrain<IVideoGrain>("r-2").ReceiveAsync(hook)).Outcome);
        Assert.Equal(RoomOutcome.NotHost, await Video.SetSecretAsync("u-1", [1]));
        Assert.Equal(RoomOutcome.NotFound, await _host.Grains.GetGrain<IVideoGrain>("r-2").SetSecretAsync(Host, [1]));
        await Video.SetSecretAsync(Host, [1, 2, 3]);
        Assert.Equal(VideoHookOutcome.BadSignature, (await Video.ReceiveAsync(hook)).Outcome);
    }

    [Fact]
    public async Task Receive_DuringARehearsal_IsTheHostsAloneUntilTheRoomOpens()
    {
        await SetAsync(autoStart: true);
        var before = (await Room.EnterAsync())!;
        await Room.ChangeStatusAsync(new ChangeRoomStatus(Host, RoomStatus.Rehearsal));

        Assert.Equal(VideoHookOutcome.Applied, await ReceiveAsync("m-1", VideoSignal.Started));

        var during = (await Room.EnterAsync())!;
        Assert.Equal((before.Sequence, RoomStatus.Scheduled, VideoHealth.Unknown), (during.Sequence, during.Room.Status, during.Room.Video!.Health));
        var backstage = (await _host.Grains.GetGrain<IRoomGrain>("r-1/1").EnterAsync())!;
        Assert.Equal((RoomStatus.Rehearsal, VideoHealth.Live), (backstage.Room.Status, backstage.Room.Video!.Health));
        await Room.ChangeStatusAsync(new ChangeRoomStatus(Host, RoomStatus.Live));
        Assert.Equal(VideoHealth.Live, (await Room.GetAsync())!.Video!.Health);
    }

    private async Task SetAsync(bool autoStart)
    {
        var set = await Room.SetVideoAsync(
            new SetVideo(Host, "/demo/stall.m3u8", PlaybackKind.Unknown, autoStart, VideoStopAction.Unknown));
        Assert.Equal(RoomOutcome.Done, set.Outcome);
    }

    private async Task<VideoHookOutcome> ReceiveAsync(string hookId, VideoSignal signal, DateTimeOffset? at = null) =>
        (await Video.ReceiveAsync(Hook(hookId, signal, at ?? Time))).Outcome;

    private VideoHook Hook(string hookId, VideoSignal signal, DateTimeOffset at)
    {
        byte[] body = [.. System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{signal}"))];
        var timestamp = Time.ToUnixTimeSeconds();
        return new VideoHook(
            hookId, timestamp, WebhookSignature.Sign(Secret, hookId, timestamp, body), [.. body], signal, at);
    }
}
