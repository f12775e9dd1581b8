using SocialCommerce.Algorithms.Evaluation;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class ScoreBlendTests
{
    private const int ItemCount = 1_000;
    private const int Relevant = 5;

    [Fact]
    public void Add_SourcesOfDifferentScale_ContributeAlike()
    {
        var pool = new BlendPool(ItemCount, sourceCount: 2);
        pool.Add(0, [new(7, 1), new(3, 2)]);
        pool.Add(1, [new(9, 1_010), new(3, 1_020)], floor: 1_000);

        Assert.Equal([7, 3, 9], pool.Items.ToArray());
        Assert.Equal(pool.Column(0)[pool.Find(7)], pool.Column(1)[pool.Find(9)], 1e-4f);
        Assert.Equal(pool.Column(0)[pool.Find(3)], pool.Column(1)[pool.Find(3)], 1e-4f);
        Assert.Equal(0, pool.Column(0)[pool.Find(9)]);
    }

    [Fact]
    public void Add_ListAtItsFloor_SaysNothing()
    {
        var pool = new BlendPool(ItemCount, sourceCount: 1);
        pool.Add(0, [new(1, 4), new(2, 4)], floor: 4);

        Assert.Equal([0, 0], pool.Column(0).ToArray());
    }

    [Fact]
    public void Clear_AfterManyCandidates_LeavesNothingBehind()
    {
        var pool = new BlendPool(ItemCount, sourceCount: 1);
        pool.Add(0, [.. Enumerable.Range(0, ItemCount).Select(item => new Weighted<int>(item, item + 1))]);

        pool.Clear();
        pool.Add(0, [new(5, 2)]);

        Assert.Equal([5], pool.Items.ToArray());
        Assert.Equal([1], pool.Column(0).ToArray());
        Assert.Equal(-1, pool.Find(4));
    }

    [Fact]
    public void Score_TwoSources_IsTheWeightedSum()
    {
        var pool = new BlendPool(ItemCount, sourceCount: 2);
        pool.Add(0, [new(1, 3)]);
        pool.Add(1, [new(1, 3), new(2, 3)]);
        var scores = new float[2];

        new ScoreBlend(1, 0.5f).Score(pool, scores);

        Assert.Equal([1.5f, 0.5f], scores);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Constructor_WeightNegativeOrNotFinite_Throws(float weight) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScoreBlend(1, weight));

    [Theory]
    [InlineData(BlendObjective.Recall)]
    [InlineData(BlendObjective.Ndcg)]
    [InlineData(BlendObjective.ReciprocalRank)]
    public void Fit_TwoGoodSourcesAndNoise_BlendBeatsEachAloneAndNoiseIsOff(BlendObjective objective)
    {
        var cases = Cases(seed: 1, count: 400, signals: [0.8f, 0.5f, 0]);

        var fit = ScoreBlendFitter.Fit(cases, sourceCount: 3, new BlendFitOptions(objective, K: 10));

        Assert.True(fit.Value > fit.Alone.Max() * 1.05, $"{fit.Value} against {fit.Alone.Max()}");
        Assert.True(fit.Blend.Weights[1] > 0.1);
        Assert.True(fit.Blend.Weights[0] > fit.Blend.Weights[1]);
        Assert.True(fit.Blend.Weights[2] < 0.1f, $"noise weighs {fit.Blend.Weights[2]}");
    }

    [Fact]
    public void Fit_SourceThatSaysNothing_IsSwitchedOff()
    {
        var fit = ScoreBlendFitter.Fit(Cases(seed: 2, count: 50, signals: [1, -1_000]), sourceCount: 2);

        Assert.Equal([1f, 0f], fit.Blend.Weights.ToArray());
    }

    [Fact]
    public void Fit_Again_GivesTheSameWeights()
    {
        var cases = Cases(seed: 3, count: 100, signals: [1, 1, 0.5f]);

        Assert.Equal(
            ScoreBlendFitter.Fit(cases, 3).Blend.Weights.ToArray(),
            ScoreBlendFitter.Fit(cases, 3).Blend.Weights.ToArray());
    }

    [Fact]
    public void Fit_NoCases_StillGivesAUsableBlend() =>
        Assert.Equal([1f, 0f], ScoreBlendFitter.Fit([], sourceCount: 2).Blend.Weights.ToArray());

    [Fact]
    public void Fit_OneSource_ValueIsWhatTheMeasuresOfEvaluationSay()
    {
        var pool = new BlendPool(ItemCount, sourceCount: 1);
        pool.Add(0, [new(1, 5), new(2, 4), new(3, 4), new(4, 1)]);
        BlendCase[] cases = [BlendCase.Of(pool, relevant: [2, 4, 900])];
        bool[] hits = [false, false, true, true];

        Assert.Equal(RankingMetrics.RecallAtK(hits, 3, 3), Value(BlendObjective.Recall), 1e-9);
        Assert.Equal(RankingMetrics.NdcgAtK(hits, 3, 3), Value(BlendObjective.Ndcg), 1e-9);
        Assert.Equal(RankingMetrics.MrrAtK(hits, 3), Value(BlendObjective.ReciprocalRank), 1e-9);

        double Value(BlendObjective objective) =>
            ScoreBlendFitter.Fit(cases, 1, new BlendFitOptions(objective, K: 3)).Value;
    }

    // Candidates 0 to 4 are relevant; a source of signal s scores them s higher than its noise. A negative signal: nothing.
    private static List<BlendCase> Cases(int seed, int count, float[] signals)
    {
        var random = new Random(seed);
        var pool = new BlendPool(ItemCount, signals.Length);
        var cases = new List<BlendCase>();
        for (var number = 0; number < count; number++)
        {
            pool.Clear();
            for (var source = 0; source < signals.Length; source++)
            {
                var candidates = Enumerable.Range(0, 100).Select(item => new Weighted<int>(
                    item, signals[source] < 0 ? 0 : Noise(random) + (item < Relevant ? signals[source] : 0)));
                pool.Add(source, [.. candidates]);
            }

            cases.Add(BlendCase.Of(pool, [.. Enumerable.Range(0, Relevant)]));
        }

        return cases;
    }

    private static float Noise(Random random) =>
        4 + (random.NextSingle() + random.NextSingle() + random.NextSingle() + random.NextSingle() - 2);
}
