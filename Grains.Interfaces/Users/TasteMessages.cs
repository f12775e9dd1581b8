using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Interfaces.Users;

/// <summary>What a user likes, for grains that sum up many users. Never shown to anybody by itself.</summary>
/// <param name="Vector">The user's embedding; zeros when nothing is known.</param>
/// <param name="Liked">Products the user liked, shared, wanted or bought last, bounded.</param>
[GenerateSerializer, Immutable, Alias("sc.TasteGlance")]
public sealed record TasteGlance(
    [property: Id(0)] ImmutableArray<float> Vector,
    [property: Id(1)] ImmutableArray<string> Liked);

[GenerateSerializer, Alias("sc.InterestKind")]
public enum InterestKind
{
    Unknown = 0,
    Category = 1,
    Brand = 2,
    Product = 3,
}

/// <summary>Something one may be interested in.</summary>
/// <param name="Name">Of a category or a brand; the id of a product.</param>
[GenerateSerializer, Immutable, Alias("sc.Interest")]
public sealed record Interest([property: Id(0)] InterestKind Kind, [property: Id(1)] string Name);

/// <summary>What the shop thinks a user likes, for that user alone.</summary>
/// <param name="IsPersonalised">Whether it is used.</param>
/// <param name="ForgottenAt">When the user had everything forgotten last.</param>
[GenerateSerializer, Immutable, Alias("sc.TasteReport")]
public sealed record TasteReport(
    [property: Id(0)] bool IsPersonalised,
    [property: Id(1)] ImmutableArray<FoundInterest> Interests,
    [property: Id(2)] ImmutableArray<RemovedInterest> Removed,
    [property: Id(3)] DateTimeOffset? ForgottenAt);

/// <param name="Title">As people read it.</param>
/// <param name="Weight">Share among the interests of its kind, 0 to 1.</param>
/// <param name="Act">The strongest that the user did with it.</param>
/// <param name="At">When the user did something with it last.</param>
/// <param name="Sources">The products it comes from, the weightiest first, at most three; none for a product.</param>
[GenerateSerializer, Immutable, Alias("sc.FoundInterest")]
public sealed record FoundInterest(
    [property: Id(0)] Interest Interest,
    [property: Id(1)] string Title,
    [property: Id(2)] string? ImageUrl,
    [property: Id(3)] double Weight,
    [property: Id(4)] InteractionKind Act,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] ImmutableArray<InterestSource> Sources);

[GenerateSerializer, Immutable, Alias("sc.InterestSource")]
public sealed record InterestSource([property: Id(0)] string ProductId, [property: Id(1)] string Title);

/// <summary>An interest that the user said not to have.</summary>
[GenerateSerializer, Immutable, Alias("sc.RemovedInterest")]
public sealed record RemovedInterest(
    [property: Id(0)] Interest Interest,
    [property: Id(1)] string Title,
    [property: Id(2)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("sc.TasteEditResult")]
public sealed record TasteEditResult([property: Id(0)] TasteEditStatus Status);

[GenerateSerializer, Alias("sc.TasteEditStatus")]
public enum TasteEditStatus
{
    Unknown = 0,

    /// <summary>It is as asked for, whether or not it was before.</summary>
    Done = 1,

    /// <summary>There is no such product, or the name cannot be one.</summary>
    NotFound = 2,

    TooMany = 3,
}

public static class TasteLimits
{
    public const int RemovedMax = 100;
}
