using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Storage;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms;

public sealed class RoomGrainTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private IRoomGrain Room => _host.Grains.GetGrain<IRoomGrain>("r-1");

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(3);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Life_FromCreationToEnd_IsOneSequence()
    {
        Assert.Equal(RoomOutcome.Done, (await Room.CreateAsync(RoomSamples.Create())).Outcome);
        Assert.Equal(RoomOutcome.IllegalStep, (await Room.SendCommentAsync(Say())).Outcome);
        await EnterAsync(RoomStatus.Live);
        Assert.Equal(RoomOutcome.Done, (await Room.PinAsync(new PinProduct(Host, "p-1"))).Outcome);
        Assert.Equal(RoomOutcome.UnknownProduct, (await Room.PinAsync(new PinProduct(Host, "nothing"))).Outcome);
        Assert.Equal(new CommentResult(RoomOutcome.Done, "c-1", 3), await Room.SendCommentAsync(Say()));
        Assert.Equal(RoomOutcome.Done, (await Room.UnpinAsync(new PinProduct(Host, "p-1"))).Outcome);
        await EnterAsync(RoomStatus.Paused);
        await EnterAsync(RoomStatus.Ended);
        Assert.Equal(RoomOutcome.IllegalStep, (await Room.ChangeStatusAsync(new ChangeRoomStatus(Host, RoomStatus.Live))).Outcome);

        var events = (await Room.ResumeAsync(new ResumeRoom("epoch-1", 0)))!.Events;

        Assert.Equal(
            [
                RoomEventType.RoomState, RoomEventType.ProductPinned, RoomEventType.CommentAdded, RoomEventType.ProductUnpinned,
                RoomEventType.RoomState, RoomEventType.RoomState,
            ],
            events.Select(entry => entry.Type));
        Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L], events.Select(entry => entry.Sequence));
        var listed = await _host.Grains.GetGrain<ILobbyGrain>(ILobbyGrain.All).ListAsync(new PageRequest(10, null));
        Assert.Equal(("r-1", RoomStatus.Ended), listed.Rooms.Select(room => (room.RoomId, room.Status)).Single());
    }

    [Fact]
    public async Task Create_WithAProductThatIsNone_IsRefused()
    {
        var command = RoomSamples.Create() with { ProductIds = ["p-1", "nothing"] };

        Assert.Equal(RoomOutcome.UnknownProduct, (await Room.CreateAsync(command)).Outcome);
        Assert.Null(await Room.GetAsync());
        Assert.Null(await Room.EnterAsync());
    }

    [Fact]
    public async Task SendComment_ManySendersAtOnce_IsOneOrderWithoutHoleForEverybody()
    {
        await GoLiveAsync();
        var observer = new RecordingObserver();
        var reference = _host.Grains.CreateObjectReference<IRoomObserver>(observer);
        var position = await Room.SubscribeAsync(new RoomSubscription("relay-1", 1), reference);
        Assert.Equal(new RoomPosition("epoch-1", 1), position);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Room.SendCommentAsync(
            new SendComment($"c-{number}", $"u-{number % 50}", "Ann", $"hello {number}", $"k-{number}"))));

        var expected = Enumerable.Range(2, 200).Select(sequence => (long)sequence).ToList();
        Assert.Equal(expected, answers.Select(answer => answer.Sequence).Order());
        var pushed = await observer.TakeEventsAsync(200);
        Assert.Equal(expected, pushed.Select(entry => entry.Sequence));
        var resumed = (await Room.ResumeAsync(new ResumeRoom("epoch-1", 1)))!.Events;
        Assert.Equal(pushed, resumed);
        Assert.Equal(
            answers.OrderBy(answer => answer.Sequence).Select(answer => answer.CommentId),
            resumed.Select(entry => entry.Comment!.CommentId));
    }

    [Fact]
    public async Task SendComment_SameClientId_IsAnsweredTheSameAndAddedOnce()
    {
        await GoLiveAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Room.SendCommentAsync(Say() with { CommentId = $"c-{number}" })));
        var later = await Room.SendCommentAsync(Say() with { CommentId = "c-99", Text = "another" });
        await _host.RestartAsync();
        var afterRestart = await Room.SendCommentAsync(Say() with { CommentId = "c-100" });

        Assert.Equal(2, answers[0].Sequence);
        Assert.All([.. answers, later, afterRestart], answer => Assert.Equal(answers[0], answer));
        Assert.Equal(2, (await Room.EnterAsync())!.Sequence);
    }

    [Fact]
    public async Task RemoveComment_Removed_IsGoneForWhoeverComesAndRedactedForWhoeverComesBack()
    {
        await GoLiveAsync();
        await Room.SendCommentAsync(Say(text: "rude"));
        await Room.SendCommentAsync(Say(text: "kind", clientId: "k-2") with { CommentId = "c-2" });
        Assert.Equal(RoomOutcome.NotHost, (await Room.RemoveCommentAsync(new RemoveComment("u-1", "c-1"))).Outcome);

        Assert.Equal(RoomOutcome.Done, (await Room.RemoveCommentAsync(new RemoveComment(Host, "c-1"))).Outcome);
        Assert.Equal(RoomOutcome.Done, (await Room.RemoveCommentAsync(new RemoveComment(Host, "c-1"))).Outcome);
        await _host.RestartAsync();

        Assert.Equal("c-2", Assert.Single((await Room.EnterAsync())!.Comments).CommentId);
        var events = (await Room.ResumeAsync(new ResumeRoom("epoch-1", 1)))!.Events;
        Assert.Equal(["", "kind", null], events.Select(entry => entry.Comment?.Text));
        Assert.Equal([2L, 3L, 4L], events.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Resume_FromAnotherEpochOrTheFuture_HasToEnterAnew()
    {
        await GoLiveAsync();

        Assert.Null(await Room.ResumeAsync(new ResumeRoom("epoch-0", 1)));
        Assert.Null(await Room.ResumeAsync(new ResumeRoom("epoch-1", 2)));
        Assert.Empty((await Room.ResumeAsync(new ResumeRoom("epoch-1", 1)))!.Events);
    }

    [Fact]
    public async Task React_Batches_AreExactAndPulsed()
    {
        await GoLiveAsync();
        var observer = new RecordingObserver();
        var reference = _host.Grains.CreateObjectReference<IRoomObserver>(observer);
        await Room.SubscribeAsync(new RoomSubscription("relay-1", 7), reference);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Room.ReactAsync(React(3, $"b-{number % 50}"))));

        var pulse = await observer.TakePulseAsync(pulse => pulse.Reactions.GetValueOrDefault("heart") == 150);
        Assert.Equal(7, pulse.Viewers);
        Assert.Equal(150, (await Room.EnterAsync())!.Reactions["heart"]);
    }

    [Fact]
    public async Task React_WhenItAnswers_IsStored()
    {
        await GoLiveAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Room.ReactAsync(React(2, $"b-{number}"))));

        var stored = new GrainState<RoomState>();
        await _host.Service<IServiceProvider>().GetRequiredKeyedService<IGrainStorage>(StorageNames.Commerce)
            .ReadStateAsync("room", Room.GetGrainId(), stored);
        Assert.Equal(40, stored.State!.Reactions["heart"]);
        await Room.ReactAsync(React(2, "b-7"));
        Assert.Equal(40, (await Room.EnterAsync())!.Reactions["heart"]);
    }

    [Fact]
    public async Task Subscribe_LeaseThatEnds_TakesItsViewersAlong()
    {
        await GoLiveAsync();
        var reference = _host.Grains.CreateObjectReference<IRoomObserver>(new RecordingObserver());
        var second = new RecordingObserver();
        var stayer = _host.Grains.CreateObjectReference<IRoomObserver>(second);
        await Room.SubscribeAsync(new RoomSubscription("relay-1", 5), reference);
        _host.Clock.Advance(TimeSpan.FromSeconds(20));
        await Room.SubscribeAsync(new RoomSubscription("relay-2", 2), stayer);
        Assert.Equal(7, (await Room.GetAsync())!.Viewers);

        _host.Clock.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(2, (await second.TakePulseAsync(pulse => pulse.Viewers == 2)).Viewers);
        await Room.UnsubscribeAsync("relay-2");
        Assert.Equal(0, (await Room.GetAsync())!.Viewers);
    }

    [Fact]
    public async Task StockChanged_OfAProductInTheRoom_IsAnEvent()
    {
        await GoLiveAsync();
        var observer = new RecordingObserver();
        var reference = _host.Grains.CreateObjectReference<IRoomObserver>(observer);
        await Room.SubscribeAsync(new RoomSubscription("relay-1", 1), reference);

        await _host.Grains.Product("p-2").UpdateAsync(new UpdateProduct(ProductSamples.Seller, Stock: 1));

        var changed = Assert.Single(await observer.TakeEventsAsync(1));
        Assert.Equal((RoomEventType.StockChanged, "p-2", 1, 2L), (changed.Type, changed.ProductId, changed.Stock, changed.Sequence));
    }

    [Fact]
    public async Task Create_AgainAfterReactionsWereSaved_DoesNotWriteThemAway()
    {
        await GoLiveAsync();
        await Room.ReactAsync(React(7));
        await Room.FlushAsync(0);
        Assert.Equal(RoomOutcome.Done, (await Room.CreateAsync(RoomSamples.Create())).Outcome);
        await _host.RestartAsync();

        var entry = await Room.EnterAsync();

        Assert.Equal(7, entry!.Reactions["heart"]);
        Assert.Equal(RoomStatus.Live, entry.Room.Status);
    }

    [Fact]
    public async Task Restart_ALiveRoom_ContinuesItsSequenceAndPins()
    {
        await GoLiveAsync();
        await Room.PinAsync(new PinProduct(Host, "p-1"));
        await Room.SendCommentAsync(Say());
        await _host.RestartAsync();

        var answer = await Room.SendCommentAsync(Say(clientId: "k-2") with { CommentId = "c-2" });

        Assert.Equal(4, answer.Sequence);
        var entry = await Room.EnterAsync();
        Assert.Equal(["c-1", "c-2"], entry!.Comments.Select(comment => comment.CommentId));
        Assert.Equal("p-1", Assert.Single(entry.Room.Pins).ProductId);
        Assert.Equal(("epoch-1", 4L, RoomStatus.Live), (entry.Epoch, entry.Sequence, entry.Room.Status));
    }

    [Fact]
    public async Task GetHot_WhatViewersTouchInTheRoom_LeadsAndSurvivesARestart()
    {
        await GoLiveAsync();
        for (var user = 1; user <= 3; user++)
        {
            await _host.Grains.User($"u-{user}").RecordAsync(new([Shop.Like($"u-{user}", "p-2") with { RoomId = "r-1", At = _host.Clock.GetUtcNow() }]));
        }

        await _host.SettleAsync();
        Assert.Equal("p-2", Assert.Single(await Room.GetHotAsync(10)).ProductId);
        await _host.RestartAsync();
        await _host.SettleAsync();

        var hot = Assert.Single(await Room.GetHotAsync(10));
        Assert.Equal("p-2", hot.ProductId);
        Assert.InRange(hot.Score, 1.5, 2.1);
    }

    private async Task GoLiveAsync()
    {
        Assert.Equal(RoomOutcome.Done, (await Room.CreateAsync(RoomSamples.Create())).Outcome);
        await EnterAsync(RoomStatus.Live);
    }

    private async Task EnterAsync(RoomStatus status) => Assert.Equal(
        RoomOutcome.Done, (await Room.ChangeStatusAsync(new ChangeRoomStatus(Host, status))).Outcome);
}
