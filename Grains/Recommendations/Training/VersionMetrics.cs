using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>What a version reaches on the held-out interactions, beside popularity and beside the version that serves.</summary>
internal static class VersionMetrics
{
    /// <summary>The models of the version together, their lists fused by rank; the figure that promotion looks at.</summary>
    public const string Candidate = "all ndcg@20";

    public const string Serving = "serving ndcg@20";

    public const string Popularity = "popularity ndcg@20";

    /// <summary>The kinds that together rank best, and what was measured: a model that makes the set worse is left out.</summary>
    public static (ImmutableArray<string> Kinds, ImmutableDictionary<string, double> Metrics) Measure(
        TrainingCorpus corpus, PromotedModels candidate, PromotedModels? serving)
    {
        var metrics = ImmutableDictionary.CreateBuilder<string, double>();
        metrics[Popularity] = ModelEvaluation.Ndcg(ModelEvaluation.RankByPopularity(corpus), corpus.HeldOut);
        var ranked = Rank(metrics, "", candidate, corpus.HeldOut);
        var (kinds, best) = SetsOf([.. ranked.Keys.Order(StringComparer.Ordinal)])
            .Select(set => (Kinds: set, Ndcg: Fused(set, ranked, corpus.HeldOut)))
            .MaxBy(set => set.Ndcg);
        metrics[Candidate] = best;
        if (serving is not null)
        {
            var cases = Translate(corpus, serving);
            var lists = Rank(metrics, "serving ", serving, cases);
            metrics[Serving] = Fused([.. lists.Keys], lists, cases);
        }

        return (kinds, metrics.ToImmutable());
    }

    /// <summary>The ranker is judged by what people took of the lists they were shown, and is in the set when it ordered them better.</summary>
    public static (ImmutableArray<string> Kinds, ImmutableDictionary<string, double> Metrics) Add(
        ImmutableArray<string> kinds, ImmutableDictionary<string, double> metrics, RankerTraining ranker) => (
            ranker.Network is null ? kinds : kinds.Add(RankerNetwork.KindName),
            metrics
                .SetItem("ranker examples", ranker.Examples)
                .SetItem("ranker ndcg", ranker.Ndcg)
                .SetItem("ranker baseline ndcg", ranker.BaselineNdcg));

    private static Dictionary<string, List<int[]>> Rank(
        ImmutableDictionary<string, double>.Builder metrics,
        string prefix,
        PromotedModels models,
        IReadOnlyList<HeldOutCase> cases)
    {
        var ranked = new Dictionary<string, List<int[]>>(StringComparer.Ordinal);
        foreach (var kind in models.Kinds)
        {
            var lists = ModelEvaluation.Rank(models.Find(kind)!, cases);
            metrics[$"{prefix}{kind} ndcg@20"] = ModelEvaluation.Ndcg(lists, cases);
            metrics[$"{prefix}{kind} hr@20"] = ModelEvaluation.HitRate(lists, cases);
            ranked.Add(kind, lists);
        }

        return ranked;
    }

    private static double Fused(
        ImmutableArray<string> kinds, Dictionary<string, List<int[]>> ranked, IReadOnlyList<HeldOutCase> cases) =>
        ModelEvaluation.Ndcg(ModelEvaluation.Fuse([.. kinds.Select(kind => ranked[kind])]), cases);

    // All that are not empty, the largest first: of equal ones the largest is kept.
    private static IEnumerable<ImmutableArray<string>> SetsOf(ImmutableArray<string> kinds) =>
        Enumerable.Range(1, (1 << kinds.Length) - 1)
            .Select(bits => kinds.Where((_, place) => (bits & (1 << place)) != 0).ToImmutableArray())
            .OrderByDescending(set => set.Length);

    // The serving version numbers its products otherwise, and a product that it does not know is a miss.
    private static List<HeldOutCase> Translate(TrainingCorpus corpus, PromotedModels serving)
    {
        int IndexOf(int item) => serving.TryGetIndex(corpus.ProductIds[item], out var index) ? index : -1;

        return [.. corpus.HeldOut.Select(held => new HeldOutCase(
            [.. held.History.Select(IndexOf).Where(index => index >= 0)], IndexOf(held.Label)))];
    }
}
