namespace SocialCommerce.Client.Social;

public sealed record User(string UserId, string DisplayName, long Followers, long Following, bool IsFollowing);

public sealed record UserCard(string UserId, string DisplayName);
