using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class ThompsonSamplingTests
{
    private static readonly DateTimeOffset Created = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Choose_BelowTheQuota_GoesFirstTheLeastShownAhead()
    {
        ExplorationArm[] arms = [Arm("loved", 100, 90), Arm("started", 3, 0), Arm("fresh", 0, 0)];

        Assert.Equal(["fresh", "started", "loved"], ThompsonSampling.Choose(arms, seed: 7, 3).Select(arm => arm.Key));
    }

    [Fact]
    public void Choose_ManyTimes_TriesTheBetterMoreAndForgetsNobody()
    {
        ExplorationArm[] arms = [Arm("good", 60, 12), Arm("unsure", 25, 3), Arm("bad", 60, 1)];
        var first = Enumerable.Range(0, 2_000)
            .Select(seed => ThompsonSampling.Choose(arms, (ulong)seed, 1)[0].Key).CountBy(id => id).ToDictionary();

        Assert.True(first["good"] > first["unsure"]);
        Assert.True(first["unsure"] > 2 * first.GetValueOrDefault("bad"));
        Assert.True(first["unsure"] > 100);
    }

    [Fact]
    public void Choose_EveryListOneTrial_GivesEachNewProductItsQuota()
    {
        var impressions = Enumerable.Range(0, 50).ToDictionary(number => $"p{number}", _ => 0);
        for (var list = 0UL; list < 50 * ThompsonSampling.Quota; list++)
        {
            var arms = impressions.Select(entry => Arm(entry.Key, entry.Value, 0)).ToList();
            impressions[ThompsonSampling.Choose(arms, list, 1)[0].Key]++;
        }

        Assert.All(impressions.Values, count => Assert.Equal(ThompsonSampling.Quota, count));
    }

    [Fact]
    public void Choose_SameSeed_IsTheSameWithoutTheExcluded()
    {
        ExplorationArm[] arms = [Arm("a", 30, 3), Arm("b", 30, 3), Arm("c", 30, 3)];

        Assert.Equal(ThompsonSampling.Choose(arms, 5, 3), ThompsonSampling.Choose(arms, 5, 3));
        Assert.DoesNotContain(ThompsonSampling.Choose(arms, 5, 3, id => id == "b"), arm => arm.Key == "b");
    }

    [Fact]
    public void SlotsOf_FractionOfAPlace_IsMetOnAverage()
    {
        Assert.Equal(2, ThompsonSampling.SlotsOf(20, 0.1f, seed: 1));
        Assert.Equal(0.25, Enumerable.Range(0, 10_000).Average(seed => ThompsonSampling.SlotsOf(5, 0.05f, (ulong)seed)), 0.02);
    }

    private static ExplorationArm Arm(string id, int impressions, int clicks) => new(id, impressions, clicks, Created);
}
