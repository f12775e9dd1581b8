namespace SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

/// <summary>An offer of one product to groups. Key: the offer id.</summary>
[Alias("sc.IGroupOfferGrain")]
public interface IGroupOfferGrain : IGrainWithStringKey
{
    /// <summary>Repeating it changes nothing.</summary>
    [Idempotent, Alias("Create")]
    Task<GroupOfferResult> CreateAsync(CreateGroupOffer command, CancellationToken cancellationToken = default);

    /// <summary>The offer, or null when there is none.</summary>
    [AlwaysInterleave, Idempotent, Alias("Get")]
    Task<GroupOfferSnapshot?> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>No new groups; those that are open go on under its terms.</summary>
    [Idempotent, Alias("Withdraw")]
    Task<GroupOfferResult> WithdrawAsync(string sellerId, CancellationToken cancellationToken = default);
}
