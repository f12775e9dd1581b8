using MathNet.Numerics.Distributions;

namespace SocialCommerce.Algorithms.Experiments;

/// <summary>Successes and trials of one arm.</summary>
public readonly record struct ArmCounts(long Successes, long Trials)
{
    /// <summary>Successes per trial; 0 without trials.</summary>
    public double Rate => Trials == 0 ? 0 : (double)Successes / Trials;
}

/// <summary>
/// Gives each arm the share of new units that equals its chance of being the best (Thompson, "On the likelihood that one
/// unknown probability exceeds another in view of the evidence of two samples", 1933; Scott, "A modern Bayesian look at the
/// multi-armed bandit", 2010), with Beta(1, 1) before any evidence.
/// </summary>
public static class ThompsonAllocation
{
    /// <summary>What the worst arm keeps, so that a mistake can still be noticed.</summary>
    public const double ShareMin = 0.02;

    private const int Draws = 4_000;

    /// <summary>Shares that sum to one, in the order of the arms. The same seed gives the same shares.</summary>
    public static double[] Allocate(ReadOnlySpan<ArmCounts> arms, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfZero(arms.Length);
        var shares = ChancesToBeBest(arms, seed);
        var floor = Math.Min(ShareMin, 1.0 / arms.Length);
        for (var arm = 0; arm < shares.Length; arm++)
        {
            shares[arm] = floor + ((1 - (floor * shares.Length)) * shares[arm]);
        }

        return shares;
    }

    /// <summary>
    /// Successes that were missed because units did not all go to the arm with the highest rate so far; not negative.
    /// </summary>
    public static double Regret(ReadOnlySpan<ArmCounts> arms)
    {
        var best = 0.0;
        foreach (var arm in arms)
        {
            best = Math.Max(best, arm.Rate);
        }

        var regret = 0.0;
        foreach (var arm in arms)
        {
            regret += (best - arm.Rate) * arm.Trials;
        }

        return regret;
    }

    private static double[] ChancesToBeBest(ReadOnlySpan<ArmCounts> arms, int seed)
    {
#pragma warning disable CA5394 // Repeatable by seed is what is wanted; nothing secret hangs on it.
        var random = new Random(seed);
#pragma warning restore CA5394
        var wins = new double[arms.Length];
        for (var draw = 0; draw < Draws; draw++)
        {
            wins[DrawBest(arms, random)] += 1.0 / Draws;
        }

        return wins;
    }

    private static int DrawBest(ReadOnlySpan<ArmCounts> arms, Random random)
    {
        var best = 0;
        var highest = double.NegativeInfinity;
        for (var arm = 0; arm < arms.Length; arm++)
        {
            var rate = Beta.Sample(random, 1 + arms[arm].Successes, 1 + arms[arm].Trials - arms[arm].Successes);
            if (rate > highest)
            {
                (best, highest) = (arm, rate);
            }
        }

        return best;
    }
}
