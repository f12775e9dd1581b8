using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>Pages through the list of rooms and asks the rooms.</summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class LobbyGrain(IListStore lists) : Grain, ILobbyGrain
{
    public Task<RoomPage> ListAsync(PageRequest request, CancellationToken cancellationToken) =>
        FindAsync(RoomFilter.All, request, cancellationToken);

    public Task<RoomPage> ListOfHostAsync(string hostId, PageRequest request, CancellationToken cancellationToken) =>
        FindAsync(RoomFilter.All with { HostId = hostId }, request, cancellationToken);

    public async Task<RoomPage> FindAsync(RoomFilter filter, PageRequest request, CancellationToken cancellationToken)
    {
        var (rooms, nextCursor) = await lists.FillAsync(
            filter.HostId is null ? ListNames.Rooms : ListNames.RoomsOf(filter.HostId),
            request,
            id => GrainFactory.GetGrain<IRoomGrain>(id).GetAsync(cancellationToken),
            filter.Matches,
            cancellationToken);
        return new RoomPage(rooms, nextCursor);
    }
}
