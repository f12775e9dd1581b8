using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Algorithms.Tests.Evaluation;

public sealed class CrossValidationTests
{
    private static readonly SplitDataset Dataset = new(
        30, [[.. Enumerable.Range(0, 12)], [.. Enumerable.Range(10, 7)], [29], []], [], []);

    [Fact]
    public void Folds_EveryPair_IsTestedOnceAndTrainedOtherwise()
    {
        var folds = CrossValidation.Folds(Dataset, 5, seed: 3).ToList();

        Assert.Equal(5, folds.Count);
        for (var user = 0; user < Dataset.Train.Count; user++)
        {
            var tested = folds.SelectMany(fold => fold.Test[user]).Order();
            Assert.Equal(Dataset.Train[user], tested);
            Assert.All(folds, fold => Assert.Equal(Dataset.Train[user], fold.Train[user].Concat(fold.Test[user]).Order()));
        }
    }

    [Fact]
    public void Folds_OneUser_DifferByOneItemAtMost() =>
        Assert.All(CrossValidation.Folds(Dataset, 5, seed: 3), fold => Assert.InRange(fold.Test[0].Length, 2, 3));

    [Fact]
    public void Folds_SameSeed_AreTheSame()
    {
        Assert.Equal(Tests(seed: 1), Tests(seed: 1));
        Assert.NotEqual(Tests(seed: 1), Tests(seed: 2));
    }

    [Fact]
    public void Spread_HandComputedExample_IsThatOfASample()
    {
        Assert.Equal(new FoldSpread(4, 2), FoldSpread.Of([2, 4, 6]));
        Assert.Equal(new FoldSpread(5, 0), FoldSpread.Of([5]));
    }

    [Fact]
    public void Curve_AtEveryLength_AgreesWithTheSingleMeasure()
    {
        var accumulator = new MetricAccumulator(2, ItemStatistics.Of(10, [[0, 1]]));
        bool[] hits = [false, true, false, true, true];
        accumulator.Add(new RankedRequest { Hits = hits, Relevant = [1, 2, 3, 4], Shown = [5, 1] });

        var metrics = accumulator.ToMetrics(seed: 1);

        foreach (var k in new[] { 1, 2, 4, 5, 50 })
        {
            Assert.Equal(RankingMetrics.RecallAtK(hits, 4, k), metrics.RecallCurve.Values[k - 1], 12);
            Assert.Equal(RankingMetrics.NdcgAtK(hits, 4, k), metrics.NdcgCurve.Values[k - 1], 12);
        }
    }

    private static int[] Tests(ulong seed) =>
        [.. CrossValidation.Folds(Dataset, 5, seed).SelectMany(fold => fold.Test[0].Append(-1))];
}
