using SocialCommerce.Client.Common;
using SocialCommerce.Client.Products;
using SocialCommerce.Client.Rooms;

namespace SocialCommerce.Client.Social;

/// <param name="Seller">Null for whoever neither sells nor hosts.</param>
public sealed record User(
    string UserId, string DisplayName, long Followers, long Following, bool IsFollowing, Seller? Seller = null);

public sealed record UserCard(string UserId, string DisplayName);

/// <summary>
/// What somebody does or did. Kind: hosting or watching, with the room; reviewed or bought, with the product.
/// </summary>
public sealed record Activity(
    string Kind, UserCard User, DateTimeOffset At, Room? Room = null, ActivityProduct? Product = null, int? Rating = null);

public sealed record ActivityProduct(string ProductId, string Title, Money Price, string? ImageUrl);
