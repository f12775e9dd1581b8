using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Recommendations;

public sealed record Suggestions(
    string ImpressionId, string ModelVersion, string Variant, IReadOnlyList<Suggestion> Items, string? RoomId = null);

public sealed record Suggestion(
    string ProductId, string Title, Money Price, string? ImageUrl, double Score, IReadOnlyList<Reason> Reasons);

/// <summary>Kind: similar, friend, room, trending, taste, explore or campaign.</summary>
/// <param name="UserId">Of a friend: who, when they let it be known; without one it is many whom the user follows.</param>
/// <param name="Act">Of a friend who is named: reviewed, bought or liked.</param>
public sealed record Reason(string Kind, string Text, string? ProductId = null, string? UserId = null, string? Act = null);

public sealed record SimilarProducts(IReadOnlyList<Suggestion> Items);
