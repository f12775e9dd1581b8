using System.Threading.Channels;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Tests.Hosting;

namespace SocialCommerce.Grains.Tests.Rooms;

/// <summary>Two Api processes hear of each other's viewers through the grain.</summary>
public sealed class RoomPresenceGrainTests : IAsyncLifetime
{
    // Orleans holds observers weakly.
    private readonly List<Observer> _observers = [];
    private GrainHost _host = null!;

    private IRoomPresenceGrain Presence => _host.Grains.GetGrain<IRoomPresenceGrain>("r-1");

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Report_AtOneProcess_ReachesTheOther()
    {
        var (first, heard) = Listen();
        var (second, _) = Listen();
        Assert.True((await Presence.ReportAsync(Report("a", isWhole: false, 0), first)).IsReportWanted);
        var known = (await Presence.ReportAsync(Report("a", isWhole: true, 0), first)).Version;

        var view = await Presence.ReportAsync(Report("b", isWhole: true, 0, "ann"), second);
        var told = await heard.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);

        Assert.Equal((known, view.Version), (told.From, told.Version));
        Assert.Equal(["ann"], told.Arrived.Select(person => person.UserId));
        await Presence.LeaveAsync("b");
        told = await heard.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);
        Assert.Equal("ann", Assert.Single(told.Departed));
    }

    private static PresenceReport Report(string relayId, bool isWhole, long known, params string[] arrived) =>
        new(relayId, isWhole, [.. arrived.Select(userId => new PresentPerson(userId, userId))], [], known);

    private (IRoomPresenceObserver Reference, ChannelReader<PresenceView> Heard) Listen()
    {
        var observer = new Observer();
        _observers.Add(observer);
        return (_host.Grains.CreateObjectReference<IRoomPresenceObserver>(observer), observer.Heard.Reader);
    }

    private sealed class Observer : IRoomPresenceObserver
    {
        public Channel<PresenceView> Heard { get; } = Channel.CreateUnbounded<PresenceView>();

        public Task OnPresenceAsync(PresenceView view)
        {
            Heard.Writer.TryWrite(view);
            return Task.CompletedTask;
        }
    }
}
