using SocialCommerce.Client.Common;
using SocialCommerce.Client.Rooms;

namespace SocialCommerce.Client.Social;

public sealed record User(string UserId, string DisplayName, long Followers, long Following, bool IsFollowing);

public sealed record UserCard(string UserId, string DisplayName);

/// <summary>
/// What somebody does or did. Kind: hosting or watching, with the room; reviewed or bought, with the product.
/// </summary>
public sealed record Activity(
    string Kind, UserCard User, DateTimeOffset At, Room? Room = null, ActivityProduct? Product = null, int? Rating = null);

public sealed record ActivityProduct(string ProductId, string Title, Money Price, string? ImageUrl);
