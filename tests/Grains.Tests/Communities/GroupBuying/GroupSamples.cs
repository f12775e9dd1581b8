using System.Collections.Immutable;
using Orleans;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using SocialCommerce.Grains.Tests.Products;

namespace SocialCommerce.Grains.Tests.Communities.GroupBuying;

/// <summary>Offers and groups for tests.</summary>
internal static class GroupSamples
{
    public const string Offer = "go-1";

    public static readonly DateTimeOffset Now = ProductSamples.Now;

    /// <summary>2 for 15.00 each, 3 for 13.00, 4 for 10.00.</summary>
    public static readonly GroupTerms Terms = new(
        Offer, ProductSamples.Seller, "p-1", "Teapot 1", "/p/1.png", "CNY", [new(2, 1500), new(3, 1300), new(4, 1000)], 4,
        TimeSpan.FromMinutes(20), 3);

    public static CreateGroupOffer Create(
        int size = 4, string productId = "p-1", string sellerId = ProductSamples.Seller, params GroupTier[] tiers) => new(
            sellerId, productId, tiers.Length == 0 ? Terms.Tiers : [.. tiers], size, TimeSpan.FromMinutes(20), 3, Now);

    public static JoinGroup Join(string userId, int quantity = 1, string? method = null, string? key = null, string? invite = null) =>
        new(userId, $"Display {userId}", quantity, method, invite, key);

    public static OpenGroup Open(string userId, string? key = null, bool isPrivate = false, string? method = null) =>
        new(Offer, Join(userId, key: key, method: method), "invite", isPrivate);

    public static IGroupBuyGrain Group(this IGrainFactory grains, string id) => grains.GetGrain<IGroupBuyGrain>(id);

    public static string[] Users(this GroupSnapshot group) => [.. group.Members.Select(member => member.UserId)];

    public static Money Cny(long minor) => new(minor, "CNY");

    public static ImmutableArray<GroupTier> Tiers(params (int People, long Amount)[] tiers) =>
        [.. tiers.Select(tier => new GroupTier(tier.People, tier.Amount))];
}
