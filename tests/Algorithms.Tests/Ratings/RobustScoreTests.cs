using SocialCommerce.Algorithms.Ratings;

namespace SocialCommerce.Algorithms.Tests.Ratings;

public sealed class RobustScoreTests
{
    private static readonly int Fresh = RatingBelief.Of(new ReviewerEvidence(1, 1, 0));
    private static readonly int Genuine = RatingBelief.Of(new ReviewerEvidence(200, 8, 2));
    private static readonly RatingPrior Prior = new(3.8, RatingPrior.ProductWeight);

    public static TheoryData<int, double, int> Crowds() => new()
    {
        { 20, 3.5, 5 }, { 20, 3.5, 1 }, { 20, 1, 5 }, { 20, 5, 1 }, { 1, 1, 5 }, { 1, 5, 1 }, { 0, 0, 5 }, { 0, 0, 1 }, { 1_000, 2, 5 },
    };

    [Theory]
    [MemberData(nameof(Crowds))]
    public void Score_AHundredFreshAccounts_MoveItByLessThanATwentieth(int genuine, double mean, int stars)
    {
        var before = Ratings(genuine, mean, Genuine);
        foreach (var size in new[] { 1, 100, 10_000 })
        {
            var after = Many(before, size, stars, Fresh);

            Assert.InRange(Math.Abs(RobustScore.Of(after, Prior) - RobustScore.Of(before, Prior)), 0, 0.04);
            Assert.Equal(before.Count + size, after.Count);
        }
    }

    /// <summary>Accounts kept for years that never did anything else, and accounts of four busy weeks.</summary>
    [Theory]
    [InlineData(1_500, 0, 0)]
    [InlineData(28, 28, 20)]
    public void Score_OtherCrowdsThatAreDoubted_DoNotMoveItEither(double days, int active, int purchases)
    {
        var before = Ratings(20, 3.5, Genuine);
        var after = Many(before, 500, 5, RatingBelief.Of(new ReviewerEvidence(days, active, purchases)));

        Assert.InRange(RobustScore.Of(after, Prior) - RobustScore.Of(before, Prior), 0, 0.04);
    }

    [Theory]
    [InlineData(20, 3.5, 5, 0.9)]
    [InlineData(20, 3.5, 1, -0.9)]
    [InlineData(0, 0, 5, 0.9)]
    public void Score_AHundredGenuineAccounts_MoveIt(int genuine, double mean, int stars, double atLeast)
    {
        var before = Ratings(genuine, mean, Genuine);

        var moved = RobustScore.Of(Many(before, 100, stars, Genuine), Prior) - RobustScore.Of(before, Prior);

        Assert.True(Math.Sign(moved) == Math.Sign(atLeast) && Math.Abs(moved) >= Math.Abs(atLeast), $"moved by {moved}");
    }

    /// <summary>
    /// By hand: ten of the prior at 3 and ten whole fives are 4; a doubted one of belief 0.1 beside them adds
    /// (80 + 0.1) / 20.1; doubted ones of together 40 are cut to 0.2, (80 + 0.2) / 20.2.
    /// </summary>
    [Fact]
    public void Score_IsAsComputedByHand()
    {
        var prior = new RatingPrior(3, 10);
        var whole = Many(RatingTotals.None, 10, 5, RatingBelief.Whole);

        Assert.Equal(3, RobustScore.Of(RatingTotals.None, prior), precision: 12);
        Assert.Equal(4, RobustScore.Of(whole, prior), precision: 12);
        Assert.Equal(80.1 / 20.1, RobustScore.Of(whole.Add(1, 100_000), prior), precision: 12);
        Assert.Equal(80.2 / 20.2, RobustScore.Of(Many(whole, 100, 1, 400_000), prior), precision: 12);
    }

    [Fact]
    public void Score_OfAnyRatings_IsBetweenOneAndFiveAndTheSameInAnyOrder()
    {
        var random = new Random(11);
        for (var round = 0; round < 2_000; round++)
        {
            var ratings = Enumerable.Range(0, random.Next(60))
                .Select(_ => (Rating: random.Next(1, 6), Belief: random.Next(RatingBelief.Whole + 1)))
                .ToArray();
            var totals = ratings.Aggregate(RatingTotals.None, (sum, one) => sum.Add(one.Rating, one.Belief));
            random.Shuffle(ratings);
            var again = ratings.Aggregate(RatingTotals.None, (sum, one) => sum.Add(one.Rating, one.Belief));
            var emptied = ratings.Aggregate(totals, (sum, one) => sum.Remove(one.Rating, one.Belief));

            Assert.Equal(totals, again);
            Assert.Equal(RatingTotals.None, emptied);
            Assert.InRange(RobustScore.Of(totals, Prior), 1, 5);
            Assert.Equal(ratings.Length == 0 ? 0 : ratings.Average(one => one.Rating), totals.Average, precision: 9);
        }
    }

    [Fact]
    public void Prior_OfTheShop_LeansOnWhatIsEstablishedAndOnTheMiddleWhileThatIsLittle()
    {
        Assert.Equal(3, RatingPrior.Of(RatingTotals.None).Mean);
        Assert.Equal(3, RatingPrior.Of(Many(RatingTotals.None, 10_000, 5, Fresh)).Mean);
        Assert.Equal(4, RatingPrior.Of(Many(RatingTotals.None, 20, 5, RatingBelief.Whole)).Mean, precision: 12);
        Assert.Equal(4.99, RatingPrior.Of(Many(RatingTotals.None, 4_000, 5, RatingBelief.Whole)).Mean, tolerance: 0.001);
    }

    private static RatingTotals Ratings(int count, double mean, int belief)
    {
        // As near to the mean as whole stars come: some above, some below.
        var high = (int)Math.Ceiling(mean);
        var highs = (int)Math.Round(count * (mean - Math.Floor(mean)));
        var low = Math.Max(1, (int)Math.Floor(mean));
        return high == low || count == 0
            ? Many(RatingTotals.None, count, low, belief)
            : Many(Many(RatingTotals.None, highs, high, belief), count - highs, low, belief);
    }

    private static RatingTotals Many(RatingTotals totals, int count, int rating, int belief) =>
        Enumerable.Repeat(rating, count).Aggregate(totals, (sum, stars) => sum.Add(stars, belief));
}
