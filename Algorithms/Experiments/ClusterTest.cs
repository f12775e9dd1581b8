namespace SocialCommerce.Algorithms.Experiments;

/// <summary>
/// Compares rates, outcomes over sizes, of experiments whose unit is a cluster: a room, or a room in a period of a
/// switchback. What happens within a cluster is not independent, so clusters are counted and not what is in them
/// (Liang, Zeger, "Longitudinal data analysis using generalized linear models", 1986; Bojinov, Simchi-Levi, Zhao, "Design and
/// analysis of switchback experiments", 2023).
/// </summary>
public static class ClusterTest
{
    /// <summary>Outcome per size over all clusters; 0 without any size.</summary>
    public static double Rate(UnitMoments clusters) => clusters.SumX > 0 ? clusters.SumY / clusters.SumX : 0;

    /// <summary>Compares rates; X of the moments is the size of a cluster, Y what happened in it.</summary>
    public static EffectEstimate Compare(UnitMoments control, UnitMoments treatment, double alpha)
    {
        var difference = Rate(treatment) - Rate(control);
        return IsTooSmall(control) || IsTooSmall(treatment)
            ? EffectEstimate.Unknown(difference)
            : WelchTest.Judge(
                difference, RateVariance(control), control.Count - 1, RateVariance(treatment), treatment.Count - 1, alpha);
    }

    private static bool IsTooSmall(UnitMoments clusters) => clusters.Count < 2 || !(clusters.SumX > 0);

    // Linearised: the spread of Y - rate X between clusters.
    private static double RateVariance(UnitMoments clusters)
    {
        var rate = Rate(clusters);
        var residual = clusters.Variance + (rate * rate * clusters.VarianceX) - (2 * rate * clusters.Covariance);
        return Math.Max(0, residual) / clusters.Count / (clusters.MeanX * clusters.MeanX);
    }
}
