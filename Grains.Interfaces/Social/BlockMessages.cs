namespace SocialCommerce.Grains.Interfaces.Social;

[GenerateSerializer, Immutable, Alias("sc.BlockUser")]
public sealed record BlockUser([property: Id(0)] string BlockedId);

[GenerateSerializer, Immutable, Alias("sc.BlockResult")]
public sealed record BlockResult([property: Id(0)] BlockStatus Status);

[GenerateSerializer, Alias("sc.BlockStatus")]
public enum BlockStatus
{
    Unknown = 0,
    Done = 1,
    UnknownUser = 2,

    /// <summary>Nobody blocks themselves.</summary>
    Self = 3,

    TooMany = 4,
}
