using SocialCommerce.Grains.Interfaces.Products.Reviews;

namespace SocialCommerce.Grains.Interfaces.Products;

/// <summary>What somebody is to those who may buy: whether there is anything of them, and what buyers say. Key: the user.</summary>
[Alias("sc.ISellerStandingGrain")]
public interface ISellerStandingGrain : IGrainWithStringKey
{
    /// <summary>A minute old at the most.</summary>
    [AlwaysInterleave, Idempotent, Alias("Get")]
    Task<SellerStanding> GetAsync(CancellationToken cancellationToken = default);
}

/// <param name="SellsProducts">Whether there is a product of theirs, hidden or not.</param>
/// <param name="HostsRooms">Whether they ever announced a room.</param>
/// <param name="Rating">What the ratings of all their products come to; null without any.</param>
[GenerateSerializer, Immutable, Alias("sc.SellerStanding")]
public sealed record SellerStanding(
    [property: Id(0)] bool SellsProducts,
    [property: Id(1)] bool HostsRooms,
    [property: Id(2)] RatingSummary? Rating);
