using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Grains.Marketing;

/// <summary>What is stored of a seller's promotions.</summary>
internal sealed record PromotionsState
{
    /// <summary>Oldest first.</summary>
    public ImmutableArray<StoredPromotion> Promotions { get; set; } = [];
}

internal sealed record StoredPromotion(Promotion Terms, DateTimeOffset CreatedAt, long Version);
