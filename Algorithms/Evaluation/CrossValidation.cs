using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>Mean and standard deviation of a measure over folds.</summary>
public readonly record struct FoldSpread(double Mean, double StandardDeviation)
{
    /// <summary>The spread of one value per fold; the deviation is that of a sample, 0 of a single fold.</summary>
    public static FoldSpread Of(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var mean = values.Count == 0 ? 0 : values.Average();
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return new FoldSpread(mean, Math.Sqrt(squares / Math.Max(1, values.Count - 1)));
    }
}

/// <summary>
/// k-fold cross-validation of split data (Stone, "Cross-validatory choice and assessment of statistical predictions",
/// 1974): each user's items are dealt at random into k parts, and every part is the test part once.
/// </summary>
public static class CrossValidation
{
    /// <summary>The folds one after the other; the test parts are disjoint and together hold every training pair.</summary>
    public static IEnumerable<SplitDataset> Folds(SplitDataset dataset, int folds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var foldOf = dataset.Train.Select((items, user) => Deal(items.Length, folds, seed + (ulong)user)).ToList();
        for (var fold = 0; fold < folds; fold++)
        {
            yield return dataset with
            {
                Train = [.. dataset.Train.Select((items, user) => Choose(items, foldOf[user], place => place != fold))],
                Test = [.. dataset.Train.Select((items, user) => Choose(items, foldOf[user], place => place == fold))],
            };
        }
    }

    // Dealt like cards, so that a user's parts differ by one item at most; who gets one more is random too.
    private static int[] Deal(int items, int folds, ulong seed)
    {
        var random = new Random((int)StableHash.Mix(seed));
        var first = random.Next(folds);
        int[] parts = [.. Enumerable.Range(0, items).Select(item => (first + item) % folds)];
        random.Shuffle(parts);
        return parts;
    }

    private static int[] Choose(int[] items, int[] parts, Predicate<int> isChosen) =>
        [.. items.Where((_, place) => isChosen(parts[place]))];
}
