using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;

namespace SocialCommerce.Grains.Rooms.Giveaways;

/// <summary>Pages through the list of giveaways and asks the giveaways.</summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class RoomGiveawaysGrain(IListStore lists) : Grain, IRoomGiveawaysGrain
{
    public async Task<GiveawayPage> ListAsync(PageRequest request, string? viewerId, CancellationToken cancellationToken)
    {
        var page = await lists.PageAsync(ListNames.RoomGiveaways(this.GetPrimaryKeyString()), request, cancellationToken);
        var giveaways = await Task.WhenAll(page.Ids.Select(
            id => GrainFactory.GetGrain<IGiveawayGrain>(id).GetAsync(viewerId, cancellationToken)));
        return new GiveawayPage([.. giveaways.OfType<GiveawaySummary>()], page.NextCursor);
    }
}
