namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Value of one ranked case for a <see cref="BlendObjective"/>.</summary>
internal static class BlendMeasure
{
    private const int RelevantOnStack = 256;

    /// <summary>
    /// The objective for candidates with these scores, 0 to 1. A candidate that ties with a relevant one comes before it;
    /// candidates that no source says anything for (score 0) are never found.
    /// </summary>
    public static double Of(BlendCase request, ReadOnlySpan<float> scores, BlendObjective objective, int k)
    {
        var slots = request.RelevantSlots;
        Span<float> relevant = slots.Length <= RelevantOnStack ? stackalloc float[slots.Length] : new float[slots.Length];
        for (var position = 0; position < slots.Length; position++)
        {
            relevant[position] = scores[slots[position]];
        }

        relevant.Sort();
        var value = 0.0;
        for (var place = 0; place < relevant.Length; place++)
        {
            var score = relevant[relevant.Length - 1 - place];
            var rank = score > 0 ? CountAtLeast(scores, score) - CountAtLeast(relevant[..^place], score) : k;
            if (rank >= k)
            {
                break;
            }

            value += Gain(objective, rank, place);
        }

        return value / Ideal(objective, request.RelevantCount, k);
    }

    private static double Gain(BlendObjective objective, int rank, int place) => objective switch
    {
        BlendObjective.Recall => 1,
        BlendObjective.Ndcg => 1 / Math.Log2(rank + 2),
        BlendObjective.ReciprocalRank => place == 0 ? 1.0 / (rank + 1) : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(objective), objective, "No such objective."),
    };

    private static double Ideal(BlendObjective objective, int relevantCount, int k)
    {
        if (objective == BlendObjective.Recall)
        {
            return relevantCount;
        }

        var ideal = 0.0;
        for (var rank = 0; rank < Math.Min(relevantCount, k); rank++)
        {
            ideal += Gain(objective, rank, place: rank);
        }

        return ideal;
    }

    private static int CountAtLeast(ReadOnlySpan<float> scores, float least)
    {
        var count = 0;
        foreach (var score in scores)
        {
            count += score >= least ? 1 : 0;
        }

        return count;
    }
}
