using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Replay;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Rooms.Replay;
using SocialCommerce.Grains.Tests.Hosting;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Replay;

public sealed class ReplayTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private IRoomGrain Room => _host.Grains.GetGrain<IRoomGrain>("r-1");

    private IReplayGrain Replay => _host.Grains.GetGrain<IReplayGrain>("r-1");

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(3);
        await Room.CreateAsync(RoomSamples.Create());
        await StepAsync(RoomStatus.Live);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task GetState_AtEveryEvent_IsWhatTheRoomShowedThen()
    {
        var shown = new List<(DateTimeOffset At, RoomEntry Entry)>();
        for (var round = 0; round < 40; round++)
        {
            await HappenAsync(round);
            var entry = (await Room.EnterAsync())!;
            shown.Add(((await Room.ResumeAsync(new ResumeRoom(entry.Epoch, entry.Sequence - 1)))!.Events[^1].At, entry));
        }

        await EndAsync();

        foreach (var (at, entry) in shown)
        {
            var moment = (await Replay.GetStateAsync(at))!;
            Assert.Equal(entry.Sequence, moment.Entry.Sequence);
            Assert.Equal(entry.Room.Status, moment.Entry.Room.Status);
            Assert.Equal<PinnedProduct>(entry.Room.Pins, moment.Entry.Room.Pins);
            Assert.Equal<RoomComment>(entry.Comments, moment.Entry.Comments);
        }
    }

    [Fact]
    public async Task GetState_OfARecordedState_HasItsHash()
    {
        for (var number = 0; number < RoomRecorder.EventsBetweenStates * 2; number++)
        {
            await Room.SendCommentAsync(new SendComment($"c-{number}", "u-1", "Ann", "hello", $"k-{number}"));
        }

        await HappenAsync(1);
        await EndAsync();

        var states = await ReadStatesAsync();

        // The start, two in between, the end and the publication.
        Assert.Equal(5, states.Count);
        foreach (var recorded in states)
        {
            var at = (await Replay.ReadEventsAsync(new ReplayRange(recorded.Sequence - 1, null, null, 1)))!.Events[0].At;
            var moment = (await Replay.GetStateAsync(at))!;
            Assert.True(moment.Recorded!.IsSame);
            if (moment.Entry.Sequence == recorded.Sequence)
            {
                Assert.Equal((recorded.Sequence, recorded.Hash), (moment.Recorded.Sequence, moment.Hash));
            }
        }
    }

    [Fact]
    public async Task GetState_WhenTheRecordSaysOtherwise_SaysSo()
    {
        await HappenAsync(0);
        await EndAsync();
        var track = _host.Service<IRoomTrack>();
        var recorded = (await track.ReadStateAsync("r-1", long.MaxValue, default))!;
        await track.AppendAsync("r-1", [recorded with { Hash = new string('0', 64) }], default);

        var moment = (await Replay.GetStateAsync(_host.Clock.GetUtcNow()))!;

        Assert.False(moment.Recorded!.IsSame);
    }

    [Fact]
    public async Task GetState_AfterARestartOfTheRoom_IsStillWhatWasRecorded()
    {
        await HappenAsync(0);
        await HappenAsync(1);
        await _host.RestartAsync();
        await HappenAsync(2);
        await HappenAsync(4);
        await EndAsync();

        foreach (var recorded in await ReadStatesAsync())
        {
            var at = (await Replay.ReadEventsAsync(new ReplayRange(recorded.Sequence - 1, null, null, 1)))!.Events[0].At;
            Assert.True((await Replay.GetStateAsync(at))!.Recorded!.IsSame);
        }
    }

    [Fact]
    public async Task ReadEvents_InPages_AreAllEventsOfTheRoomInOrder()
    {
        for (var round = 0; round < 30; round++)
        {
            await HappenAsync(round);
        }

        await EndAsync();
        var log = await _host.Service<IRoomLog>().ReadAsync("r-1", 0, 10_000, default);
        var read = new List<RoomEvent>();
        long? next = 0;
        while (next is { } after)
        {
            var page = (await Replay.ReadEventsAsync(new ReplayRange(after, null, null, 7)))!;
            Assert.InRange(page.Events.Length, 1, 7);
            read.AddRange(page.Events);
            next = page.NextSequence;
        }

        Assert.Equal(log, read);
    }

    [Fact]
    public async Task ReadEvents_OfATime_AreThoseWithinIt()
    {
        for (var round = 0; round < 12; round++)
        {
            await HappenAsync(round);
        }

        await EndAsync();
        var all = (await Replay.ReadEventsAsync(new ReplayRange(0, null, null, 500)))!.Events;

        var within = (await Replay.ReadEventsAsync(new ReplayRange(null, all[4].At, all[8].At, 500)))!.Events;

        Assert.Equal(all.Where(entry => entry.At >= all[4].At && entry.At <= all[8].At), within);
    }

    [Fact]
    public async Task Removed_AtAnyTime_NeverComesBack()
    {
        await Room.SendCommentAsync(new SendComment("c-rude", "u-1", "Ann", "rude", "k-rude"));
        await Room.SendCommentAsync(new SendComment("c-kind", "u-1", "Ann", "kind", "k-kind"));
        var before = _host.Clock.GetUtcNow();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Room.RemoveCommentAsync(new RemoveComment(Host, "c-rude"));
        await EndAsync();

        Assert.Equal(["kind"], (await Replay.GetStateAsync(before))!.Entry.Comments.Select(comment => comment.Text));
        var events = (await Replay.ReadEventsAsync(new ReplayRange(0, null, null, 500)))!.Events;
        Assert.Equal(["", "kind"], events.Where(entry => entry.Comment is not null).Select(entry => entry.Comment!.Text));

        await Room.RemoveCommentAsync(new RemoveComment(Host, "c-kind"));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty((await Replay.GetStateAsync(before))!.Entry.Comments);
    }

    [Fact]
    public async Task Publish_WithARecording_IsTheHostsOnceTheRoomHasEnded()
    {
        var command = new PublishReplay(Host, "/demo/stall.m3u8", null);

        Assert.Equal(RoomOutcome.IllegalStep, (await Room.PublishReplayAsync(command)).Outcome);
        await StepAsync(RoomStatus.Ended);
        Assert.Null(await Replay.GetManifestAsync());
        Assert.Null(await Replay.GetStateAsync(_host.Clock.GetUtcNow()));
        Assert.Null(await Replay.ReadEventsAsync(new ReplayRange(0, null, null, 10)));
        Assert.Equal(RoomOutcome.NotHost, (await Room.PublishReplayAsync(command with { UserId = "u-1" })).Outcome);
        Assert.Equal(RoomOutcome.Invalid, (await Room.PublishReplayAsync(command with { RecordingUrl = "javascript:1" })).Outcome);
        Assert.Equal(RoomOutcome.Done, (await Room.PublishReplayAsync(command)).Outcome);
        Assert.Equal(RoomOutcome.IllegalStep, (await Room.PublishReplayAsync(command)).Outcome);

        var manifest = (await Replay.GetManifestAsync())!;
        Assert.Equal(("/demo/stall.m3u8", manifest.Room.StartedAt), (manifest.Room.Recording!.Url, manifest.Room.Recording.StartedAt));
    }

    [Fact]
    public async Task GetManifest_Pins_AreChapters()
    {
        await Room.PinAsync(new PinProduct(Host, "p-1"));
        await Room.PinAsync(new PinProduct(Host, "p-1"));
        await Room.PinAsync(new PinProduct(Host, "p-2"));
        await EndAsync();

        Assert.Equal(["p-1", "p-2"], (await Replay.GetManifestAsync())!.Chapters.Select(chapter => chapter.ProductId));
    }

    private async Task<List<RoomMoment>> ReadStatesAsync()
    {
        var track = _host.Service<IRoomTrack>();
        var states = new List<RoomMoment>();
        for (var sequence = long.MaxValue; await track.ReadStateAsync("r-1", sequence, default) is { } state; sequence = state.Sequence - 1)
        {
            states.Add(state);
        }

        return states;
    }

    private async Task HappenAsync(int round)
    {
        _host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        var productId = $"p-{1 + (round / 4 % 2)}";
        switch (round % 4)
        {
            case 0:
                await Room.SendCommentAsync(new SendComment($"c-r{round}", "u-1", "Ann", $"round {round}", $"k-r{round}"));
                break;
            case 1:
                await Room.PinAsync(new PinProduct(Host, productId));
                break;
            case 2:
                await Room.StockChangedAsync("p-1", round);
                break;
            default:
                await Room.UnpinAsync(new PinProduct(Host, productId));
                break;
        }
    }

    private async Task EndAsync()
    {
        await StepAsync(RoomStatus.Ended);
        Assert.Equal(RoomOutcome.Done, (await Room.PublishReplayAsync(new PublishReplay(Host, null, null))).Outcome);
    }

    private async Task StepAsync(RoomStatus status) => Assert.Equal(
        RoomOutcome.Done, (await Room.ChangeStatusAsync(new ChangeRoomStatus(Host, status))).Outcome);
}
