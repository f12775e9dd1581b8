using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// A product the user is not interested in, with what is like it: neighbours with their weights relative to the heaviest,
/// embedding, and its category unless the user has shown interest in that since.
/// </summary>
public sealed record DismissedProduct(
    string ProductId, string? Category, ReadOnlyMemory<float> Embedding, IReadOnlyDictionary<string, float> Neighbours);

/// <summary>
/// "Not interested" said once: what is like a dismissed product loses up to <see cref="ListOptions.DismissalStrength"/> of
/// its score. Alike is what many engage together with it, what its content resembles, and what is of its category.
/// </summary>
public static class DismissalPenalty
{
    // Cosines of contents that share little lie below the first, those of near twins above the second.
    private const float CosineFrom = 0.3f;
    private const float CosineTo = 0.7f;

    // With the default strength of 0.8, any of them alone halves the score.
    private const float CategoryAlikeness = 0.65f;
    private const float NeighbourAlikeness = 0.65f;

    /// <summary>How alike a candidate is to the dismissed product that it is most like, 0 to 1.</summary>
    public static float AlikenessOf(CandidateCard card, IReadOnlyList<DismissedProduct> dismissed)
    {
        ArgumentNullException.ThrowIfNull(dismissed);
        var alikeness = 0f;
        foreach (var product in dismissed)
        {
            alikeness = Math.Max(alikeness, AlikenessOf(card, product));
        }

        return alikeness;
    }

    /// <summary>How alike a candidate and a dismissed product are, 0 to 1.</summary>
    public static float AlikenessOf(CandidateCard card, DismissedProduct dismissed)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(dismissed);
        var alikeness = dismissed.Category is { Length: > 0 } category && category == card.Category ? CategoryAlikeness : 0;
        if (dismissed.Neighbours.TryGetValue(card.ProductId, out var weight))
        {
            alikeness = Math.Max(alikeness, NeighbourAlikeness + ((1 - NeighbourAlikeness) * Math.Min(weight, 1)));
        }

        if (!card.Embedding.IsEmpty && !dismissed.Embedding.IsEmpty)
        {
            var cosine = TensorPrimitives.Dot(card.Embedding.Span, dismissed.Embedding.Span);
            alikeness = Math.Max(alikeness, Math.Clamp((cosine - CosineFrom) / (CosineTo - CosineFrom), 0, 1));
        }

        return alikeness;
    }
}
