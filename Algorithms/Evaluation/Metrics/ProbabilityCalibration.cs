namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>Whether predicted probabilities happen as often as they say.</summary>
public static class ProbabilityCalibration
{
    public const int DefaultBins = 10;

    /// <summary>
    /// Expected calibration error, 0 to 1: the gap between mean prediction and observed share in bins of equal width,
    /// weighted by how many predictions fall into each (Naeini, Cooper, Hauskrecht, "Obtaining well calibrated
    /// probabilities using Bayesian binning", 2015).
    /// </summary>
    public static double ExpectedError(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<bool> happened, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (probabilities.Length != happened.Length)
        {
            throw new ArgumentException("Predictions and outcomes differ in number.", nameof(happened));
        }

        // The gap of a bin times its size is the absolute sum of what was predicted less what happened.
        var surplus = new double[bins];
        for (var index = 0; index < probabilities.Length; index++)
        {
            var bin = Math.Clamp((int)(probabilities[index] * bins), 0, bins - 1);
            surplus[bin] += probabilities[index] - (happened[index] ? 1 : 0);
        }

        return probabilities.IsEmpty ? 0 : surplus.Sum(Math.Abs) / probabilities.Length;
    }

    /// <summary>Mean squared error of the probabilities, 0 to 1 (Brier, "Verification of forecasts", 1950).</summary>
    public static double BrierScore(ReadOnlySpan<float> probabilities, ReadOnlySpan<bool> happened)
    {
        if (probabilities.Length != happened.Length)
        {
            throw new ArgumentException("Predictions and outcomes differ in number.", nameof(happened));
        }

        var sum = 0.0;
        for (var index = 0; index < probabilities.Length; index++)
        {
            var error = probabilities[index] - (happened[index] ? 1 : 0);
            sum += error * error;
        }

        return probabilities.IsEmpty ? 0 : sum / probabilities.Length;
    }
}
