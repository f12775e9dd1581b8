namespace SocialCommerce.Grains.Recommendations;

/// <summary>What a version reaches on the held-out interactions, beside popularity and beside the version that serves.</summary>
internal static class VersionMetrics
{
    /// <summary>All models of the version together, their lists fused by rank; the figure that promotion looks at.</summary>
    public const string Candidate = "all ndcg@20";

    public const string Serving = "serving ndcg@20";

    public const string Popularity = "popularity ndcg@20";

    public static ImmutableDictionary<string, double> Measure(
        TrainingCorpus corpus, PromotedModels candidate, PromotedModels? serving)
    {
        var metrics = ImmutableDictionary.CreateBuilder<string, double>();
        metrics[Popularity] = ModelEvaluation.Ndcg(ModelEvaluation.RankByPopularity(corpus), corpus.HeldOut);
        metrics[Candidate] = Add(metrics, "", candidate, corpus.HeldOut);
        if (serving is not null)
        {
            metrics[Serving] = Add(metrics, "serving ", serving, Translate(corpus, serving));
        }

        return metrics.ToImmutable();
    }

    private static double Add(
        ImmutableDictionary<string, double>.Builder metrics,
        string prefix,
        PromotedModels models,
        IReadOnlyList<HeldOutCase> cases)
    {
        var all = new List<List<int[]>>();
        foreach (var kind in models.Kinds)
        {
            var lists = ModelEvaluation.Rank(models.Find(kind)!, cases);
            metrics[$"{prefix}{kind} ndcg@20"] = ModelEvaluation.Ndcg(lists, cases);
            metrics[$"{prefix}{kind} hr@20"] = ModelEvaluation.HitRate(lists, cases);
            all.Add(lists);
        }

        return ModelEvaluation.Ndcg(ModelEvaluation.Fuse(all), cases);
    }

    // The serving version numbers its products otherwise, and a product that it does not know is a miss.
    private static List<HeldOutCase> Translate(TrainingCorpus corpus, PromotedModels serving)
    {
        int IndexOf(int item) => serving.TryGetIndex(corpus.ProductIds[item], out var index) ? index : -1;

        return [.. corpus.HeldOut.Select(held => new HeldOutCase(
            [.. held.History.Select(IndexOf).Where(index => index >= 0)], IndexOf(held.Label)))];
    }
}
