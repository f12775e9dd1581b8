namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>
/// The usual measures of one ranked list (Järvelin, Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002,
/// for NDCG). <c>hits[r]</c> says whether the item at rank r, counted from zero, is relevant; ranks beyond the span are
/// misses.
/// </summary>
public static class RankingMetrics
{
    /// <summary>Share of the relevant items that are among the first k.</summary>
    public static double RecallAtK(ReadOnlySpan<bool> hits, int relevantCount, int k) =>
        relevantCount == 0 ? 0 : (double)Count(hits, k) / relevantCount;

    /// <summary>Share of the first k places that hold relevant items; a short list counts its empty places.</summary>
    public static double PrecisionAtK(ReadOnlySpan<bool> hits, int k) => k == 0 ? 0 : (double)Count(hits, k) / k;

    /// <summary>One if any relevant item is among the first k.</summary>
    public static double HitRateAtK(ReadOnlySpan<bool> hits, int k) => Count(hits, k) > 0 ? 1 : 0;

    /// <summary>Reciprocal rank of the first relevant item if it is among the first k.</summary>
    public static double MrrAtK(ReadOnlySpan<bool> hits, int k)
    {
        var first = Head(hits, k).IndexOf(true);
        return first < 0 ? 0 : 1.0 / (first + 1);
    }

    /// <summary>Discounted gain over that of the ideal list, which has min(relevant, k) relevant items on top.</summary>
    public static double NdcgAtK(ReadOnlySpan<bool> hits, int relevantCount, int k)
    {
        var gain = 0.0;
        var ideal = 0.0;
        for (var rank = 0; rank < k; rank++)
        {
            var discount = 1 / Math.Log2(rank + 2);
            gain += rank < hits.Length && hits[rank] ? discount : 0;
            ideal += rank < relevantCount ? discount : 0;
        }

        return ideal > 0 ? gain / ideal : 0;
    }

    /// <summary>Precision at each relevant rank among the first k, averaged over min(relevant, k).</summary>
    public static double AveragePrecisionAtK(ReadOnlySpan<bool> hits, int relevantCount, int k)
    {
        var found = 0;
        var sum = 0.0;
        for (var rank = 0; rank < Math.Min(k, hits.Length); rank++)
        {
            if (hits[rank])
            {
                found++;
                sum += (double)found / (rank + 1);
            }
        }

        return relevantCount == 0 ? 0 : sum / Math.Min(relevantCount, k);
    }

    private static int Count(ReadOnlySpan<bool> hits, int k) => Head(hits, k).Count(true);

    private static ReadOnlySpan<bool> Head(ReadOnlySpan<bool> hits, int k) => hits[..Math.Min(k, hits.Length)];
}
