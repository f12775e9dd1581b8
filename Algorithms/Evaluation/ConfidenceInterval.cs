using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>
/// A 95 % interval of a mean by the percentile bootstrap (Efron, "Bootstrap methods: another look at the jackknife", 1979).
/// The same values and seed give the same interval.
/// </summary>
public readonly record struct ConfidenceInterval(double Low, double High)
{
    private const int Resamples = 400;
    private const double Tail = 0.025;

    /// <summary>The interval of the mean of independent values; zero for none.</summary>
    public static ConfidenceInterval OfMean(ReadOnlySpan<float> values, ulong seed) => OfMeans(values, 1, seed)[0];

    /// <summary>
    /// The interval of the mean difference of two models measured on the same requests, in the same order: requests are
    /// drawn in pairs (Efron, Tibshirani, "An introduction to the bootstrap", 1993). One model is better than the other
    /// where the interval does not hold zero.
    /// </summary>
    public static ConfidenceInterval OfDifference(ReadOnlySpan<float> first, ReadOnlySpan<float> second, ulong seed)
    {
        var differences = new float[first.Length];
        TensorPrimitives.Subtract(first, second, differences);
        return OfMean(differences, seed);
    }

    /// <summary>
    /// Intervals of several measures of the same requests, drawn together. Each request is a row of <paramref name="rows"/>,
    /// of <paramref name="measures"/> values.
    /// </summary>
    public static ConfidenceInterval[] OfMeans(ReadOnlySpan<float> rows, int measures, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(measures, 1);
        var intervals = new ConfidenceInterval[measures];
        if (rows.IsEmpty)
        {
            return intervals;
        }

        var means = ResampledMeans(rows, measures, seed);
        for (var measure = 0; measure < measures; measure++)
        {
            var sample = means.AsSpan(measure * Resamples, Resamples);
            sample.Sort();
            intervals[measure] = new ConfidenceInterval(
                sample[(int)(Resamples * Tail)], sample[Resamples - 1 - (int)(Resamples * Tail)]);
        }

        return intervals;
    }

    /// <summary>All means of the first measure, then all of the second, and so on.</summary>
    private static double[] ResampledMeans(ReadOnlySpan<float> rows, int measures, ulong seed)
    {
        var means = new double[measures * Resamples];
        var sums = new double[measures];
        var requests = rows.Length / measures;
        for (var resample = 0; resample < Resamples; resample++)
        {
            Array.Clear(sums);
            AddDraws(rows, requests, StableHash.Mix(seed + (ulong)resample), sums);
            for (var measure = 0; measure < measures; measure++)
            {
                means[(measure * Resamples) + resample] = sums[measure] / requests;
            }
        }

        return means;
    }

    private static void AddDraws(ReadOnlySpan<float> rows, int requests, ulong state, Span<double> sums)
    {
        for (var draw = 0; draw < requests; draw++)
        {
            state = StableHash.Mix(state);
            var drawn = (int)Math.BigMul(state, (ulong)requests, out _);
            var row = rows.Slice(drawn * sums.Length, sums.Length);
            for (var measure = 0; measure < row.Length; measure++)
            {
                sums[measure] += row[measure];
            }
        }
    }
}
