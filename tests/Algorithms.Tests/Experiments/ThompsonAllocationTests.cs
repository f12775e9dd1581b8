using SocialCommerce.Algorithms.Experiments;

namespace SocialCommerce.Algorithms.Tests.Experiments;

public sealed class ThompsonAllocationTests
{
    private static readonly double[] Rates = [0.05, 0.07, 0.10];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Allocate_ThreeArms_GivesTheBestFourFifthsOfTheTraffic(int seed)
    {
        var arms = Run(seed, units: 20_000, out var traffic);

        Assert.True(traffic[2] >= 0.8, $"{traffic[2]:p1} to the best arm");

        // Sending everybody at random would have missed the best rate by 0.0267 on average, 533 successes.
        Assert.InRange(ThompsonAllocation.Regret(arms), 0, 150);
    }

    [Fact]
    public void Allocate_SameEvidenceAndSeed_GivesTheSameShares()
    {
        ArmCounts[] arms = [new(5, 100), new(9, 100)];

        Assert.Equal(ThompsonAllocation.Allocate(arms, 3), ThompsonAllocation.Allocate(arms, 3));
    }

    [Fact]
    public void Allocate_NoEvidence_SharesAlike() =>
        Assert.All(ThompsonAllocation.Allocate([default, default, default, default], 1), share => Assert.Equal(0.25, share, 0.03));

    [Fact]
    public void Allocate_HopelessArm_KeepsTheLeastShare()
    {
        var shares = ThompsonAllocation.Allocate([new(10, 1_000), new(500, 1_000)], 1);

        Assert.Equal(ThompsonAllocation.ShareMin, shares[0], 6);
        Assert.Equal(1, shares.Sum(), 9);
    }

    [Fact]
    public void Regret_ArmsOfDifferentRates_IsWhatTheBestWouldHaveBrought() =>
        Assert.Equal(20, ThompsonAllocation.Regret([new(10, 100), new(30, 100)]), 9);

    // New shares after every two hundred units, as in production after every minute.
    private static ArmCounts[] Run(int seed, int units, out double[] traffic)
    {
        var random = new Random(seed);
        var arms = new ArmCounts[Rates.Length];
        double[] shares = [1, 1, 1];
        for (var unit = 0; unit < units; unit++)
        {
            var arm = VariantHash.Choose(random.NextDouble(), shares);
            arms[arm] = new ArmCounts(arms[arm].Successes + (random.NextDouble() < Rates[arm] ? 1 : 0), arms[arm].Trials + 1);
            shares = unit % 200 == 199 ? ThompsonAllocation.Allocate(arms, unit) : shares;
        }

        traffic = [.. arms.Select(arm => (double)arm.Trials / units)];
        return arms;
    }
}
