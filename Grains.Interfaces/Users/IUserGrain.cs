using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Social;

namespace SocialCommerce.Grains.Interfaces.Users;

/// <summary>
/// A user: profile, history, seen set, embedding and the people followed. Key: the user id.
/// </summary>
[Alias("sc.IUserGrain")]
public partial interface IUserGrain : IGrainWithStringKey
{
    /// <summary>Creates the profile; repeating it changes nothing.</summary>
    [Idempotent, Alias("Create")]
    Task<UserProfile> CreateAsync(CreateUser command, CancellationToken cancellationToken = default);

    /// <summary>The profile, or null when there is no such user. Interleaves: see <see cref="GetRecentAsync"/>.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetProfile")]
    Task<UserProfile?> GetProfileAsync(CancellationToken cancellationToken = default);

    /// <summary>Records interactions; answers when they are durable in the log.</summary>
    [Idempotent, Alias("Record")]
    Task<RecordResult> RecordAsync(RecordInteractions command, CancellationToken cancellationToken = default);

    /// <summary>Suggestions that reflect every interaction recorded before the call.</summary>
    [Idempotent, Alias("GetSuggestions")]
    Task<SuggestionList> GetSuggestionsAsync(SuggestionRequest request, CancellationToken cancellationToken = default);

    /// <summary>What the user touched last, newest first. Interleaves, as friends ask each other.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetRecent")]
    Task<ImmutableArray<RecentItem>> GetRecentAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>What the user likes, for sums over many users. Interleaves, to answer at once.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetTaste")]
    Task<TasteGlance> GetTasteAsync(CancellationToken cancellationToken = default);

    [Idempotent, Alias("Follow")]
    Task<FollowResult> FollowAsync(FollowUser command, CancellationToken cancellationToken = default);

    [Idempotent, Alias("Unfollow")]
    Task<FollowResult> UnfollowAsync(FollowUser command, CancellationToken cancellationToken = default);

    [Idempotent, Alias("ListFollowing")]
    Task<IdPage> ListFollowingAsync(PageRequest request, CancellationToken cancellationToken = default);

