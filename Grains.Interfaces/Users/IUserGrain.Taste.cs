using SocialCommerce.Grains.Interfaces.Social;

namespace SocialCommerce.Grains.Interfaces.Users;

/// <content>What the user sees and decides of the shop's picture of them, and what others see of what they did.</content>
public partial interface IUserGrain
{
    /// <summary>What is behind the user's suggestions.</summary>
    [Idempotent, Alias("DescribeTaste")]
    Task<TasteReport> DescribeTasteAsync(CancellationToken cancellationToken = default);

    /// <summary>Nothing of it is suggested any more, and nothing because of it, until the user takes that back.</summary>
    [Idempotent, Alias("RemoveInterest")]
    Task<TasteEditResult> RemoveInterestAsync(Interest interest, CancellationToken cancellationToken = default);

    [Idempotent, Alias("RestoreInterest")]
    Task RestoreInterestAsync(Interest interest, CancellationToken cancellationToken = default);

    /// <summary>Forgets what the user did, dismissed, was shown and removed: suggestions are those of somebody new.</summary>
    [Idempotent, Alias("ForgetTaste")]
    Task ForgetTasteAsync(CancellationToken cancellationToken = default);

    [Idempotent, Alias("IsPersonalised")]
    Task<bool> IsPersonalisedAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether suggestions are made for this user or, from the next answer on, the same for everybody.</summary>
    [Idempotent, Alias("SetPersonalised")]
    Task SetPersonalisedAsync(bool isPersonalised, CancellationToken cancellationToken = default);

    [Idempotent, Alias("SharesPurchases")]
    Task<bool> SharesPurchasesAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether those who follow this user are told what the user bought; not unless the user says so.</summary>
    [Idempotent, Alias("SetSharesPurchases")]
    Task SetSharesPurchasesAsync(bool sharesPurchases, CancellationToken cancellationToken = default);

    /// <summary>
    /// What a follower may know that the user did of late, newest first: reviews, and purchases if the user shares them.
    /// Nothing when one of the two blocked the other. Interleaves, as friends ask each other.
    /// </summary>
    /// <param name="productId">Only with this product.</param>
    [AlwaysInterleave, Idempotent, Alias("ListDeeds")]
    Task<ImmutableArray<RecentItem>> ListDeedsAsync(
        string viewerId, string? productId = null, CancellationToken cancellationToken = default);

    /// <summary>What the people followed do and did of late, what goes on now first. Interleaves, as it asks many.</summary>
    [AlwaysInterleave, Idempotent, Alias("ListActivity")]
    Task<ImmutableArray<FriendActivity>> ListActivityAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>The people followed who have a product, as far as they let it be known. Interleaves, as it asks many.</summary>
    [AlwaysInterleave, Idempotent, Alias("ListFriendsWith")]
    Task<ImmutableArray<FriendActivity>> ListFriendsWithAsync(string productId, CancellationToken cancellationToken = default);
}
