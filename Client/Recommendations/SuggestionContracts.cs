using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Recommendations;

public sealed record Suggestions(
    string ImpressionId, string ModelVersion, string Variant, IReadOnlyList<Suggestion> Items, string? RoomId = null);

public sealed record Suggestion(
    string ProductId, string Title, Money Price, string? ImageUrl, double Score, IReadOnlyList<Reason> Reasons);

/// <summary>Kind: similar, friend, room, trending, taste, explore or campaign.</summary>
public sealed record Reason(string Kind, string Text, string? ProductId = null, string? UserId = null);

public sealed record SimilarProducts(IReadOnlyList<Suggestion> Items);
