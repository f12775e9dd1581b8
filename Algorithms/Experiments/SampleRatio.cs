using MathNet.Numerics.Distributions;

namespace SocialCommerce.Algorithms.Experiments;

/// <summary>
/// Whether as many units came to each variant as should have (Fabijan, Gupchup, Gupta, Omhover, Qin, Vermeer, Dmitriev,
/// "Diagnosing sample ratio mismatch in online controlled experiments", 2019). When not, something is broken, and no
/// other number of the experiment is to be believed.
/// </summary>
public static class SampleRatio
{
    /// <summary>Below it the alarm goes off.</summary>
    public const double AlarmPValue = 0.001;

    /// <summary>Expected units in the smallest variant below which the chi-square distribution does not hold.</summary>
    private const double ExpectedMin = 5;

    /// <summary>
    /// P-value of Pearson's chi-square test. Expected are units, not shares: the sum, over the units that came, of the
    /// weight that the variant had at the time, so that changes of weights are no mismatch.
    /// </summary>
    public static double PValue(ReadOnlySpan<double> expected, ReadOnlySpan<long> observed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(observed.Length, expected.Length);
        var statistic = 0.0;
        var variants = 0;
        for (var variant = 0; variant < expected.Length; variant++)
        {
            if (expected[variant] <= 0)
            {
                if (observed[variant] > 0)
                {
                    return 0;
                }

                continue;
            }

            if (expected[variant] < ExpectedMin)
            {
                return 1;
            }

            var surplus = observed[variant] - expected[variant];
            statistic += surplus * surplus / expected[variant];
            variants++;
        }

        return variants < 2 ? 1 : 1 - ChiSquared.CDF(variants - 1, statistic);
    }
}
