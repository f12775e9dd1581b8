using SocialCommerce.Algorithms.Experiments;

namespace SocialCommerce.Algorithms.Tests.Experiments;

/// <summary>A thousand experiments in which nothing differs, and a few in which something does.</summary>
public sealed class FalsePositiveTests
{
    private const int Experiments = 1_000;
    private const double Alpha = 0.05;

    [Fact]
    public void Compare_ThousandTestsOfNothingAtTheirEnd_FivePercentFindSomething()
    {
        var found = Count(seed => WelchTest.Compare(Run(seed)[0], Run(seed)[1], Alpha).PValue < Alpha);

        Assert.InRange(found, 40, 60);
    }

    [Fact]
    public void Compare_ThousandTestsOfNothingAtTheirEnd_TheIntervalHoldsZeroAsOftenAsThePValueSays()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var variants = Run(seed);
            var effect = WelchTest.Compare(variants[0], variants[1], Alpha);

            Assert.Equal(effect.PValue < Alpha, effect.ExcludesZero);
        }
    }

    [Fact]
    public void Compare_ThousandTestsOfNothingAdjusted_FivePercentFindSomething()
    {
        var found = Count(seed =>
        {
            var adjusted = Cuped.Adjust(Run(seed)).Variants;
            return WelchTest.Compare(adjusted[0], adjusted[1], Alpha).PValue < Alpha;
        });

        Assert.InRange(found, 40, 60);
    }

    [Fact]
    public void Compare_ThousandTestsOfNothingLookedAtAllTheTime_SequentialFindsAtMostFivePercentAndFixedFarMore()
    {
        var test = new SequentialTest(Alpha, plannedUnits: 1_000);
        var (sequential, fixedHorizon) = (0, 0);
        for (var seed = 0; seed < Experiments; seed++)
        {
            var (isSequential, isFixed) = Peek(test, new Shoppers(seed));
            sequential += isSequential ? 1 : 0;
            fixedHorizon += isFixed ? 1 : 0;
        }

        Assert.InRange(sequential, 1, Experiments * Alpha);
        Assert.True(fixedHorizon > 3 * Experiments * Alpha, $"{fixedHorizon} found by peeking at the fixed test");
    }

    [Fact]
    public void Compare_OutcomesThatGrowWhileLookedAt_SequentialFindsAtMostFivePercent()
    {
        var test = new SequentialTest(Alpha, plannedUnits: 500);
        var found = Count(seed => Grow(test, new Shoppers(seed)));

        Assert.InRange(found, 0, (int)(Experiments * Alpha));
    }

    [Fact]
    public void Compare_HundredTestsOfALift_MostFindIt()
    {
        var test = new SequentialTest(Alpha, plannedUnits: 4_000);
        var (welch, sequential, adjusted) = (0, 0, 0);
        for (var seed = 0; seed < 100; seed++)
        {
            var variants = Run(seed, units: 8_000, lift: 0.1);
            var cuped = Cuped.Adjust(variants).Variants;
            welch += WelchTest.Compare(variants[0], variants[1], Alpha).Low > 0 ? 1 : 0;
            sequential += test.Compare(variants[0], variants[1]).Low > 0 ? 1 : 0;
            adjusted += WelchTest.Compare(cuped[0], cuped[1], Alpha).Low > 0 ? 1 : 0;
        }

        // Worked out beforehand: the lift is 4 standard errors, so the fixed test has a power of 98 percent.
        Assert.InRange(welch, 88, 100);
        Assert.InRange(sequential, 60, welch);
        Assert.InRange(adjusted, welch, 100);
    }

    private static int Count(Func<int, bool> isFound) => Enumerable.Range(0, Experiments).Count(isFound);

    private static UnitMoments[] Run(int seed, int units = 2_000, double lift = 0)
    {
        var variants = new UnitMoments[2];
        new Shoppers(seed).Fill(variants, units, lift);
        return variants;
    }

    // Looks after every tenth unit.
    private static (bool Sequential, bool Fixed) Peek(SequentialTest test, Shoppers shoppers)
    {
        var variants = new UnitMoments[2];
        var (isSequential, isFixed) = (false, false);
        for (var look = 0; look < 200; look++)
        {
            shoppers.Fill(variants, 10);
            isSequential |= test.Compare(variants[0], variants[1]).PValue < Alpha;
            isFixed |= variants[0].Count > SequentialTest.UnitsMin
                && WelchTest.Compare(variants[0], variants[1], Alpha).PValue < Alpha;
        }

        return (isSequential, isFixed);
    }

    // Units come one after another and each goes on clicking until the end, as in a running shop.
    private static bool Grow(SequentialTest test, Shoppers shoppers)
    {
        var variants = new UnitMoments[2];
        var units = new List<(int Variant, double Rate, double Clicks)>();
        var isFound = false;
        for (var day = 0; day < 40; day++)
        {
            for (var arrival = 0; arrival < 15; arrival++)
            {
                var variant = shoppers.NextDouble() < 0.5 ? 0 : 1;
                variants[variant] = variants[variant].Add(0, 0);
                units.Add((variant, shoppers.Next().Before / 20, 0));
            }

            for (var index = 0; index < units.Count; index++)
            {
                var (variant, rate, clicks) = units[index];
                var next = clicks + (shoppers.NextDouble() < rate ? 1 : 0);
                variants[variant] = variants[variant].Move(0, clicks, next);
                units[index] = (variant, rate, next);
            }

            isFound |= test.Compare(variants[0], variants[1]).PValue < Alpha;
        }

        return isFound;
    }
}
