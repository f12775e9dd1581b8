using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Algorithms.Tests.Evaluation;

public sealed class MetricAccumulatorTests
{
    // Item 0 has 6 users, 1 and 2 have 3, 3 to 8 have one, 9 none: a third of 18 interactions each.
    private static readonly int[][] Train =
    [
        [0, 1, 2, 3], [0, 1, 2, 4], [0, 1, 2, 5], [0, 6], [0, 7], [0, 8],
    ];

    [Fact]
    public void GroupOf_ThirdsOfTheInteractions_SplitHeadTorsoAndTail()
    {
        var items = ItemStatistics.Of(10, Train);

        Assert.Equal(PopularityGroup.Head, items.GroupOf(0));
        Assert.All([1, 2], item => Assert.Equal(PopularityGroup.Torso, items.GroupOf(item)));
        Assert.All([3, 4, 5, 6, 7, 8], item => Assert.Equal(PopularityGroup.Tail, items.GroupOf(item)));
        Assert.Equal(PopularityGroup.New, items.GroupOf(9));
        Assert.Equal([0, 1, 2], items.UsersOf(1).ToArray());
        Assert.Equal(6, items.DegreeOf(0));
    }

    [Fact]
    public void ToMetrics_TwoRequests_AveragesAndCountsGroups()
    {
        var metrics = Two().ToMetrics(seed: 1);

        Assert.Equal(2, metrics.Requests);
        Assert.Equal(0.75, metrics.RecallAtTop);
        Assert.Equal(0.5, metrics.PrecisionAtTop);
        Assert.Equal(0.8, metrics.Auc, 6);
        Assert.Equal(0.3, metrics.Coverage, 12);
        Assert.Equal((1, 0.0, 1.0, null), Values(metrics.Fairness.ItemRecall));
        Assert.Equal((0.5, 0.25, 0.25, 0.0), Values(metrics.Fairness.Exposure));
        Assert.Equal(((Math.Log2(6 / 6.0) * 2) + Math.Log2(6 / 3.0) + Math.Log2(6)) / 4, metrics.Novelty, 12);
        Assert.Null(metrics.CalibrationDivergence);
    }

    [Fact]
    public void ToMetrics_UsersOfDifferentActivity_AreMeasuredApart()
    {
        var metrics = Two().ToMetrics(seed: 1);

        Assert.Equal(new ActivityGroups(1, null, 0.5), metrics.Fairness.Recall);
        Assert.Equal(new GroupGap(0.5, 0.5), metrics.Fairness.Recall.Gap);
    }

    [Fact]
    public void ToMetrics_Categories_MeasureCalibration()
    {
        var accumulator = new MetricAccumulator(2, ItemStatistics.Of(4, [[0, 1]], [7, 8, 7, 8]));
        accumulator.Add(new RankedRequest { Hits = [false, false], Relevant = [3], Shown = [2, 3], History = [0, 1] });

        Assert.Equal(0, accumulator.ToMetrics(seed: 1).CalibrationDivergence!.Value, 12);
    }

    [Fact]
    public void ValuesOf_EachRequest_InTheOrderOfAdding() =>
        Assert.Equal([1, 0.5f], Two().ValuesOf(RequestMeasure.Recall));

    [Fact]
    public void OfMeans_SeveralMeasures_EachCoversItsMean()
    {
        float[] rows = [.. Enumerable.Range(0, 2_000).SelectMany(number => new[] { number % 2, 10f })];

        var intervals = ConfidenceInterval.OfMeans(rows, 2, seed: 3);

        Assert.InRange(0.5, intervals[0].Low, intervals[0].High);
        Assert.InRange(intervals[0].High - intervals[0].Low, 0.035, 0.055);
        Assert.Equal(new ConfidenceInterval(10, 10), intervals[1]);
    }

    [Fact]
    public void OfDifference_SameNoiseInBoth_IsNarrowerThanEitherMean()
    {
        var random = new Random(4);
        var first = Enumerable.Range(0, 500).Select(_ => (float)random.NextDouble()).ToArray();
        var second = first.Select(value => value - 0.01f - (0.001f * (float)random.NextDouble())).ToArray();

        var difference = ConfidenceInterval.OfDifference(first, second, seed: 1);

        Assert.InRange(difference.Low, 0.01, 0.011);
        Assert.InRange(difference.High, 0.01, 0.011);
        Assert.True(ConfidenceInterval.OfMean(first, seed: 1) is var alone && alone.High - alone.Low > 0.02);
    }

    private static MetricAccumulator Two()
    {
        var accumulator = new MetricAccumulator(2, ItemStatistics.Of(10, Train));
        accumulator.Add(new RankedRequest { Hits = [true, false], Relevant = [0], Shown = [0, 1], History = [6], Auc = 1 });
        accumulator.Add(
            new RankedRequest { Hits = [false, true], Relevant = [3, 2], Shown = [0, 3], History = [1, 4], Auc = 0.6 });
        return accumulator;
    }

    private static (double?, double?, double?, double?) Values(PopularityGroups groups) =>
        (groups.Head, groups.Torso, groups.Tail, groups.New);
}
