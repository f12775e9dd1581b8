using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Ranks the held-out products among all others by what models say of their users.</summary>
internal static class ModelEvaluation
{
    public const int Top = 20;

    // Reciprocal rank fusion (Cormack, Clarke, Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank
    // learning methods", 2009), with the paper's constant.
    private const double FusionConstant = 60;
    private const int FusedMax = 200;

    /// <summary>Per case the best products of one model, what the user had left out.</summary>
    public static List<int[]> Rank(IEmbeddingModel model, IReadOnlyList<HeldOutCase> cases)
    {
        var index = InnerProductIndex.Build(
            model.ItemCount, model.Dimensions, item => model.ItemVector(item).ToArray(), seed: 1, exactMax: int.MaxValue);
        var user = new float[model.Dimensions];
        var lists = new List<int[]>(cases.Count);
        foreach (var held in cases)
        {
            model.EmbedUser(held.History, user);
            var history = held.History.ToHashSet();
            lists.Add([.. index.Search(user, FusedMax, history.Contains).Select(entry => entry.Key)]);
        }

        return lists;
    }

    /// <summary>Per case the products that most users touched: what every model has to beat.</summary>
    public static List<int[]> RankByPopularity(TrainingCorpus corpus)
    {
        var counts = new int[corpus.ProductIds.Length];
        foreach (var item in corpus.Data.Sequences.SelectMany(sequence => sequence))
        {
            counts[item]++;
        }

        var popular = Enumerable.Range(0, counts.Length).OrderByDescending(item => counts[item]).Take(2 * FusedMax).ToArray();
        return [.. corpus.HeldOut.Select(held => popular.Except(held.History).Take(FusedMax).ToArray())];
    }

    /// <summary>Several models' lists as one.</summary>
    public static List<int[]> Fuse(IReadOnlyList<List<int[]>> models) =>
        [.. Enumerable.Range(0, models.Count == 0 ? 0 : models[0].Count).Select(index => models
            .SelectMany(lists => lists[index].Select((item, rank) => (Item: item, Score: 1 / (FusionConstant + rank + 1))))
            .GroupBy(entry => entry.Item)
            .OrderByDescending(group => group.Sum(entry => entry.Score)).ThenBy(group => group.Key)
            .Select(group => group.Key).ToArray())];

    /// <summary>Mean NDCG at <see cref="Top"/>; with one relevant product its gain is 1 / log2(2 + rank).</summary>
    public static double Ndcg(List<int[]> lists, IReadOnlyList<HeldOutCase> cases) =>
        Mean(lists, cases, rank => 1 / Math.Log2(2 + rank));

    public static double HitRate(List<int[]> lists, IReadOnlyList<HeldOutCase> cases) => Mean(lists, cases, _ => 1);

    private static double Mean(List<int[]> lists, IReadOnlyList<HeldOutCase> cases, Func<int, double> gain)
    {
        var sum = 0.0;
        for (var index = 0; index < cases.Count; index++)
        {
            var rank = Array.IndexOf(lists[index], cases[index].Label);
            sum += rank >= 0 && rank < Top ? gain(rank) : 0;
        }

        return cases.Count == 0 ? 0 : sum / cases.Count;
    }
}
