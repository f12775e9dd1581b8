namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// What the ranker has to know about a candidate beyond its scores. The degree is the number of distinct users who engaged
/// with it; without an embedding its content says nothing.
/// </summary>
public sealed record CandidateCard(
    string ProductId, string Category, double Degree, bool IsAvailable = true, ReadOnlyMemory<float> Embedding = default);

/// <summary>Why a product is suggested, and how much of the score is due to it.</summary>
public sealed record Reason(
    ReasonKind Kind, float Contribution, string? SourceProductId = null, string? SourceUserId = null);

/// <summary>A suggestion with its reasons, the strongest first.</summary>
public sealed record RankedSuggestion(string ProductId, float Score, IReadOnlyList<Reason> Reasons);

/// <summary>The user a list is ranked for.</summary>
public sealed record RankingContext(
    CategoryAffinity Affinity, ReadOnlyMemory<float> Embedding = default, Predicate<string>? IsExcluded = null);
