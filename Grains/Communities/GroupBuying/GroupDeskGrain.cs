using Orleans.Concurrency;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

namespace SocialCommerce.Grains.Communities.GroupBuying;

/// <summary>Pages through the lists and asks the offers and groups. Holds nothing.</summary>
[StatelessWorker]
internal sealed class GroupDeskGrain(IListStore lists) : Grain, IGroupDeskGrain
{
    public async Task<GroupOfferPage> ListOffersAsync(string productId, PageRequest request, CancellationToken cancellationToken)
    {
        var page = await lists.PageAsync(ListNames.GroupOffers(productId), request, cancellationToken);
        var offers = await Task.WhenAll(page.Ids.Select(id => GrainFactory.GetGrain<IGroupOfferGrain>(id).GetAsync(cancellationToken)));
        return new GroupOfferPage([.. offers.OfType<GroupOfferSnapshot>().Where(static offer => offer.IsOpen)], page.NextCursor);
    }

    // What is over is about to leave the list.
    public async Task<GroupPage> ListGroupsAsync(string offerId, PageRequest request, CancellationToken cancellationToken)
    {
        var page = await lists.PageAsync(ListNames.GroupsOf(offerId), request, cancellationToken);
        var groups = await Task.WhenAll(page.Ids.Select(id => GrainFactory.GetGrain<IGroupBuyGrain>(id).GetAsync(cancellationToken)));
        return new GroupPage([.. groups.OfType<GroupSnapshot>().Where(static group => group.Status == GroupStatus.Open)], page.NextCursor);
    }
}
