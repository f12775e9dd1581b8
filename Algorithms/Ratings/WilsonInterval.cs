namespace SocialCommerce.Algorithms.Ratings;

/// <summary>
/// The score interval of a proportion (Wilson, "Probable inference, the law of succession, and statistical inference", 1927).
/// Unlike the one around the plain proportion it is of use for few votes too (Agresti, Coull, "Approximate is better than
/// exact for interval estimation of binomial proportions", 1998): one vote of one says less than ninety of a hundred.
/// </summary>
public static class WilsonInterval
{
    /// <summary>The quantile of the normal distribution that leaves 2.5 % at each end.</summary>
    public const double Quantile95 = 1.959963984540054;

    /// <summary>What the proportion is at the least, with 97.5 % confidence; 0 without votes.</summary>
    public static double LowerBound(long positive, long total, double quantile = Quantile95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(positive);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(positive, total);
        if (positive == 0)
        {
            return 0;
        }

        double votes = total;
        var proportion = positive / votes;
        var square = quantile * quantile;
        var centre = proportion + (square / (2 * votes));
        var margin = quantile * Math.Sqrt(((proportion * (1 - proportion)) + (square / (4 * votes))) / votes);
        return Math.Max(0, (centre - margin) / (1 + (square / votes)));
    }
}
