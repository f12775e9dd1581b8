using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Tests.Hosting;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms;

/// <summary>A silo with one live room of <see cref="Host"/>.</summary>
internal static class EngagementHost
{
    public static async Task<GrainHost> StartAsync()
    {
        var host = await GrainHost.StartAsync();
        await host.Grains.StockAsync(2);
        var room = host.Room();
        Assert.Equal(RoomOutcome.Done, (await room.CreateAsync(RoomSamples.Create())).Outcome);
        await host.EnterAsync(RoomStatus.Live);
        return host;
    }

    public static IRoomGrain Room(this GrainHost host) => host.Grains.GetGrain<IRoomGrain>("r-1");

    public static async Task EnterAsync(this GrainHost host, RoomStatus status) => Assert.Equal(
        RoomOutcome.Done, (await host.Room().ChangeStatusAsync(new ChangeRoomStatus(Host, status))).Outcome);

    public static async Task<RecordingObserver> WatchAsync(this GrainHost host)
    {
        var observer = new RecordingObserver();
        var reference = host.Grains.CreateObjectReference<IRoomObserver>(observer);
        await host.Room().SubscribeAsync(new RoomSubscription("relay-1", 1), reference);
        return observer;
    }

    /// <summary>What the room was told, its own steps left out.</summary>
    public static async Task<IReadOnlyList<RoomEvent>> ToldAsync(this GrainHost host) =>
        [.. (await host.Room().ResumeAsync(new ResumeRoom("epoch-1", 0)))!.Events.Where(told => told.AnnouncementId is not null)];
}
