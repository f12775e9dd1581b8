namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <summary>What a room enforces and does not show to everybody: who is in charge, who is restricted, which words count.</summary>
/// <param name="Version">Grows by one with each change.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomPolicy")]
public sealed record RoomPolicy(
    [property: Id(0)] long Version,
    [property: Id(1)] ImmutableArray<string> Moderators,
    [property: Id(2)] ImmutableArray<Restriction> Muted,
    [property: Id(3)] ImmutableArray<Restriction> Banned,
    [property: Id(4)] ImmutableArray<KeywordRule> Rules)
{
    public static readonly RoomPolicy Empty = new(0, [], [], [], []);
}

/// <summary>A user who may not do something.</summary>
/// <param name="Until">When it ends by itself; null for good.</param>
[GenerateSerializer, Immutable, Alias("sc.Restriction")]
public sealed record Restriction([property: Id(0)] string UserId, [property: Id(1)] DateTimeOffset? Until)
{
    public bool HoldsAt(DateTimeOffset now) => Until is null || Until > now;
}

/// <summary>What happens to a comment that has a term, however disguised.</summary>
/// <param name="Term">1 to 64 characters. A star at its start or end lets it be part of a longer word.</param>
[GenerateSerializer, Immutable, Alias("sc.KeywordRule")]
public sealed record KeywordRule([property: Id(0)] string Term, [property: Id(1)] KeywordAction Action);

/// <summary>The strictest of what is found counts.</summary>
[GenerateSerializer, Alias("sc.KeywordAction")]
public enum KeywordAction
{
    Unknown = 0,

    /// <summary>No other rule counts for these words.</summary>
    Allow = 1,

    /// <summary>The term is shown as stars.</summary>
    Mask = 2,

    /// <summary>A moderator decides whether it is shown.</summary>
    Hold = 3,

    /// <summary>It is refused.</summary>
    Block = 4,
}

/// <summary>What decides about acts in a room.</summary>
[GenerateSerializer, Immutable, Alias("sc.RoomModeration")]
public sealed record RoomModeration(
    [property: Id(0)] string HostId,
    [property: Id(1)] RoomModes Modes,
    [property: Id(2)] RoomPolicy Policy);

/// <summary>What an Api process needs to know of a room's policy to let people in, and to tell them why not.</summary>
/// <param name="Tag">Names this state; another tag means that something is different.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomAccess")]
public sealed record RoomAccess(
    [property: Id(0)] string Tag,
    [property: Id(1)] string HostId,
    [property: Id(2)] ImmutableArray<string> Moderators,
    [property: Id(3)] ImmutableArray<Restriction> Muted,
    [property: Id(4)] ImmutableArray<Restriction> Banned,
    [property: Id(5)] RoomModes Modes)
{
    /// <summary>Before anything was said of it.</summary>
    public static readonly RoomAccess Open = new(string.Empty, string.Empty, [], [], [], RoomModes.Open);
}
