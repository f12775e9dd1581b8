using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class ExposureFairnessTests
{
    private const int Lists = 500;
    private const int Candidates = 100;
    private const int Limit = 20;

    // Products of new sellers score a tenth less, so that by score alone they hardly show.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Rerank_GroupJustBelowTheRest_GetsItsShareForOnePercentOfTheGain(int seed)
    {
        var random = new Random(seed);
        double ratioBefore = 0, ratioAfter = 0, gainBefore = 0, gainAfter = 0;
        for (var list = 0; list < Lists; list++)
        {
            var (ranked, scores, isProtected) = MakeList(random);
            var reordered = ExposureFairness.Rerank(ranked, scores, isProtected, Limit, ratioMin: 0.8);

            ratioBefore += ExposureFairness.RatioOf(ranked, scores, isProtected, Limit) / Lists;
            ratioAfter += ExposureFairness.RatioOf(reordered, scores, isProtected, Limit) / Lists;
            gainBefore += Gain(ranked, scores);
            gainAfter += Gain(reordered, scores);
            Assert.True(Gain(reordered, scores) >= Gain(ranked, scores) * (1 - ExposureFairness.LossMax - 1e-6));
            Assert.Equal(ranked.Order(), reordered.Order());
        }

        Assert.True(ratioBefore < 0.7, $"The data is fair already: {ratioBefore}.");
        Assert.True(ratioAfter >= 0.8, $"Exposure ratio {ratioAfter}.");
        Assert.True(gainAfter >= 0.99 * gainBefore);
    }

    [Fact]
    public void Rerank_GroupFarBelow_StopsAtTheLossThatIsAllowed()
    {
        int[] ranked = [0, 1, 2, 3];
        float[] scores = [1, 0.9f, 0.01f, 0.01f];
        bool[] isProtected = [false, false, true, true];

        Assert.Equal(ranked, ExposureFairness.Rerank(ranked, scores, isProtected, 2, ratioMin: 1));
    }

    [Fact]
    public void Rerank_NobodyProtected_KeepsTheOrder()
    {
        int[] ranked = [2, 0, 1];

        Assert.Equal(ranked, ExposureFairness.Rerank(ranked, [0.5f, 0.1f, 1], [false, false, false], 2, ratioMin: 0.8));
    }

    private static (int[] Ranked, float[] Scores, bool[] IsProtected) MakeList(Random random)
    {
        var scores = new float[Candidates];
        var isProtected = new bool[Candidates];
        for (var slot = 0; slot < Candidates; slot++)
        {
            isProtected[slot] = random.NextDouble() < 0.3;
            scores[slot] = (float)(0.5 + (0.5 * Math.Pow(random.NextDouble(), 2))) * (isProtected[slot] ? 0.92f : 1);
        }

        return ([.. Enumerable.Range(0, Candidates).OrderByDescending(slot => scores[slot])], scores, isProtected);
    }

    private static double Gain(int[] ranked, float[] scores) =>
        ranked.Take(Limit).Select((slot, place) => scores[slot] / Math.Log2(place + 2)).Sum();
}
