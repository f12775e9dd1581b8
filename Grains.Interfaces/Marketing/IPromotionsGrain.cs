using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Grains.Interfaces.Marketing;

/// <summary>The promotions of one seller, a bounded number. Key: the seller's user id.</summary>
[Alias("sc.IPromotionsGrain")]
public interface IPromotionsGrain : IGrainWithStringKey
{
    /// <summary>Repeating the same command is answered like the first time.</summary>
    [Idempotent, Alias("Create")]
    Task<PromotionResult> CreateAsync(CreatePromotion command, CancellationToken cancellationToken = default);

    [Alias("Update")]
    Task<PromotionResult> UpdateAsync(UpdatePromotion command, CancellationToken cancellationToken = default);

    /// <summary>Ends it now; one that is over stays as it is.</summary>
    [Idempotent, Alias("End")]
    Task<PromotionResult> EndAsync(string promotionId, CancellationToken cancellationToken = default);

    /// <summary>The promotion, or null when there is none.</summary>
    [AlwaysInterleave, Idempotent, Alias("Get")]
    Task<PromotionSnapshot?> GetAsync(string promotionId, CancellationToken cancellationToken = default);

    /// <summary>Newest first, over or not.</summary>
    [AlwaysInterleave, Idempotent, Alias("List")]
    Task<PromotionPage> ListAsync(PageRequest request, CancellationToken cancellationToken = default);

    /// <summary>What counts at this time, for whoever makes a price. Interleaves, to answer at once, and tells only what is durable.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetActive")]
    Task<ImmutableArray<Promotion>> GetActiveAsync(DateTimeOffset now, CancellationToken cancellationToken = default);
}
