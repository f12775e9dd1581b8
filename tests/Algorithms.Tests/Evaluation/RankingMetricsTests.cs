using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Algorithms.Tests.Evaluation;

public sealed class RankingMetricsTests
{
    // Relevant at ranks 2 and 4 of 5; three items are relevant in all.
    private static readonly bool[] Hits = [false, true, false, true, false];

    [Fact]
    public void AllMeasures_HandComputedExample_Match()
    {
        Assert.Equal(2 / 3.0, RankingMetrics.RecallAtK(Hits, 3, 5), 12);
        Assert.Equal(1 / 3.0, RankingMetrics.RecallAtK(Hits, 3, 3), 12);
        Assert.Equal(0.4, RankingMetrics.PrecisionAtK(Hits, 5), 12);
        Assert.Equal(0.2, RankingMetrics.PrecisionAtK(Hits, 10), 12);
        Assert.Equal(1, RankingMetrics.HitRateAtK(Hits, 2));
        Assert.Equal(0, RankingMetrics.HitRateAtK(Hits, 1));
        Assert.Equal(0.5, RankingMetrics.MrrAtK(Hits, 5), 12);
        Assert.Equal(0, RankingMetrics.MrrAtK(Hits, 1));
        Assert.Equal((0.5 + 0.5) / 3, RankingMetrics.AveragePrecisionAtK(Hits, 3, 5), 12);
    }

    [Fact]
    public void NdcgAtK_HandComputedExample_UsesIdealOfMinRelevantAndK()
    {
        var gain = (1 / Math.Log2(3)) + (1 / Math.Log2(5));
        var idealOfThree = 1 + (1 / Math.Log2(3)) + (1 / Math.Log2(4));

        Assert.Equal(gain / idealOfThree, RankingMetrics.NdcgAtK(Hits, 3, 5), 12);
        Assert.Equal(1 / Math.Log2(3) / (1 + (1 / Math.Log2(3))), RankingMetrics.NdcgAtK(Hits, 3, 2), 12);
        Assert.Equal(1, RankingMetrics.NdcgAtK([true, true, false], 2, 3), 12);
    }

    [Fact]
    public void AllMeasures_NothingRelevant_AreZero()
    {
        Assert.Equal(0, RankingMetrics.RecallAtK([], 0, 5));
        Assert.Equal(0, RankingMetrics.NdcgAtK([], 0, 5));
        Assert.Equal(0, RankingMetrics.AveragePrecisionAtK([], 0, 5));
        Assert.Equal(0, RankingMetrics.PrecisionAtK([], 0));
    }

    [Fact]
    public void RankRelevant_Ties_NeverFavourTheLabel()
    {
        var scores = new ScoreAccumulator(6);
        scores.Add(0, 2);
        scores.Add(1, 1);
        scores.Add(2, 1);
        scores.Add(3, 1);
        var hits = new bool[5];

        scores.RankRelevant([2], hits);

        Assert.Equal([false, false, false, true, false], hits);
    }

    [Fact]
    public void RankRelevant_SeveralTiedLabels_TakeTheLastPlacesOfTheTie()
    {
        var scores = new ScoreAccumulator(6);
        foreach (var item in Enumerable.Range(0, 4))
        {
            scores.Add(item, 1);
        }

        var hits = new bool[6];
        scores.RankRelevant([1, 3], hits);

        Assert.Equal([false, false, true, true, false, false], hits);
    }

    [Fact]
    public void RankRelevant_UnscoredAndExcludedLabels_AreNeverFound()
    {
        var scores = new ScoreAccumulator(3);
        scores.Add(0, 1);
        scores.Add(1, 2);
        scores.Exclude(1);
        var hits = new bool[3];

        scores.RankRelevant([1, 2], hits);

        Assert.DoesNotContain(true, hits);
        Assert.Equal([0], scores.Top(3).Select(entry => entry.Key));
    }

    [Fact]
    public void RankRelevant_RandomScores_AgreesWithSorting()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var scores = new ScoreAccumulator(30);
            foreach (var item in Enumerable.Range(0, 30))
            {
                scores.Add(item, random.Next(1, 8));
            }

            var relevant = Enumerable.Range(0, 30).Where(_ => random.Next(6) == 0).ToArray();
            var expected = Enumerable.Range(0, 30)
                .OrderByDescending(item => scores[item]).ThenBy(item => relevant.Contains(item))
                .Select(item => relevant.Contains(item)).Take(10);
            var hits = new bool[10];
            scores.RankRelevant([.. relevant], hits);

            Assert.Equal(expected, hits);
        }
    }

    [Fact]
    public void Clear_AfterUse_StartsFromZero()
    {
        var scores = new ScoreAccumulator(3);
        scores.Add(1, 5);
        scores.Clear();

        Assert.Equal(0, scores[1]);
        Assert.Equal(0, scores.TouchedCount);
    }

    [Fact]
    public void ConfidenceInterval_CoinFlips_CoversTheMeanAndNarrowsWithSize()
    {
        var few = Enumerable.Range(0, 100).Select(number => (float)(number % 2)).ToArray();
        var many = Enumerable.Range(0, 10_000).Select(number => (float)(number % 2)).ToArray();

        var wide = ConfidenceInterval.OfMean(few, seed: 1);
        var narrow = ConfidenceInterval.OfMean(many, seed: 1);

        Assert.InRange(0.5, narrow.Low, narrow.High);
        Assert.True(narrow.High - narrow.Low < (wide.High - wide.Low) / 5);
        Assert.Equal(wide, ConfidenceInterval.OfMean(few, seed: 1));
    }
}
