using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Interfaces.Social;

/// <summary>Something that somebody does or did.</summary>
/// <param name="Room">Where somebody hosts or watches.</param>
/// <param name="Product">What was reviewed or bought.</param>
/// <param name="Rating">Stars of a review.</param>
[GenerateSerializer, Immutable, Alias("sc.FriendActivity")]
public sealed record FriendActivity(
    [property: Id(0)] ActivityKind Kind,
    [property: Id(1)] string UserId,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] RoomSummary? Room = null,
    [property: Id(5)] ActivityProduct? Product = null,
    [property: Id(6)] int? Rating = null);

[GenerateSerializer, Immutable, Alias("sc.ActivityProduct")]
public sealed record ActivityProduct(
    [property: Id(0)] string ProductId,
    [property: Id(1)] string Title,
    [property: Id(2)] Money Price,
    [property: Id(3)] string? ImageUrl);

[GenerateSerializer, Alias("sc.ActivityKind")]
public enum ActivityKind
{
    Unknown = 0,

    /// <summary>Hosts a room that is live.</summary>
    Hosting = 1,

    /// <summary>Sits in a room that is live, and does not mind being seen.</summary>
    Watching = 2,

    Reviewed = 3,

    /// <summary>Bought, and shares what they buy.</summary>
    Bought = 4,
}
