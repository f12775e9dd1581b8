using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Algorithms.Tests.Evaluation;

public sealed class AreaUnderRocTests
{
    [Fact]
    public void Of_HandComputedExample_CountsTiesHalf()
    {
        // Positives .9 and .5 against negatives .7, .5, .1: 3 wins, then ½ and 1 of 3.
        float[] scores = [.9f, .7f, .5f, .5f, .1f];
        bool[] truths = [true, false, true, false, false];

        Assert.Equal((3 + 0.5 + 1) / 6, AreaUnderRoc.Of(scores, truths), 12);
    }

    [Theory]
    [InlineData(new[] { 1f, 2, 3 }, new[] { false, true, true }, 1)]
    [InlineData(new[] { 1f, 2, 3 }, new[] { true, false, false }, 0)]
    [InlineData(new[] { 1f, 1, 1 }, new[] { true, false, false }, 0.5)]
    [InlineData(new[] { 1f, 2 }, new[] { true, true }, 0.5)]
    [InlineData(new float[0], new bool[0], 0.5)]
    public void Of_Extremes_AreOneZeroAndHalf(float[] scores, bool[] truths, double expected) =>
        Assert.Equal(expected, AreaUnderRoc.Of(scores, truths));

    [Fact]
    public void Of_RandomScores_AgreesWithComparingAllPairs()
    {
        var random = new Random(5);
        for (var round = 0; round < 100; round++)
        {
            var scores = Enumerable.Range(0, 40).Select(_ => (float)random.Next(10)).ToArray();
            var truths = Enumerable.Range(0, 40).Select(_ => random.Next(4) == 0).ToArray();
            truths[0] = true;
            truths[1] = false;

            Assert.Equal(OfAllPairs(scores, truths), AreaUnderRoc.Of(scores, truths), 10);
        }
    }

    [Fact]
    public void Auc_ScoresOfARequest_AgreesWithTheDenseArray()
    {
        var random = new Random(6);
        for (var round = 0; round < 100; round++)
        {
            var scores = new ScoreAccumulator(30);
            foreach (var item in Enumerable.Range(0, 30).Where(_ => random.Next(2) == 0))
            {
                scores.Add(item, random.Next(1, 5));
            }

            var excluded = Enumerable.Range(0, 5).ToArray();
            int[] relevant = [.. Enumerable.Range(5, 25).Where(_ => random.Next(5) == 0)];
            Array.ForEach(excluded, scores.Exclude);
            var dense = Enumerable.Range(5, 25).Select(item => scores[item]).ToArray();
            var truths = Enumerable.Range(5, 25).Select(item => relevant.Contains(item)).ToArray();

            Assert.Equal(AreaUnderRoc.Of(dense, truths), scores.Auc(relevant, 25), 10);
        }
    }

    private static double OfAllPairs(float[] scores, bool[] truths)
    {
        var pairs =
            from positive in Enumerable.Range(0, scores.Length)
            from negative in Enumerable.Range(0, scores.Length)
            where truths[positive] && !truths[negative]
            select 0.5 + (0.5 * scores[positive].CompareTo(scores[negative]));
        return pairs.Average();
    }
}
