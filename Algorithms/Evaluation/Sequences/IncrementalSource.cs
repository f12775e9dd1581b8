using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>What the products' own neighbourhoods say, as of when this was made.</summary>
public sealed class IncrementalSource(IncrementalSequenceModel model) : INextItemSource
{
    /// <summary>The name of what needs no training.</summary>
    public const string SourceName = "incremental";

    private readonly float[] _factors = model.NeighbourFactors();

    public string Name => SourceName;

    /// <inheritdoc />
    public void Score(ReadOnlySpan<int> prefix, ScoreAccumulator scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        model.Score(NewestFirst(prefix), scores);
        scores.Multiply(_factors);
    }

    private static int[] NewestFirst(ReadOnlySpan<int> prefix) =>
        [.. prefix.ToArray().Reverse().Distinct().Take(UserHistory<int>.DefaultRecentMax)];
}
