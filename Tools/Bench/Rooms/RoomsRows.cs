namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>Rows of a contest: medians, and ours over theirs.</summary>
internal static class RoomsRows
{
    /// <summary>
    /// Ours once against each other contender, then theirs. A ratio is the median of the rounds' ratios: what ran next to
    /// each other is compared.
    /// </summary>
    public static IEnumerable<BenchRow> Of(string scenario, string unit, IReadOnlyList<Standing> standings)
    {
        var ours = standings.Single(standing => standing.Name == Contender.OursName);
        var others = standings.Where(standing => standing != ours).ToList();
        var row = Row(scenario, unit, ours);
        return
        [
            .. others.Count == 0 ? [row] : others.Select(other => row with { Against = other.Name, Ratio = Ratio(ours, other) }),
            .. others.Select(other => Row($"{scenario} ({other.Name})", unit, other)),
        ];
    }

    /// <summary>The middle one; of an even number the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static double Ratio(Standing ours, Standing other) =>
        Median(ours.Figures.Zip(other.Figures, (one, two) => one.Value / two.Value));

    private static BenchRow Row(string scenario, string unit, Standing standing) => new(
        standing.Figures.Any(figure => figure.IsVoid) ? $"{scenario}, void: the load was late" : scenario,
        Median(standing.Figures.Select(figure => figure.Value)),
        unit,
        Median(standing.Figures.Select(figure => figure.P50Ms)),
        Median(standing.Figures.Select(figure => figure.P99Ms)),
        standing.Figures[0].BytesPerOp is null ? null : Median(standing.Figures.Select(figure => figure.BytesPerOp ?? 0)));
}
