using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Whom a suggestion names of those who are followed and touched the product: only who lets it be known. Many together may be
/// spoken of without a name; a few are not, as whoever follows few could tell who it was. Pure.
/// </summary>
internal static class FriendReasons
{
    /// <summary>So many different people are a crowd.</summary>
    public const int CrowdMin = 3;

    /// <summary>Of so many it is looked up whether what they said is in sight.</summary>
    public const int AskedMax = 3;

    /// <summary>Those who may be seen behind a product, who touched it last first.</summary>
    public static IReadOnlyList<FriendTouch> Behind(ImmutableArray<FriendTouches> friends, string productId) =>
    [
        .. friends
            .SelectMany(static friend => friend.Items, static (friend, item) => (friend.FriendId, Item: item))
            .Where(entry => entry.Item.ProductId == productId && !entry.Item.IsSecret)
            .Select(static entry => new FriendTouch(entry.FriendId, entry.Item.Told, entry.Item.At))
            .OrderByDescending(static touch => touch.At),
    ];

    /// <summary>Those who may be named, as far as their reviews are in sight.</summary>
    public static IEnumerable<FriendTouch> Nameable(IReadOnlyList<FriendTouch> behind) =>
        behind.Where(static touch => touch.Told != FriendAct.Unknown).Take(AskedMax);

    /// <summary>What is said; null when nothing may be.</summary>
    public static FriendReason? Choose(IReadOnlyList<FriendTouch> behind, Predicate<FriendTouch> isReviewInSight)
    {
        var named = Nameable(behind).FirstOrDefault(touch => touch.Told != FriendAct.Reviewed || isReviewInSight(touch));
        if (named is not null)
        {
            return new FriendReason(named.FriendId, named.Told);
        }

        var people = behind.Select(static touch => touch.FriendId).Distinct(StringComparer.Ordinal).Count();
        return people >= CrowdMin ? new FriendReason(FriendId: null, FriendAct.Unknown) : null;
    }
}

/// <summary>What somebody who is followed touched of late.</summary>
internal sealed record FriendTouches(string FriendId, ImmutableArray<RecentItem> Items);

/// <summary>Somebody behind one product.</summary>
internal sealed record FriendTouch(string FriendId, FriendAct Told, DateTimeOffset At);

/// <param name="FriendId">Null for many together.</param>
internal sealed record FriendReason(string? FriendId, FriendAct Act);
