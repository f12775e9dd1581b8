namespace SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

/// <summary>Lists of offers and groups. Keeps nothing. Key: <see cref="All"/>.</summary>
[Alias("sc.IGroupDeskGrain")]
public interface IGroupDeskGrain : IGrainWithStringKey
{
    const string All = "*";

    /// <summary>The offers of a product that groups can be opened for, newest first.</summary>
    [Idempotent, Alias("ListOffers")]
    Task<GroupOfferPage> ListOffersAsync(string productId, PageRequest request, CancellationToken cancellationToken = default);

    /// <summary>The groups of an offer that anybody may join, newest first.</summary>
    [Idempotent, Alias("ListGroups")]
    Task<GroupPage> ListGroupsAsync(string offerId, PageRequest request, CancellationToken cancellationToken = default);
}
