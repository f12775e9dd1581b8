using System.Text.Json;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Tests.Hosting;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms;

public sealed class RehearsalTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private IRoomGrain Room => _host.Grains.GetGrain<IRoomGrain>("r-1");

    private IRoomLog Log => _host.Service<IRoomLog>();

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(3);
        await Room.CreateAsync(RoomSamples.Create());
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Rehearse_ForEverybodyElse_TheRoomIsScheduledAsBefore()
    {
        var before = (await Room.EnterAsync())!;

        await StepAsync(RoomStatus.Rehearsal);
        await RehearseAsync();

        var entry = (await Room.EnterAsync())!;
        Assert.Equal((before.Epoch, before.Sequence), (entry.Epoch, entry.Sequence));
        Assert.Equal((RoomStatus.Scheduled, 0), (entry.Room.Status, entry.Room.Viewers));
        Assert.Empty(entry.Comments);
        Assert.Empty(entry.Reactions);
        Assert.Empty(entry.Room.Pins);
        Assert.Equal(RoomOutcome.IllegalStep, (await Room.SendCommentAsync(Say("u-1"))).Outcome);
        Assert.Equal(RoomOutcome.IllegalStep, (await Room.ReactAsync(React())).Outcome);
        Assert.Empty(await Log.ReadAsync("r-1", 0, 100, default));
    }

    [Fact]
    public async Task Rehearse_ForTheHost_IsARoomOfItsOwnSequence()
    {
        await StepAsync(RoomStatus.Rehearsal);
        await RehearseAsync();

        var entry = (await BackstageAsync().EnterAsync())!;

        Assert.Equal(("epoch-1.1", 3L), (entry.Epoch, entry.Sequence));
        Assert.Equal(("r-1", "Teapots", RoomStatus.Rehearsal), (entry.Room.RoomId, entry.Room.Title, entry.Room.Status));
        Assert.Equal("hello", Assert.Single(entry.Comments).Text);
        Assert.Equal("p-1", Assert.Single(entry.Room.Pins).ProductId);
        Assert.Equal(3, entry.Reactions["heart"]);
        Assert.Equal(Host, Assert.Single((await Room.EnterAsync())!.Backstage!.UserIds));
        Assert.Equal("r-1/1", (await Room.EnterAsync())!.Backstage!.Key);
    }

    [Theory]
    [InlineData(RoomStatus.Scheduled)]
    [InlineData(RoomStatus.Live)]
    [InlineData(RoomStatus.Ended)]
    public async Task Rehearse_AfterItsEnd_LeavesNothing(RoomStatus next)
    {
        var pristine = await StateAsync();
        var product = JsonSerializer.Serialize(await _host.Grains.GetGrain<IProductGrain>("p-1").GetAsync());
        await StepAsync(RoomStatus.Rehearsal);
        await RehearseAsync();

        await StepAsync(next);

        Assert.Empty(await Log.ReadAsync("r-1/1", 0, 100, default));
        Assert.Null(await _host.Grains.GetGrain<IRoomGrain>("r-1/1").EnterAsync());
        Assert.Equal(product, JsonSerializer.Serialize(await _host.Grains.GetGrain<IProductGrain>("p-1").GetAsync()));
        var events = await Log.ReadAsync("r-1", 0, 100, default);
        Assert.Equal(next == RoomStatus.Scheduled ? [] : [next], events.Select(entry => entry.Status!.Value));
        if (next == RoomStatus.Scheduled)
        {
            Assert.Equal(pristine, await StateAsync());
        }
    }

    [Fact]
    public async Task Rehearse_Twice_BeginsAnewEachTime()
    {
        await StepAsync(RoomStatus.Rehearsal);
        await RehearseAsync();
        await StepAsync(RoomStatus.Scheduled);

        await StepAsync(RoomStatus.Rehearsal);

        var entry = (await BackstageAsync(2).EnterAsync())!;
        Assert.Equal(("epoch-1.2", 0L), (entry.Epoch, entry.Sequence));
        Assert.Empty(entry.Comments);
        Assert.Empty(entry.Reactions);
    }

    [Fact]
    public async Task Rehearse_OverARestart_GoesOn()
    {
        await StepAsync(RoomStatus.Rehearsal);
        await RehearseAsync();

        await _host.RestartAsync();

        Assert.True((await Room.GetAsync())!.IsRehearsing);
        var entry = (await BackstageAsync().EnterAsync())!;
        Assert.Equal(("epoch-1.1", 3L), (entry.Epoch, entry.Sequence));
        Assert.Equal("hello", Assert.Single(entry.Comments).Text);
    }

    [Fact]
    public async Task Rehearse_WhoseDeletionFailed_IsDeletedWhenTheRoomWakesAgain()
    {
        var flaw = new FlakyDeletion { IsBroken = true };
        await using var host = await GrainHost.StartAsync(flaw.Decorate, isAlone: true);
        await host.Grains.StockAsync(3);
        var room = host.Grains.GetGrain<IRoomGrain>("r-1");
        await room.CreateAsync(RoomSamples.Create());
        await room.ChangeStatusAsync(new ChangeRoomStatus(Host, RoomStatus.Rehearsal));
        await room.SendCommentAsync(Say(Host));

        var ended = await room.ChangeStatusAsync(new ChangeRoomStatus(Host, RoomStatus.Scheduled));

        Assert.Equal((RoomOutcome.Done, false), (ended.Outcome, ended.Room!.IsRehearsing));
        Assert.Single(await host.Service<IRoomLog>().ReadAsync("r-1/1", 0, 10, default));
        await host.RestartAsync();
        flaw.IsBroken = false;
        await host.Grains.GetGrain<IRoomGrain>("r-1").GetAsync();
        Assert.Equal("r-1/1", await flaw.Deleted);
        Assert.Empty(await host.Service<IRoomLog>().ReadAsync("r-1/1", 0, 10, default));
    }

    [Fact]
    public void Remains_ByWhatWasBegunAndCleared_AreTheRehearsalsBetween()
    {
        var begun = new RoomState { Rehearsals = 3 };

        Assert.Equal([1, 2, 3], RoomLifecycle.Remains(begun));
        Assert.Equal([1, 2], RoomLifecycle.Remains(begun with { IsRehearsing = true }));
        Assert.Equal([3], RoomLifecycle.Remains(begun with { RehearsalsCleared = 2 }));
        Assert.Empty(RoomLifecycle.Remains(begun with { IsRehearsing = true, RehearsalsCleared = 2 }));
        Assert.Empty(RoomLifecycle.Remains(new RoomState()));
    }

    [Fact]
    public async Task OpenRehearsal_OfAKeyThatIsNone_IsADefect() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => _host.Grains.GetGrain<IRoomGrain>("r-9").CloseRehearsalAsync());

    [Theory]
    [InlineData("r-1", "r-1", false)]
    [InlineData("r-1/2", "r-1", true)]
    public void RoomKeys_OfARoomOrItsRehearsal_NameTheRoom(string key, string roomId, bool isRehearsal)
    {
        Assert.Equal(roomId, RoomKeys.RoomOf(key));
        Assert.Equal(isRehearsal, RoomKeys.IsRehearsal(key));
        Assert.Equal("r-1/2", RoomKeys.Rehearsal("r-1", 2));
    }

    private IRoomGrain BackstageAsync(int number = 1) => _host.Grains.GetGrain<IRoomGrain>($"r-1/{number}");

    private async Task StepAsync(RoomStatus status) => Assert.Equal(
        RoomOutcome.Done, (await Room.ChangeStatusAsync(new ChangeRoomStatus(Host, status))).Outcome);

    // All by way of the room, as the host's client does it.
    private async Task RehearseAsync()
    {
        Assert.Equal(RoomOutcome.Done, (await Room.SendCommentAsync(Say(Host))).Outcome);
        Assert.Equal(RoomOutcome.Done, (await Room.ReactAsync(React(3, userId: Host))).Outcome);
        Assert.Equal(RoomOutcome.Done, (await Room.PinAsync(new PinProduct(Host, "p-1"))).Outcome);
        await Room.StockChangedAsync("p-2", 7);
    }

    private async Task<string> StateAsync()
    {
        var entry = (await Room.EnterAsync())!;
        return JsonSerializer.Serialize(entry with { Room = entry.Room with { Version = 0 } });
    }
}
