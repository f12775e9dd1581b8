namespace SocialCommerce.Grains.Interfaces.Recommendations;

/// <summary>What the recommender showed of late and what came of it, for operators. Key: <see cref="All"/>.</summary>
[Alias("sc.IRecommendationInsightGrain")]
public interface IRecommendationInsightGrain : IGrainWithStringKey
{
    const string All = "*";

    /// <summary>Adds what a silo counted since it last did.</summary>
    [Alias("Add")]
    Task AddAsync(RecommendationCounts counts, CancellationToken cancellationToken = default);

    /// <summary>The sums of the last hours, the current one included.</summary>
    [ReadOnly, Idempotent, Alias("GetSums")]
    Task<RecommendationCounts> GetSumsAsync(int hours, CancellationToken cancellationToken = default);
}

/// <summary>Makes lists again that were shown. Key: any; as many may work as are needed.</summary>
[Alias("sc.IRecommendationAuditGrain")]
public interface IRecommendationAuditGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes sampled lists after a number of the log again, in order, at most <see cref="RecomputeReport.LimitMax"/> at a
    /// time, and says how many came out the same.
    /// </summary>
    [Idempotent, ResponseTimeout(Interactions.IInteractionPartitionGrain.LongWork), Alias("Recompute")]
    Task<RecomputeReport> RecomputeAsync(long after, int limit, CancellationToken cancellationToken = default);
}

/// <param name="Shown">By number of the retriever, how many products it put on lists.</param>
/// <param name="Acted">By number of the retriever, how many of these the user acted on.</param>
/// <param name="Exposure">Sum of 1/log2(1 + place) over all products on lists.</param>
/// <param name="NewSellerExposure">The part of it that products of new sellers had.</param>
/// <param name="Candidates">Products that were in question.</param>
/// <param name="NewSellerCandidates">Those of new sellers among them.</param>
[GenerateSerializer, Immutable, Alias("sc.RecommendationCounts")]
public sealed record RecommendationCounts(
    [property: Id(0)] long Lists,
    [property: Id(1)] ImmutableArray<long> Shown,
    [property: Id(2)] ImmutableArray<long> Acted,
    [property: Id(3)] double Exposure = 0,
    [property: Id(4)] double NewSellerExposure = 0,
    [property: Id(5)] long Candidates = 0,
    [property: Id(6)] long NewSellerCandidates = 0)
{
    public static RecommendationCounts None { get; } = new(0, [], []);

    public static RecommendationCounts operator +(RecommendationCounts left, RecommendationCounts right) => new(
        left.Lists + right.Lists,
        Sum(left.Shown, right.Shown),
        Sum(left.Acted, right.Acted),
        left.Exposure + right.Exposure,
        left.NewSellerExposure + right.NewSellerExposure,
        left.Candidates + right.Candidates,
        left.NewSellerCandidates + right.NewSellerCandidates);

    private static ImmutableArray<long> Sum(ImmutableArray<long> left, ImmutableArray<long> right) =>
    [
        .. Enumerable.Range(0, Math.Max(left.Length, right.Length)).Select(index =>
            (index < left.Length ? left[index] : 0) + (index < right.Length ? right[index] : 0)),
    ];
}

/// <param name="Last">Number of the last list that was made again; ask for those after it next.</param>
/// <param name="Differences">The first few that did not come out the same, and where.</param>
[GenerateSerializer, Immutable, Alias("sc.RecomputeReport")]
public sealed record RecomputeReport(
    [property: Id(0)] int Checked,
    [property: Id(1)] int Identical,
    [property: Id(2)] long Last,
    [property: Id(3)] ImmutableArray<RecomputeDifference> Differences)
{
    public const int LimitMax = 200;

    public const int DifferencesMax = 10;
}

[GenerateSerializer, Immutable, Alias("sc.RecomputeDifference")]
public sealed record RecomputeDifference([property: Id(0)] string ImpressionId, [property: Id(1)] string What);
