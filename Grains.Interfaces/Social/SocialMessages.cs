namespace SocialCommerce.Grains.Interfaces.Social;

[GenerateSerializer, Immutable, Alias("sc.FollowUser")]
public sealed record FollowUser([property: Id(0)] string FolloweeId, [property: Id(1)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("sc.FollowResult")]
public sealed record FollowResult([property: Id(0)] FollowStatus Status);

[GenerateSerializer, Alias("sc.FollowStatus")]
public enum FollowStatus
{
    Unknown = 0,

    /// <summary>It is as asked for, whether or not it was before.</summary>
    Done = 1,
    UnknownUser = 2,
    Self = 3,
    TooMany = 4,
}

/// <param name="IsFollowing">Whether the viewer who asks follows this user.</param>
[GenerateSerializer, Immutable, Alias("sc.SocialSummary")]
public sealed record SocialSummary(
    [property: Id(0)] long Followers,
    [property: Id(1)] long Following,
    [property: Id(2)] bool IsFollowing);

public static class SocialLimits
{
    public const int FollowingMax = 5_000;
}
