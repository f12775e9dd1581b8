namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// What the ranker has to know about a candidate beyond its scores. The degree is the number of distinct users who engaged
/// with it; without an embedding its content says nothing, and with one it is a unit vector. A protected product is one
/// whose exposure is watched, such as a new seller's. The audience factor is <see cref="ItemNeighbourhood{TKey}.AudienceFactor"/>.
/// </summary>
public sealed record CandidateCard(
    string ProductId,
    string Category,
    double Degree,
    bool IsAvailable = true,
    ReadOnlyMemory<float> Embedding = default,
    string SellerId = "",
    DateTimeOffset CreatedAt = default,
    bool IsProtected = false,
    float AudienceFactor = 1);

/// <summary>Why a product is suggested, and how much of the score is due to it.</summary>
public sealed record Reason(
    ReasonKind Kind, float Contribution, string? SourceProductId = null, string? SourceUserId = null);

/// <summary>
/// A suggestion with its reasons, the strongest first; the retriever that contributed most, the features that a trained
/// ranker learns from, and whether it stands there to be tried.
/// </summary>
public sealed record RankedSuggestion(
    string ProductId,
    float Score,
    IReadOnlyList<Reason> Reasons,
    Retriever Source = Retriever.Unknown,
    ReadOnlyMemory<float> Features = default,
    bool IsTrial = false);
