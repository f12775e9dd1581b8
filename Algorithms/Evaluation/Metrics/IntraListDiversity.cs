namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>
/// Mean distance of the pairs of a list (Ziegler, McNee, Konstan, Lausen, "Improving recommendation lists through topic
/// diversification", 2005): 0 when all items are alike, 1 when no two have anything in common.
/// </summary>
public static class IntraListDiversity
{
    /// <summary>Mean of 1 − similarity over all pairs; a list of fewer than two items has none, 0.</summary>
    public static double Of<TItem>(ReadOnlySpan<TItem> list, Func<TItem, TItem, double> similarity)
    {
        ArgumentNullException.ThrowIfNull(similarity);
        var distance = 0.0;
        for (var first = 0; first < list.Length; first++)
        {
            for (var second = first + 1; second < list.Length; second++)
            {
                distance += 1 - similarity(list[first], list[second]);
            }
        }

        return list.Length < 2 ? 0 : distance / (list.Length * (list.Length - 1) / 2);
    }

    /// <summary>Cosine of two sets of users, each given in ascending order: 0 without a common user, 1 for equal sets.</summary>
    public static double Cosine(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var common = 0;
        for (int left = 0, right = 0; left < first.Length && right < second.Length;)
        {
            var order = first[left].CompareTo(second[right]);
            common += order == 0 ? 1 : 0;
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }

        return common == 0 ? 0 : common / Math.Sqrt((double)first.Length * second.Length);
    }
}
