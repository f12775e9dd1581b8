namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>The user a list is ranked for, at one moment.</summary>
public sealed record RankingContext(
    CategoryAffinity Affinity, ReadOnlyMemory<float> Embedding = default, Predicate<string>? IsExcluded = null)
{
    /// <summary>Products the user is not interested in; what is like them is pushed down.</summary>
    public IReadOnlyList<DismissedProduct> Dismissed { get; init; } = [];

    /// <summary>What is remembered of a product's impressions on this user.</summary>
    public Func<string, ShownProduct?> ShownOf { get; init; } = static _ => null;

    /// <summary>New products to try, the most wanted first; those without a card are passed over.</summary>
    public IReadOnlyList<Weighted<string>> Trials { get; init; } = [];

    /// <summary>Places of the list that are for trying.</summary>
    public int TrialSlots { get; init; }

    /// <summary>How many items the user's history has.</summary>
    public int HistoryLength { get; init; }

    /// <summary>A trained ranker; the calibrated sum of the channels orders the candidates without one.</summary>
    public ICandidateScorer? Scorer { get; init; }

    public DateTimeOffset Now { get; init; }
}

/// <summary>A trained ranker. Immutable and safe to use from many threads.</summary>
public interface ICandidateScorer
{
    /// <summary>Which training run it is of.</summary>
    string Version { get; }

    /// <summary>
    /// Scores candidates, each by <see cref="CandidateFeatures.Count"/> features in a row; a higher score is better and
    /// none is negative.
    /// </summary>
    void Score(ReadOnlySpan<float> features, Span<float> scores);
}
