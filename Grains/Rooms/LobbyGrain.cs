using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>Pages through the list of rooms and asks the rooms.</summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class LobbyGrain(IListStore lists) : Grain, ILobbyGrain
{
    public Task<RoomPage> ListAsync(PageRequest request, CancellationToken cancellationToken) =>
        ReadAsync(ListNames.Rooms, request, cancellationToken);

    public Task<RoomPage> ListOfHostAsync(string hostId, PageRequest request, CancellationToken cancellationToken) =>
        ReadAsync(ListNames.RoomsOf(hostId), request, cancellationToken);

    private async Task<RoomPage> ReadAsync(string list, PageRequest request, CancellationToken cancellationToken)
    {
        var page = await lists.PageAsync(list, request, cancellationToken);
        var rooms = await Task.WhenAll(page.Ids.Select(
            id => GrainFactory.GetGrain<IRoomGrain>(id).GetAsync(cancellationToken)));
        return new RoomPage([.. rooms.OfType<RoomSummary>()], page.NextCursor);
    }
}
