namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>
/// How far groups are apart: largest less smallest, 0 when all are alike, and smallest over largest, 1 when all are alike
/// (the parity difference and ratio of Bellamy et al., "AI Fairness 360", 2018, over any number of groups).
/// </summary>
public readonly record struct GroupGap(double Difference, double Ratio)
{
    /// <summary>The gap between the groups that have a value; none between fewer than two.</summary>
    public static GroupGap Of(params ReadOnlySpan<double?> groups)
    {
        var smallest = double.PositiveInfinity;
        var largest = double.NegativeInfinity;
        foreach (var value in groups)
        {
            smallest = Math.Min(smallest, value ?? double.PositiveInfinity);
            largest = Math.Max(largest, value ?? double.NegativeInfinity);
        }

        return smallest > largest || largest <= 0 ? new GroupGap(0, 1) : new GroupGap(largest - smallest, smallest / largest);
    }
}
