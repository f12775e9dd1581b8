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

    public float SequenceWeight { get; init; } = 0.3f;

    public float CollaborativeWeight { get; init; } = 0.5f;

    public float SequentialWeight { get; init; } = 0.5f;

    public float UsersWeight { get; init; } = 0.2f;

    /// <summary>Weight of the item at place k of the history is x^k: recent behaviour says more.</summary>
    public double HistoryDecay { get; init; } = 0.9;

    /// <summary>The same for the sequence channel, where only the last few say what comes next.</summary>
    public double SequenceDecay { get; init; } = SequenceTieOptions.Default.HistoryDecay;

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

    public float WeightOf(Retriever retriever) => retriever switch
    {
        Retriever.Similar => SimilarWeight,
        Retriever.Friend => FriendWeight,
        Retriever.Room => RoomWeight,
        Retriever.Trending => TrendingWeight,
        Retriever.Taste => TasteWeight,
        Retriever.Explore => ExploreWeight,
        Retriever.Campaign => CampaignWeight,
        Retriever.Sequence => SequenceWeight,
        Retriever.Collaborative => CollaborativeWeight,
        Retriever.Sequential => SequentialWeight,
        Retriever.Users => UsersWeight,
        _ => 0,
    };

    public RankerOptions WithWeight(Retriever retriever, float weight) => retriever switch
    {
        Retriever.Similar => this with { SimilarWeight = weight },
        Retriever.Friend => this with { FriendWeight = weight },
        Retriever.Room => this with { RoomWeight = weight },
        Retriever.Trending => this with { TrendingWeight = weight },
        Retriever.Taste => this with { TasteWeight = weight },
        Retriever.Explore => this with { ExploreWeight = weight },
        Retriever.Campaign => this with { CampaignWeight = weight },
        Retriever.Sequence => this with { SequenceWeight = weight },
        Retriever.Collaborative => this with { CollaborativeWeight = weight },
        Retriever.Sequential => this with { SequentialWeight = weight },
        Retriever.Users => this with { UsersWeight = weight },
        _ => throw new ArgumentOutOfRangeException(nameof(retriever), retriever, "No such retriever."),
    };
}
