namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>
/// Whether a list shows a user's interests in the shares in which the user has them (Steck, "Calibrated recommendations",
/// 2018).
/// </summary>
public static class ListCalibration
{
    // Steck's α: mixes a little of the history into the list's shares, so that a missing category costs much but not infinitely.
    private const double Smoothing = 0.01;

    /// <summary>
    /// Kullback-Leibler divergence, in nats, of the list's category shares from the history's: 0 is perfectly calibrated.
    /// Null when history or list is empty, which has no shares.
    /// </summary>
    public static double? Divergence<TCategory>(IEnumerable<TCategory> history, IEnumerable<TCategory> list)
        where TCategory : notnull
    {
        var wanted = Shares(history);
        var shown = Shares(list);
        if (wanted.Count == 0 || shown.Count == 0)
        {
            return null;
        }

        return wanted.Sum(pair =>
        {
            var smoothed = ((1 - Smoothing) * shown.GetValueOrDefault(pair.Key)) + (Smoothing * pair.Value);
            return pair.Value * Math.Log(pair.Value / smoothed);
        });
    }

    private static Dictionary<TCategory, double> Shares<TCategory>(IEnumerable<TCategory> categories)
        where TCategory : notnull
    {
        var counts = categories.CountBy(category => category).ToList();
        var total = (double)counts.Sum(pair => pair.Value);
        return counts.ToDictionary(pair => pair.Key, pair => pair.Value / total);
    }
}
