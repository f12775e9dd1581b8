using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Tests.Hosting;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Selling;

public sealed class PinAdviceGrainTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private IRoomGrain Room => _host.Grains.GetGrain<IRoomGrain>("r-1");

    private IPinAdviceGrain Advice => _host.Grains.GetGrain<IPinAdviceGrain>("r-1");

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(3);
        await Room.CreateAsync(RoomSamples.Create());
        await Room.ChangeStatusAsync(new ChangeRoomStatus(Host, RoomStatus.Live));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Get_OfARoomWithWatchers_RanksWhatTheyLike()
    {
        string[] watchers = [.. Enumerable.Range(1, 6).Select(number => $"u-{number}")];
        foreach (var watcher in watchers)
        {
            await _host.Grains.LikeAsync(watcher, "p-2");
        }

        await EnterAsync([.. watchers, Host]);

        var advice = (await Advice.GetAsync(new PinAdviceRequest(Host, 5))).Items;

        Assert.Equal("p-2", advice[0].ProductId);
        Assert.Equal(new PinReason(PinReasonKind.Taste, 6, 6), advice[0].Reasons[0]);
    }

    [Fact]
    public async Task Get_RightAfterPinning_DoesNotAdviseThePinAgain()
    {
        Assert.Equal(2, (await Advice.GetAsync(new PinAdviceRequest(Host, 5))).Items.Length);

        await Room.PinAsync(new PinProduct(Host, "p-1"));

        Assert.Equal(["p-2"], (await Advice.GetAsync(new PinAdviceRequest(Host, 5))).Items.Select(item => item.ProductId));
    }

    [Fact]
    public async Task Get_BySomebodyElseOrOfNoRoom_IsRefused()
    {
        Assert.Equal(RoomOutcome.NotHost, (await Advice.GetAsync(new PinAdviceRequest("guest", 5))).Outcome);
        var nowhere = _host.Grains.GetGrain<IPinAdviceGrain>("nowhere");
        Assert.Equal(RoomOutcome.NotFound, (await nowhere.GetAsync(new PinAdviceRequest(Host, 5))).Outcome);
    }

    private async Task EnterAsync(string[] userIds)
    {
        var observer = _host.Grains.CreateObjectReference<IRoomPresenceObserver>(new Deaf());
        await _host.Grains.GetGrain<IRoomPresenceGrain>("r-1").ReportAsync(
            new PresenceReport("relay-1", IsWhole: true, [.. userIds.Select(id => new PresentPerson(id, id))], [], 0), observer);
    }

    private sealed class Deaf : IRoomPresenceObserver
    {
        public Task OnPresenceAsync(PresenceView view) => Task.CompletedTask;
    }
}
