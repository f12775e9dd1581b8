using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Algorithms.Tests.Evaluation;

public sealed class BeyondAccuracyTests
{
    [Fact]
    public void Gini_HandComputedExample_Matches()
    {
        // Ascending 0, 1, 3: (−2·0 + 0·1 + 2·3) / (3 · 4).
        Assert.Equal(0.5, ExposureMetrics.Gini([3, 0, 1]), 12);
        Assert.Equal(0, ExposureMetrics.Gini([2, 2, 2, 2]), 12);
        Assert.Equal(0.75, ExposureMetrics.Gini([0, 0, 0, 9]), 12);
        Assert.Equal(0, ExposureMetrics.Gini([0, 0]));
    }

    [Fact]
    public void Coverage_SomeItemsNeverShown_IsTheShareOfTheRest()
    {
        Assert.Equal(0.75, ExposureMetrics.Coverage([3, 0, 1, 1]));
        Assert.Equal(0, ExposureMetrics.Coverage([]));
    }

    [Fact]
    public void SelfInformation_KnownByAQuarter_IsTwoBits()
    {
        Assert.Equal(2, ExposureMetrics.SelfInformation(25, 100), 12);
        Assert.Equal(0, ExposureMetrics.SelfInformation(100, 100));
        Assert.Equal(Math.Log2(100), ExposureMetrics.SelfInformation(0, 100), 12);
    }

    [Fact]
    public void Diversity_HandComputedExample_IsTheMeanOverPairs()
    {
        // Pairs (1,1), (1,2), (1,2): one alike, two different.
        Assert.Equal(2 / 3.0, IntraListDiversity.Of<int>([1, 1, 2], (first, second) => first == second ? 1 : 0), 12);
        Assert.Equal(0, IntraListDiversity.Of<int>([1], (_, _) => 0));
    }

    [Fact]
    public void Cosine_TwoUsersInCommon_DividesByTheRootOfBothSizes()
    {
        Assert.Equal(2 / Math.Sqrt(3 * 4), IntraListDiversity.Cosine([1, 4, 7], [0, 4, 7, 9]), 12);
        Assert.Equal(1, IntraListDiversity.Cosine([1, 2], [1, 2]), 12);
        Assert.Equal(0, IntraListDiversity.Cosine([1], []));
    }

    [Fact]
    public void Divergence_HandComputedExample_Matches()
    {
        // History ½ a, ½ b; list ¾ a, ¼ b; smoothed with α = .01.
        var a = (0.99 * 0.75) + (0.01 * 0.5);
        var b = (0.99 * 0.25) + (0.01 * 0.5);
        var expected = (0.5 * Math.Log(0.5 / a)) + (0.5 * Math.Log(0.5 / b));

        Assert.Equal(expected, ListCalibration.Divergence("aabb", "aaab")!.Value, 12);
        Assert.Equal(0, ListCalibration.Divergence("ab", "bbaa")!.Value, 12);
        Assert.Null(ListCalibration.Divergence("", "a"));
    }

    [Fact]
    public void Divergence_MissingCategory_IsLargeButFinite()
    {
        Assert.Equal(0.5 * (Math.Log(0.5 / 0.995) + Math.Log(100)), ListCalibration.Divergence("ab", "aa")!.Value, 12);
    }

    [Fact]
    public void ExpectedError_HandComputedExample_WeighsBinsBySize()
    {
        // Two predictions of .25 of which one happened, off by .25 each; one of .85 that happened, off by .15.
        Assert.Equal(
            ((2 * 0.25) + 0.15) / 3,
            ProbabilityCalibration.ExpectedError([.25f, .25f, .85f], [true, false, true]),
            6);
        Assert.Equal(0, ProbabilityCalibration.ExpectedError([0, 1], [false, true]));
        Assert.Equal(1, ProbabilityCalibration.ExpectedError([0, 1], [true, false]));
        Assert.Equal(0, ProbabilityCalibration.ExpectedError([], []));
    }

    [Fact]
    public void BrierScore_HandComputedExample_IsTheMeanSquare()
    {
        Assert.Equal((0.5625 + 0.0625) / 2, ProbabilityCalibration.BrierScore([.25f, .25f], [true, false]), 6);
    }

    [Fact]
    public void GroupGap_GroupsWithoutMembers_DoNotCount()
    {
        Assert.Equal(new GroupGap(0.25, 0.5), GroupGap.Of(0.5, null, 0.25));
        Assert.Equal(new GroupGap(0, 1), GroupGap.Of(null, 0.0));
        Assert.Equal(new GroupGap(0, 1), GroupGap.Of());
    }
}
