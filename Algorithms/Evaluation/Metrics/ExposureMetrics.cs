namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>
/// How the places of many lists are shared among the items (Castells, Hurley, Vargas, "Novelty and diversity in
/// recommender systems", 2015). Exposure is the number of lists an item is in.
/// </summary>
public static class ExposureMetrics
{
    /// <summary>Share of the catalogue that is in any list, 0 to 1 (Ge, Delgado-Battenfeld, Jannach, "Beyond accuracy", 2010).</summary>
    public static double Coverage(ReadOnlySpan<int> exposures) =>
        exposures.IsEmpty ? 0 : 1 - ((double)exposures.Count(0) / exposures.Length);

    /// <summary>
    /// Gini's index of concentration, 0 when every item is shown alike, towards 1 when one item takes all places (Gini,
    /// "Variabilità e mutabilità", 1912). Items that are never shown count.
    /// </summary>
    public static double Gini(ReadOnlySpan<int> exposures)
    {
        var ascending = exposures.ToArray();
        Array.Sort(ascending);
        var weighted = 0.0;
        var total = 0.0;
        for (var place = 0; place < ascending.Length; place++)
        {
            weighted += ((2.0 * (place + 1)) - ascending.Length - 1) * ascending[place];
            total += ascending[place];
        }

        return total > 0 ? weighted / (ascending.Length * total) : 0;
    }

    /// <summary>
    /// Bits that being shown an item tells which <paramref name="degree"/> of <paramref name="users"/> users know: −log₂ of
    /// that share (Zhou et al., "Solving the apparent diversity-accuracy dilemma of recommender systems", 2010). An item
    /// that nobody knows counts as known by one.
    /// </summary>
    public static double SelfInformation(int degree, int users) =>
        -Math.Log2(Math.Min(1, Math.Max(1.0, degree) / Math.Max(1, users)));
}
