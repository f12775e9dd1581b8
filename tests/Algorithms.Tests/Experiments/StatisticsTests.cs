using MathNet.Numerics.Distributions;
using SocialCommerce.Algorithms.Experiments;

namespace SocialCommerce.Algorithms.Tests.Experiments;

public sealed class StatisticsTests
{
    private const double Alpha = 0.05;

    [Fact]
    public void Compare_TwoSmallSamples_IsWelchsTest()
    {
        var control = Of(0, 2, 4);
        var treatment = Of(2, 6, 10);

        var effect = WelchTest.Compare(control, treatment, Alpha);

        var error = Math.Sqrt((4 / 3.0) + (16 / 3.0));
        var freedom = Math.Pow(20 / 3.0, 2) / ((Math.Pow(4 / 3.0, 2) / 2) + (Math.Pow(16 / 3.0, 2) / 2));
        Assert.Equal(4, effect.Difference, 12);
        Assert.Equal(error, effect.StandardError, 12);
        Assert.Equal(2 * (1 - StudentT.CDF(0, 1, freedom, 4 / error)), effect.PValue, 9);
        Assert.True(effect is { Low: < 0, High: > 8 });
    }

    [Fact]
    public void Compare_FewerThanTwoUnits_SaysNothing()
    {
        var effect = WelchTest.Compare(Of(1), Of(1, 2, 3), Alpha);

        Assert.Equal(1, effect.PValue);
        Assert.False(effect.ExcludesZero);
    }

    [Fact]
    public void CompareRelative_ALiftOfTenPercent_IsInTheIntervalNineteenTimesOfTwenty()
    {
        var held = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var variants = new UnitMoments[2];
            new Shoppers(seed).Fill(variants, 2_000, lift: 0.1);
            var effect = WelchTest.CompareRelative(variants[0], variants[1], Alpha);
            held += effect.Low <= 0.1 && 0.1 <= effect.High ? 1 : 0;
        }

        Assert.InRange(held, 368, 392);
    }

    [Fact]
    public void Move_OutcomesThatGrow_GiveTheMomentsOfTheEnd()
    {
        var moved = default(UnitMoments).Add(2, 0).Add(3, 1).Move(2, 0, 1).Move(2, 1, 5).Move(3, 1, 2);

        Assert.Equal(default(UnitMoments).Add(2, 5).Add(3, 2), moved);
    }

    [Fact]
    public void Compare_Sequential_IsWiderThanFixedAndNarrowsWithUnits()
    {
        var test = new SequentialTest(Alpha, plannedUnits: 1_000);
        var widths = new List<double>();
        foreach (var units in new[] { 400, 4_000, 40_000 })
        {
            var variants = new UnitMoments[2];
            new Shoppers(7).Fill(variants, units);
            var sequential = test.Compare(variants[0], variants[1]);
            var single = WelchTest.Compare(variants[0], variants[1], Alpha);
            Assert.True(sequential.High - sequential.Low > single.High - single.Low);
            Assert.Equal(sequential.PValue < Alpha, sequential.ExcludesZero);
            widths.Add(sequential.High - sequential.Low);
        }

        Assert.Equal(widths.OrderDescending(), widths);
    }

    [Fact]
    public void Compare_SequentialBeforeEnoughUnits_SaysNothing()
    {
        var few = new UnitMoments[2];
        for (var unit = 0; unit < SequentialTest.UnitsMin - 1; unit++)
        {
            few = [few[0].Add(0, unit % 2), few[1].Add(0, 100 + (unit % 2))];
        }

        Assert.Equal(1, new SequentialTest(Alpha, 1_000).Compare(few[0], few[1]).PValue);
    }

    /// <summary>Deng et al., equation 4: the variance that is left is 1 - ρ².</summary>
    [Fact]
    public void Adjust_CorrelatedCovariate_LeavesOneMinusTheSquaredCorrelation()
    {
        var shoppers = new Shoppers(5);
        var variants = new UnitMoments[2];
        shoppers.Fill(variants, 20_000);

        var adjusted = Cuped.Adjust(variants);

        for (var variant = 0; variant < 2; variant++)
        {
            var raw = variants[variant];
            var correlation = raw.Covariance / Math.Sqrt(raw.VarianceX * raw.Variance);
            Assert.Equal(1 - (correlation * correlation), adjusted.Variants[variant].Variance / raw.Variance, 3);
            Assert.Equal(correlation * correlation, adjusted.VarianceReduction, 0.03);
        }

        // Clicks before and during share a Gamma-distributed rate of mean and variance 2 and 8/3.
        var expected = Math.Pow(8 / 3.0 / (2 + (8 / 3.0)), 2);
        Assert.Equal(expected, adjusted.VarianceReduction, 0.03);
    }

    [Fact]
    public void Adjust_VariantThatStartedAhead_IsSetBackByTheta()
    {
        var control = default(UnitMoments).Add(0, 0).Add(2, 2);
        var treatment = default(UnitMoments).Add(2, 2).Add(4, 4);

        var adjusted = Cuped.Adjust([control, treatment]);

        Assert.Equal(1, adjusted.Theta, 12);
        Assert.Equal(adjusted.Variants[0].Mean, adjusted.Variants[1].Mean, 12);
    }

    [Fact]
    public void Adjust_NothingBefore_ChangesNothing()
    {
        UnitMoments[] variants = [Of(1, 2, 3), Of(2, 3, 5)];

        Assert.Equal(variants, Cuped.Adjust(variants).Variants);
    }

    [Theory]
    [InlineData(50_000, 50_000, false)]
    [InlineData(50_300, 49_700, false)]
    [InlineData(50_600, 49_400, true)]
    [InlineData(0, 100_000, true)]
    public void PValue_CountsAgainstHalfAndHalf_AlarmsWhenTheyCannotBeChance(long left, long right, bool isAlarm) =>
        Assert.Equal(isAlarm, SampleRatio.PValue([50_000, 50_000], [left, right]) < SampleRatio.AlarmPValue);

    [Fact]
    public void PValue_UnitsWhereNoneShouldBe_Alarms() => Assert.Equal(0, SampleRatio.PValue([100, 0], [99, 1]));

    [Fact]
    public void PValue_ThousandFairSplits_FollowsItsOwnLevel()
    {
        var below = 0;
        for (var seed = 0; seed < 1_000; seed++)
        {
            var counts = new long[3];
            for (var unit = 0; unit < 300; unit++)
            {
                counts[VariantHash.Choose(VariantHash.Position($"{seed}", $"{unit}"), [1, 1, 1])]++;
            }

            below += SampleRatio.PValue([100, 100, 100], counts) < 0.05 ? 1 : 0;
        }

        Assert.InRange(below, 36, 64);
    }

    private static UnitMoments Of(params double[] outcomes) =>
        outcomes.Aggregate(default(UnitMoments), (sum, outcome) => sum.Add(0, outcome));
}
