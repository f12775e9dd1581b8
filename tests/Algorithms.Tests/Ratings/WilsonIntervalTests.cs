using SocialCommerce.Algorithms.Ratings;

namespace SocialCommerce.Algorithms.Tests.Ratings;

public sealed class WilsonIntervalTests
{
    /// <summary>
    /// By hand with z² = 3.841459: 1 / (1 + 3.841459) for 1 of 1 and 10 / 13.841459 for 10 of 10; 81 of 263 and 15 of 148 are
    /// the examples of Newcombe, "Two-sided confidence intervals for the single proportion", 1998.
    /// </summary>
    [Theory]
    [InlineData(1, 1, 0.206549)]
    [InlineData(10, 10, 0.722467)]
    [InlineData(81, 263, 0.2553)]
    [InlineData(15, 148, 0.0624)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 20, 0)]
    public void LowerBound_IsAsComputedByHand(long positive, long total, double expected) =>
        Assert.Equal(expected, WilsonInterval.LowerBound(positive, total), tolerance: 0.00006);

    [Fact]
    public void LowerBound_OneOfOne_IsBelowNinetyOfAHundred() =>
        Assert.True(WilsonInterval.LowerBound(1, 1) < WilsonInterval.LowerBound(90, 100));

    [Fact]
    public void LowerBound_AnotherVote_MovesItTheWayItSays()
    {
        for (var total = 1; total <= 200; total++)
        {
            for (var positive = 0; positive <= total; positive++)
            {
                var bound = WilsonInterval.LowerBound(positive, total);
                Assert.InRange(bound, 0, (double)positive / total);
                Assert.True(WilsonInterval.LowerBound(positive + 1, total + 1) > bound);
                Assert.True(WilsonInterval.LowerBound(positive, total + 1) <= bound);
            }
        }
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(4, 3)]
    public void LowerBound_OfWhatCannotBe_IsRefused(long positive, long total) =>
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => WilsonInterval.LowerBound(positive, total));
}
