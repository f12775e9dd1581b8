namespace SocialCommerce.Algorithms.Experiments;

/// <summary>
/// Takes out of an outcome what the time before the experiment explains (Deng, Xu, Kohavi, Walker, "Improving the
/// sensitivity of online controlled experiments by utilizing pre-experiment data", 2013): Y - θ (X - mean of X), with θ
/// from all variants. The means keep what they estimate; their variance falls by the squared correlation of X and Y.
/// </summary>
public static class Cuped
{
    /// <summary>Adjusts all variants with one θ. Without spread in X nothing is changed.</summary>
    public static CupedResult Adjust(IReadOnlyList<UnitMoments> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        var (xx, xy, yy) = SumWithin(variants);
        if (!(xx > 0) || !(yy > 0))
        {
            return new CupedResult(0, 0, [.. variants]);
        }

        var theta = xy / xx;
        var all = variants.Aggregate(default(UnitMoments), (sum, variant) => sum.Plus(variant));
        return new CupedResult(theta, xy * xy / (xx * yy), [.. variants.Select(variant => Adjust(variant, theta, all.MeanX))]);
    }

    // Spread around each variant's own mean, so that an effect does not pass for covariance.
    private static (double XX, double XY, double YY) SumWithin(IReadOnlyList<UnitMoments> variants)
    {
        var (xx, xy, yy) = (0.0, 0.0, 0.0);
        foreach (var variant in variants)
        {
            var freedom = Math.Max(0, variant.Count - 1);
            xx += freedom * variant.VarianceX;
            xy += freedom * variant.Covariance;
            yy += freedom * variant.Variance;
        }

        return (xx, xy, yy);
    }

    // Sums of Y - θ (X - m), worked out from the sums of X and Y.
    private static UnitMoments Adjust(UnitMoments variant, double theta, double mean)
    {
        var count = variant.Count;
        var shift = theta * mean;
        var sum = variant.SumY - (theta * variant.SumX) + (count * shift);
        var squares = variant.SumYY + (theta * theta * variant.SumXX) + (count * shift * shift)
            - (2 * theta * variant.SumXY) + (2 * shift * variant.SumY) - (2 * shift * theta * variant.SumX);
        return new UnitMoments(count, 0, sum, 0, 0, squares);
    }
}

/// <param name="Theta">Outcome per unit of the covariate.</param>
/// <param name="VarianceReduction">Squared correlation, 0 to 1: the share of the variance that is gone.</param>
/// <param name="Variants">The adjusted outcomes, in the order of the variants.</param>
public sealed record CupedResult(double Theta, double VarianceReduction, IReadOnlyList<UnitMoments> Variants);
