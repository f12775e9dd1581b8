namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Weights of the ranker. Every channel is scaled so that its best candidate scores one, hence the weights compare directly.
/// Defaults are tuned by prequential replay; docs/evaluation.md says how.
/// </summary>
public sealed record RankerOptions
{
    public static RankerOptions Default { get; } = new();

    public float SimilarWeight { get; init; } = 0.5f;

    public float FriendWeight { get; init; } = 0.2f;

    public float RoomWeight { get; init; } = 0.8f;

    public float TrendingWeight { get; init; } = 1;

    public float TasteWeight { get; init; } = 0.1f;

    public float ExploreWeight { get; init; } = 0.05f;

    public float CampaignWeight { get; init; } = 0.3f;

    /// <summary>Weight of the item at place k of the history is x^k: recent behaviour says more.</summary>
    public double HistoryDecay { get; init; } = 0.9;

    /// <summary>How strongly a candidate's score grows with the user's share of interest in its category.</summary>
    public float CategoryBoost { get; init; } = 2.5f;

    /// <summary>
    /// How much less the similar channel weighs when even its best candidate is only weakly tied, as for a user of whom
    /// little is known: min(1, best)^x.
    /// </summary>
    public double SimilarConfidence { get; init; } = 0.3;

    /// <summary>Both sides' damping of popular products in the similar channel.</summary>
    public NeighbourNormalisation Normalisation { get; init; } = new(Source: -0.5);

    /// <summary>Most history items whose neighbours are asked for.</summary>
    public int HistoryMax { get; init; } = 20;

    /// <summary>Most candidates whose cards are asked for.</summary>
    public int ShortlistMax { get; init; } = 100;

    /// <summary>Largest share of a list that one category may take.</summary>
    public double CategoryShareMax { get; init; } = 0.7;

    /// <summary>Most reasons told per suggestion.</summary>
    public int ReasonsMax { get; init; } = 3;

    internal float WeightOf(ReasonKind kind) => kind switch
    {
        ReasonKind.Similar => SimilarWeight,
        ReasonKind.Friend => FriendWeight,
        ReasonKind.Room => RoomWeight,
        ReasonKind.Trending => TrendingWeight,
        ReasonKind.Taste => TasteWeight,
        ReasonKind.Explore => ExploreWeight,
        ReasonKind.Campaign => CampaignWeight,
        _ => 0,
    };
}
