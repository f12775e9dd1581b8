using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>Pages through the list of rooms and asks the rooms.</summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class LobbyGrain(IListStore lists) : Grain, ILobbyGrain
{
    public async Task<RoomPage> ListAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var page = await lists.PageAsync(ListNames.Rooms, request, cancellationToken);
        var rooms = await Task.WhenAll(page.Ids.Select(
            id => GrainFactory.GetGrain<IRoomGrain>(id).GetAsync(cancellationToken)));
        return new RoomPage([.. rooms.OfType<RoomSummary>()], page.NextCursor);
    }
}
