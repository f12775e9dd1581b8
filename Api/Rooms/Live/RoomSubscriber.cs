using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>One room grain as its relay calls it.</summary>
internal interface IRoomSource
{
    Task<RoomPosition?> SubscribeAsync(int viewers, string accessTag);

    Task UnsubscribeAsync();

    /// <summary>The room, or null when there is none.</summary>
    Task<RoomSummary?> DescribeAsync();

    Task<RoomEvents?> ResumeAsync(RoomPosition position);
}

/// <summary>Subscribes an observer of this process to a room grain.</summary>
internal sealed class RoomSubscriber(IGrainFactory grains, string key, string relayId, IRoomObserver observer) : IRoomSource
{
    private readonly IRoomGrain _room = grains.GetGrain<IRoomGrain>(key);

    private readonly IRoomObserver _reference = grains.CreateObjectReference<IRoomObserver>(observer);

    public Task<RoomPosition?> SubscribeAsync(int viewers, string accessTag) =>
        _room.SubscribeAsync(new RoomSubscription(relayId, viewers, accessTag), _reference);

    public async Task UnsubscribeAsync()
    {
        await _room.UnsubscribeAsync(relayId);
        grains.DeleteObjectReference<IRoomObserver>(_reference);
    }

    public Task<RoomSummary?> DescribeAsync() => _room.GetAsync();

    public Task<RoomEvents?> ResumeAsync(RoomPosition position) =>
        _room.ResumeAsync(new ResumeRoom(position.Epoch, position.Sequence));
}
