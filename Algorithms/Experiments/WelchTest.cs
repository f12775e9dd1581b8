using MathNet.Numerics.Distributions;

namespace SocialCommerce.Algorithms.Experiments;

/// <summary>
/// The test of two means with unequal variances (Welch, "The generalization of 'Student's' problem when several different
/// population variances are involved", 1947). Valid once, at a sample size chosen beforehand; for looking again and
/// again there is <see cref="SequentialTest"/>.
/// </summary>
public static class WelchTest
{
    /// <summary>Compares means of Y at a level of significance, such as 0.05.</summary>
    public static EffectEstimate Compare(UnitMoments control, UnitMoments treatment, double alpha)
    {
        var difference = treatment.Mean - control.Mean;
        return control.Count < 2 || treatment.Count < 2
            ? EffectEstimate.Unknown(difference)
            : Judge(difference, control.MeanVariance, control.Count - 1, treatment.MeanVariance, treatment.Count - 1, alpha);
    }

    /// <summary>
    /// The interval of mean of treatment over mean of control, minus one, by the delta method; unknown when the control
    /// has no outcome. Both means are far from zero, or it is too narrow.
    /// </summary>
    public static EffectEstimate CompareRelative(UnitMoments control, UnitMoments treatment, double alpha)
    {
        if (control.Count < 2 || treatment.Count < 2 || control.Mean <= 0)
        {
            return EffectEstimate.Unknown(0);
        }

        var ratio = treatment.Mean / control.Mean;
        var scale = control.Mean * control.Mean;
        return Judge(
            ratio - 1, ratio * ratio * control.MeanVariance / scale, control.Count - 1,
            treatment.MeanVariance / scale, treatment.Count - 1, alpha);
    }

    /// <summary>Judges a difference of two independent estimates by their squared standard errors and degrees of freedom.</summary>
    internal static EffectEstimate Judge(
        double difference, double left, double leftFreedom, double right, double rightFreedom, double alpha)
    {
        var variance = left + right;
        if (!(variance > 0))
        {
            return EffectEstimate.Unknown(difference);
        }

        // Welch-Satterthwaite.
        var freedom = variance * variance / ((left * left / leftFreedom) + (right * right / rightFreedom));
        var error = Math.Sqrt(variance);
        var reach = error * StudentT.InvCDF(0, 1, freedom, 1 - (alpha / 2));
        var pValue = 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(difference) / error);
        return new EffectEstimate(difference, error, difference - reach, difference + reach, Math.Min(1, pValue));
    }
}
