using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// What a trained ranker sees of a candidate: each retriever's score relative to that retriever's best, at the place of
/// its number, then what card and user say. All are about 0 to 1. Places are never reused, so that what is logged stays
/// readable.
/// </summary>
public static class CandidateFeatures
{
    /// <summary>The calibrated sum with its boost, relative to the best candidate's.</summary>
    public const int Blend = 0;

    /// <summary>log(1 + degree) / 10.</summary>
    public const int Popularity = 16;

    /// <summary>The user's share of interest in the category.</summary>
    public const int CategoryShare = 17;

    /// <summary>Cosine of the embeddings of user and product; negative ones are 0.</summary>
    public const int Content = 18;

    /// <summary>log(1 + days since creation) / 10.</summary>
    public const int Age = 19;

    /// <summary>How much the candidate is like something dismissed.</summary>
    public const int Dismissed = 20;

    /// <summary>Impressions without an action, in tens.</summary>
    public const int Impressions = 21;

    /// <summary>log(1 + length of the user's history) / 10.</summary>
    public const int History = 22;

    /// <summary>Where the candidate stood when it was shown, see <see cref="PlaceOf"/>; 0 while the list is made.</summary>
    public const int Place = 23;

    /// <summary>The first coordinate of the product of the user's and the candidate's embeddings, of which there are
    /// <see cref="Embedding.Dimensions"/>.</summary>
    public const int Interaction = 24;

    public const int Count = Interaction + Embedding.Dimensions;

    /// <summary>The feature of a place in a list, 0 the first: log2(1 + place) / 5.</summary>
    public static float PlaceOf(int place) => MathF.Log2(1 + place) / 5;

    internal static void Describe(
        in Candidate candidate, CandidateCard card, RankingContext context, ChannelCalibration calibration, Span<float> features)
    {
        for (var channel = 1; channel < ChannelScores.Length; channel++)
        {
            features[channel] = calibration.Relative(candidate.Scores, channel);
        }

        features[Popularity] = Logarithm(card.Degree);
        features[CategoryShare] = context.Affinity.ShareOf(card.Category);
        features[Age] = Logarithm((context.Now - card.CreatedAt).TotalDays);
        features[Impressions] = (context.ShownOf(card.ProductId)?.Count ?? 0) / 10f;
        features[History] = Logarithm(context.HistoryLength);
        if (card.Embedding.Length == Embedding.Dimensions && context.Embedding.Length == Embedding.Dimensions)
        {
            TensorPrimitives.Multiply(context.Embedding.Span, card.Embedding.Span, features[Interaction..]);
        }
    }

    private static float Logarithm(double value) => (float)Math.Log(1 + Math.Max(0, value)) / 10;
}
