using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Interfaces.Recommendations;

/// <summary>A suggested product with everything a page needs to show it and say why.</summary>
[GenerateSerializer, Immutable, Alias("sc.Suggestion")]
public sealed record Suggestion(
    [property: Id(0)] string ProductId,
    [property: Id(1)] string Title,
    [property: Id(2)] Money Price,
    [property: Id(3)] string? ImageUrl,
    [property: Id(4)] double Score,
    [property: Id(5)] ImmutableArray<SuggestionReason> Reasons);

/// <summary>Why a product is suggested; the product or user it comes from where there is one.</summary>
/// <param name="UserId">Somebody who lets it be known; a friend's reason without one is that of many.</param>
/// <param name="Act">What that user did.</param>
[GenerateSerializer, Immutable, Alias("sc.SuggestionReason")]
public sealed record SuggestionReason(
    [property: Id(0)] ReasonKind Kind,
    [property: Id(1)] string Text,
    [property: Id(2)] string? ProductId = null,
    [property: Id(3)] string? UserId = null,
    [property: Id(4)] FriendAct Act = FriendAct.Unknown);

[GenerateSerializer, Alias("sc.ReasonKind")]
public enum ReasonKind
{
    Unknown = 0,

    /// <summary>Engaged together with something the user touched.</summary>
    Similar = 1,

    /// <summary>Touched by people the user follows; names one only who lets it be known.</summary>
    Friend = 2,

    /// <summary>Hot in the room the user is in.</summary>
    Room = 3,

    Trending = 4,

    /// <summary>Close to the user's taste by content.</summary>
    Taste = 5,

    /// <summary>New, and shown to learn who likes it.</summary>
    Explore = 6,

    Campaign = 7,
}

/// <summary>Asks for suggestions. The impression id comes from outside so that an answer can be recomputed.</summary>
/// <param name="IsTraced">Keep what the list is made of, whether or not it falls into the sample.</param>
[GenerateSerializer, Immutable, Alias("sc.SuggestionRequest")]
public sealed record SuggestionRequest(
    [property: Id(0)] string ImpressionId,
    [property: Id(1)] int Limit,
    [property: Id(2)] string? RoomId,
    [property: Id(3)] ImmutableArray<string> Exclude,
    [property: Id(4)] bool IsTraced = false);

[GenerateSerializer, Immutable, Alias("sc.SuggestionList")]
public sealed record SuggestionList(
    [property: Id(0)] string ImpressionId,
    [property: Id(1)] string ModelVersion,
    [property: Id(2)] string Variant,
    [property: Id(3)] string? RoomId,
    [property: Id(4)] ImmutableArray<Suggestion> Items);

public static class SuggestionLimits
{
    public const int LimitMax = 100;

    public const int LimitDefault = 20;

    public const int ExcludeMax = 500;
}
