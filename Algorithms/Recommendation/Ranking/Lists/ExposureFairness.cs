namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Gives a protected group, such as the products of new sellers, its share of a list's exposure: exposure of a place is
/// 1/log2(1 + place), and the share that is due is the group's share of the candidates' scores (Singh, Joachims,
/// "Fairness of exposure in rankings", 2018). Greedy and deterministic: wherever the group falls behind, its best
/// remaining candidate is taken, as long as the list's discounted gain stays within <see cref="LossMax"/> of the best.
/// </summary>
public static class ExposureFairness
{
    /// <summary>Share of the discounted gain that fairness may cost a list, at most.</summary>
    public const double LossMax = 0.01;

    /// <summary>
    /// Reorders slots that come by falling score. The first <paramref name="limit"/> are the list; the group's exposure
    /// reaches <paramref name="ratioMin"/> of what is due wherever the loss allows it.
    /// </summary>
    public static int[] Rerank(
        ReadOnlySpan<int> ranked, ReadOnlySpan<float> scores, ReadOnlySpan<bool> isProtected, int limit, double ratioMin)
    {
        var due = ratioMin * ShareOfScores(ranked, scores, isProtected);
        var budget = LossMax * Gain(ranked, scores, limit);
        var remaining = new List<int>(ranked.ToArray());
        var reordered = new List<int>(remaining.Count);
        double exposed = 0, total = 0;
        while (reordered.Count < limit && remaining.Count > 0)
        {
            var weight = WeightOf(reordered.Count);
            total += weight;
            var pick = 0;
            if (!isProtected[remaining[0]] && exposed < due * total)
            {
                var candidate = FirstProtected(remaining, isProtected);
                var loss = candidate > 0 ? LossOf(remaining, scores, candidate, reordered.Count, limit) : double.MaxValue;
                if (loss <= budget)
                {
                    budget -= loss;
                    pick = candidate;
                }
            }

            exposed += isProtected[remaining[pick]] ? weight : 0;
            reordered.Add(remaining[pick]);
            remaining.RemoveAt(pick);
        }

        reordered.AddRange(remaining);
        return [.. reordered];
    }

    /// <summary>Exposure of the protected over what is due to them by their share of the scores; 1 when nothing is due.</summary>
    public static double RatioOf(
        ReadOnlySpan<int> list, ReadOnlySpan<float> scores, ReadOnlySpan<bool> isProtected, int limit)
    {
        var due = ShareOfScores(list, scores, isProtected);
        double exposed = 0, total = 0;
        for (var place = 0; place < Math.Min(limit, list.Length); place++)
        {
            total += WeightOf(place);
            exposed += isProtected[list[place]] ? WeightOf(place) : 0;
        }

        return due > 0 && total > 0 ? exposed / total / due : 1;
    }

    // What the list loses when the candidate moves up to the place and those before it move down by one.
    private static double LossOf(List<int> remaining, ReadOnlySpan<float> scores, int candidate, int place, int limit)
    {
        var loss = -scores[remaining[candidate]] * WeightOf(place);
        for (var index = 0; index < candidate && place + index < limit; index++)
        {
            var moved = place + index + 1 < limit ? WeightOf(place + index + 1) : 0;
            loss += scores[remaining[index]] * (WeightOf(place + index) - moved);
        }

        return place + candidate < limit ? loss + (scores[remaining[candidate]] * WeightOf(place + candidate)) : loss;
    }

    private static int FirstProtected(List<int> remaining, ReadOnlySpan<bool> isProtected)
    {
        for (var index = 0; index < remaining.Count; index++)
        {
            if (isProtected[remaining[index]])
            {
                return index;
            }
        }

        return -1;
    }

    private static double ShareOfScores(ReadOnlySpan<int> slots, ReadOnlySpan<float> scores, ReadOnlySpan<bool> isProtected)
    {
        double group = 0, all = 0;
        foreach (var slot in slots)
        {
            all += scores[slot];
            group += isProtected[slot] ? scores[slot] : 0;
        }

        return all > 0 ? group / all : 0;
    }

    private static double Gain(ReadOnlySpan<int> ranked, ReadOnlySpan<float> scores, int limit)
    {
        var gain = 0.0;
        for (var place = 0; place < Math.Min(limit, ranked.Length); place++)
        {
            gain += scores[ranked[place]] * WeightOf(place);
        }

        return gain;
    }

    private static double WeightOf(int place) => 1 / Math.Log2(place + 2);
}
