using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>A 95 % interval of a mean.</summary>
public readonly record struct ConfidenceInterval(double Low, double High)
{
    private const int Resamples = 200;

    /// <summary>Percentile bootstrap (Efron, "Bootstrap methods: another look at the jackknife", 1979).</summary>
    public static ConfidenceInterval OfMean(ReadOnlySpan<float> values, ulong seed)
    {
        if (values.IsEmpty)
        {
            return default;
        }

        var means = new double[Resamples];
        for (var resample = 0; resample < Resamples; resample++)
        {
            means[resample] = ResampledMean(values, StableHash.Mix(seed + (ulong)resample));
        }

        Array.Sort(means);
        return new ConfidenceInterval(means[(int)(Resamples * 0.025)], means[(int)(Resamples * 0.975)]);
    }

    private static double ResampledMean(ReadOnlySpan<float> values, ulong state)
    {
        var sum = 0.0;
        for (var draw = 0; draw < values.Length; draw++)
        {
            state = StableHash.Mix(state);
            sum += values[(int)(state % (ulong)values.Length)];
        }

        return sum / values.Length;
    }
}
