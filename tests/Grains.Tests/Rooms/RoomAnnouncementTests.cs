using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Tests.Hosting;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms;

public sealed class RoomAnnouncementTests : IAsyncLifetime
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
    public async Task Announce_RepeatedAtOnceAndLater_IsOneEvent()
    {
        await GoLiveAsync();
        var announcement = Announce("deal-1/opened", RoomEventType.DealOpened);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Room.AnnounceAsync(announcement)));
        var later = await Room.AnnounceAsync(announcement);

        Assert.Equal(new AnnounceResult(RoomOutcome.Done, 2), Assert.Single(answers.Distinct()));
        Assert.Equal(new AnnounceResult(RoomOutcome.Done, 2), later);
        var events = (await Room.ResumeAsync(new ResumeRoom("epoch-1", 0)))!.Events;
        Assert.Equal([RoomEventType.RoomState, RoomEventType.DealOpened], events.Select(entry => entry.Type));
    }

    [Fact]
    public async Task Announce_InARoomThatIsNotOpen_TakesOnlyWhatCloses()
    {
        await Room.CreateAsync(RoomSamples.Create());

        Assert.Equal(RoomOutcome.IllegalStep, (await Room.AnnounceAsync(Announce("a", RoomEventType.PollOpened))).Outcome);
        Assert.Equal(RoomOutcome.Done, (await Room.AnnounceAsync(Announce("b", RoomEventType.PollClosed))).Outcome);
    }

    [Fact]
    public async Task Announce_OfWhatIsNotACompanions_IsInvalid()
    {
        await GoLiveAsync();

        Assert.Equal(RoomOutcome.Invalid, (await Room.AnnounceAsync(Announce("a", RoomEventType.CommentAdded))).Outcome);
    }

    [Fact]
    public async Task Announce_InNoRoom_IsNotFound() =>
        Assert.Equal(RoomOutcome.NotFound, (await Room.AnnounceAsync(Announce("a", RoomEventType.PollOpened))).Outcome);

    [Fact]
    public void Apply_MoreAnnouncementsThanAreRemembered_ForgetsTheOldest()
    {
        var state = RoomSamples.Room(RoomStatus.Live);
        for (var sequence = 1; sequence <= RoomRules.AnnouncementsMax + 1; sequence++)
        {
            state = RoomRules.Apply(state, Announce($"a-{sequence}", RoomEventType.DealClosed).Event with
            {
                Sequence = sequence,
                AnnouncementId = $"a-{sequence}",
            });
        }

        Assert.Null(RoomRules.FindAnnouncement(state, "a-1"));
        Assert.Equal(2, RoomRules.FindAnnouncement(state, "a-2"));
        Assert.Equal(RoomRules.AnnouncementsMax, state.Announcements.Length);
    }

    private static RoomAnnouncement Announce(string id, RoomEventType type) => new(id, new RoomEvent(0, type, default));

    private async Task GoLiveAsync()
    {
        await Room.CreateAsync(RoomSamples.Create());
        await Room.ChangeStatusAsync(new ChangeRoomStatus(Host, RoomStatus.Live));
    }
}