    [Idempotent, Alias("ListFollowers")]
    Task<IdPage> ListFollowersAsync(PageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Whether this user follows another. Interleaves: a room that only followers may write in asks for every writer.</summary>
    [AlwaysInterleave, Idempotent, Alias("IsFollowing")]
    Task<bool> IsFollowingAsync(string followeeId, CancellationToken cancellationToken = default);

    /// <summary>Whether a purchase of this user is in the interaction log. Interleaves, like <see cref="IsFollowingAsync"/>.</summary>
    [AlwaysInterleave, Idempotent, Alias("HasPurchased")]
    Task<bool> HasPurchasedAsync(CancellationToken cancellationToken = default);

    [Idempotent, Alias("GetSocial")]
    Task<SocialSummary> GetSocialAsync(string? viewerId, CancellationToken cancellationToken = default);

    /// <summary>Hides a user, and this user from them, in suggestions: their products, and what they are the reason of.</summary>
    [Idempotent, Alias("Block")]
    Task<BlockResult> BlockAsync(BlockUser command, CancellationToken cancellationToken = default);

    [Idempotent, Alias("Unblock")]
    Task<BlockResult> UnblockAsync(BlockUser command, CancellationToken cancellationToken = default);

    [Idempotent, Alias("ListBlocks")]
    Task<IdPage> ListBlocksAsync(PageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Which of these users and this one are not to see each other, as either blocked the other. Interleaves, to answer at once.</summary>
    [AlwaysInterleave, Idempotent, Alias("ListHidden")]
    Task<ImmutableArray<string>> ListHiddenAsync(ImmutableArray<string> userIds, CancellationToken cancellationToken = default);

    /// <summary>Another user has blocked this one, or does no more. Interleaves, as two may block each other.</summary>
    [AlwaysInterleave, Idempotent, Alias("BlockedBy")]
    Task BlockedByAsync(string userId, bool isBlocked, CancellationToken cancellationToken = default);

    /// <summary>
    /// Pushes suggestions and notices to an Api process while the lease runs; called again before it ends. Answers whom the
    /// user may be shown as a friend; what changes of that is pushed too.
    /// </summary>
    [Idempotent, Alias("Subscribe")]
    Task<UserTies> SubscribeAsync(UserSubscription subscription, IUserObserver observer, CancellationToken cancellationToken = default);

    [Idempotent, Alias("Unsubscribe")]
    Task UnsubscribeAsync(string relayId, CancellationToken cancellationToken = default);

    /// <summary>Whether friends are not told in which room the user is.</summary>
    [Idempotent, Alias("GetVisibility")]
    Task<bool> IsInvisibleAsync(CancellationToken cancellationToken = default);

    [Idempotent, Alias("SetVisibility")]
    Task SetInvisibleAsync(bool isInvisible, CancellationToken cancellationToken = default);

    /// <summary>A follower who is online wants to hear when this user acts. Interleaves: see <see cref="TouchAsync"/>.</summary>
    [AlwaysInterleave, Idempotent, Alias("AddWatcher")]
    Task AddWatcherAsync(string followerId, CancellationToken cancellationToken = default);

    /// <summary>Something near the user moved: look at the suggestions again soon. Interleaves, as friends touch each other.</summary>
    [AlwaysInterleave, Idempotent, Alias("Touch")]
    Task TouchAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells the user's sockets something, if there are any: a notice is not kept. Interleaves, to answer at once.</summary>
    [AlwaysInterleave, Idempotent, Alias("Notify")]
    Task NotifyAsync(UserNotice notice, CancellationToken cancellationToken = default);
}

/// <summary>Receives what is pushed to one user. One per Api process and user.</summary>
[Alias("sc.IUserObserver")]
public interface IUserObserver : IGrainObserver
{
    [Alias("SuggestionsChanged")]
    Task OnSuggestionsChangedAsync(string userId, SuggestionList suggestions);

    [Alias("TiesChanged")]
    Task OnTiesChangedAsync(string userId, UserTies ties);

    [Alias("Notice")]
    Task OnNoticeAsync(string userId, UserNotice notice);
}

/// <param name="Kind">A stable name, such as <c>order.paid</c>.</param>
/// <param name="SubjectId">What it is about, such as an order.</param>
[GenerateSerializer, Immutable, Alias("sc.UserNotice")]
public sealed record UserNotice([property: Id(0)] string Kind, [property: Id(1)] string? SubjectId = null);

/// <param name="Following">The people followed last, at most 100, without those who are blocked either way.</param>
/// <param name="IsInvisible">Friends are not to be told where this user is.</param>
[GenerateSerializer, Immutable, Alias("sc.UserTies")]
public sealed record UserTies(
    [property: Id(0)] ImmutableArray<string> Following, [property: Id(1)] bool IsInvisible);

/// <param name="RoomId">The room the user is in, if any: its hot products are suggested too.</param>
[GenerateSerializer, Immutable, Alias("sc.UserSubscription")]
public sealed record UserSubscription([property: Id(0)] string RelayId, [property: Id(1)] string? RoomId);

[GenerateSerializer, Immutable, Alias("sc.CreateUser")]
public sealed record CreateUser(
    [property: Id(0)] string UserName,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("sc.UserProfile")]
public sealed record UserProfile(
    [property: Id(0)] string UserId,
    [property: Id(1)] string UserName,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] long Version);

/// <summary>Something a user touched, newest touch only.</summary>
/// <param name="Told">What followers may be told of it by name; of most things nothing.</param>
/// <param name="IsSecret">Whether the user is not to be seen behind it at all, not even among many.</param>
[GenerateSerializer, Immutable, Alias("sc.RecentItem")]
public sealed record RecentItem(
    [property: Id(0)] string ProductId,
    [property: Id(1)] InteractionKind Kind,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] FriendAct Told = FriendAct.Unknown,
    [property: Id(4)] bool IsSecret = false);

/// <summary>What followers are told that somebody did with a product.</summary>
[GenerateSerializer, Alias("sc.FriendAct")]
public enum FriendAct
{
    Unknown = 0,

    /// <summary>For everybody to read, as long as the review is in sight.</summary>
    Reviewed = 1,

    /// <summary>Told by those who say so.</summary>
    Bought = 2,

    /// <summary>Told by those who say so.</summary>
    Liked = 3,
}
