using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>The directory of who is in one room, as a link calls it.</summary>
internal interface IPresenceSource
{
    Task<PresenceView> ReportAsync(PresenceReport report, IRoomPresenceObserver observer);

    Task LeaveAsync(string relayId);
}

/// <summary>Reports to the grain that knows who is in a room.</summary>
internal sealed class PresenceDirectory(IGrainFactory grains, string roomId) : IPresenceSource
{
    private readonly IRoomPresenceGrain _directory = grains.GetGrain<IRoomPresenceGrain>(roomId);
    private IRoomPresenceObserver? _reference;

    public Task<PresenceView> ReportAsync(PresenceReport report, IRoomPresenceObserver observer) =>
        _directory.ReportAsync(report, _reference ??= grains.CreateObjectReference<IRoomPresenceObserver>(observer));

    public async Task LeaveAsync(string relayId)
    {
        if (_reference is not null)
        {
            await _directory.LeaveAsync(relayId);
            grains.DeleteObjectReference<IRoomPresenceObserver>(_reference);
        }
    }
}
