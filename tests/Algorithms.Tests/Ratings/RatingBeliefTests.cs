using SocialCommerce.Algorithms.Ratings;

namespace SocialCommerce.Algorithms.Tests.Ratings;

public sealed class RatingBeliefTests
{
    /// <summary>By hand: 1/901 · 1/2; 1/2 · 1/2; 3600/4500 · 2/3; 133225/134125 · 11/12; 1/2 · 5/6 with two purchases.</summary>
    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 0, 0, 555)]
    [InlineData(30, 0, 0, 250_000)]
    [InlineData(60, 1, 0, 533_333)]
    [InlineData(365, 10, 0, 910_516)]
    [InlineData(30, 0, 2, 416_667)]
    public void Of_IsAsComputedByHand(double days, int active, int purchases, int expected) =>
        Assert.Equal(expected, RatingBelief.Of(new ReviewerEvidence(days, active, purchases)), tolerance: 1);

    [Fact]
    public void Of_MoreEvidence_IsNeverLessAndNeverMoreThanWhole()
    {
        var random = new Random(7);
        for (var round = 0; round < 10_000; round++)
        {
            var evidence = new ReviewerEvidence(random.NextDouble() * 3_000, random.Next(60), random.Next(60));
            var belief = RatingBelief.Of(evidence);

            Assert.InRange(belief, 0, RatingBelief.Whole);
            Assert.True(RatingBelief.Of(evidence with { AccountDays = evidence.AccountDays + 1 }) >= belief);
            Assert.True(RatingBelief.Of(evidence with { ActiveDays = evidence.ActiveDays + 1 }) >= belief);
            Assert.True(RatingBelief.Of(evidence with { OtherPurchases = evidence.OtherPurchases + 1 }) >= belief);
        }
    }

    [Theory]
    [InlineData(-5, 0, 0)]
    [InlineData(29.9, 1_000, 1_000)]
    [InlineData(10_000, 0, 0)]
    public void Of_YoungAccountsAndThoseThatDidNothingElse_AreNotEstablished(double days, int active, int purchases) =>
        Assert.True(RatingBelief.Of(new ReviewerEvidence(days, active, purchases)) < RatingBelief.Established);

    [Fact]
    public void Of_TwoMonthsAndOneOtherDay_IsEstablished() =>
        Assert.True(RatingBelief.Of(new ReviewerEvidence(60, 1, 0)) >= RatingBelief.Established);
}
