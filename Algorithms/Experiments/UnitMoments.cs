namespace SocialCommerce.Algorithms.Experiments;

/// <summary>
/// What a test needs to know of the units of one variant: how many there are, and the sums of an outcome Y, of a second
/// quantity X (the same outcome before the experiment, or the size of a cluster), of their squares and their product.
/// </summary>
public readonly record struct UnitMoments(
    long Count, double SumX, double SumY, double SumXX, double SumXY, double SumYY)
{
    /// <summary>Mean of Y; 0 without units.</summary>
    public double Mean => Count == 0 ? 0 : SumY / Count;

    /// <summary>Mean of X; 0 without units.</summary>
    public double MeanX => Count == 0 ? 0 : SumX / Count;

    /// <summary>Sample variance of Y; 0 with fewer than two units.</summary>
    public double Variance => Spread(SumYY, SumY, SumY);

    /// <summary>Sample variance of X; 0 with fewer than two units.</summary>
    public double VarianceX => Spread(SumXX, SumX, SumX);

    /// <summary>Sample covariance of X and Y; 0 with fewer than two units.</summary>
    public double Covariance => Count < 2 ? 0 : (SumXY - (SumX * SumY / Count)) / (Count - 1);

    /// <summary>Squared standard error of the mean of Y; 0 without units.</summary>
    public double MeanVariance => Count == 0 ? 0 : Variance / Count;

    /// <summary>The same units with X as the outcome.</summary>
    public UnitMoments OfX => new(Count, 0, SumX, 0, 0, SumXX);

    /// <summary>One unit more.</summary>
    public UnitMoments Add(double x, double y) =>
        new(Count + 1, SumX + x, SumY + y, SumXX + (x * x), SumXY + (x * y), SumYY + (y * y));

    /// <summary>The outcome of a unit that is counted already goes from one value to another.</summary>
    public UnitMoments Move(double x, double from, double to) => this with
    {
        SumY = SumY + to - from,
        SumXY = SumXY + (x * (to - from)),
        SumYY = SumYY + (to * to) - (from * from),
    };

    /// <summary>These units and those.</summary>
    public UnitMoments Plus(UnitMoments other) => new(
        Count + other.Count, SumX + other.SumX, SumY + other.SumY, SumXX + other.SumXX, SumXY + other.SumXY, SumYY + other.SumYY);

    // Rounding must not make a variance of equal values negative.
    private double Spread(double squares, double left, double right) =>
        Count < 2 ? 0 : Math.Max(0, (squares - (left * right / Count)) / (Count - 1));
}
