namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>What <see cref="ScoreBlendFitter"/> maximises, always over the first k places of the blended list.</summary>
public enum BlendObjective
{
    Unknown = 0,

    /// <summary>Share of the relevant items that are among the first k.</summary>
    Recall = 1,

    /// <summary>Discounted gain over the ideal one.</summary>
    Ndcg = 2,

    /// <summary>Reciprocal rank of the first relevant item.</summary>
    ReciprocalRank = 3,
}

/// <summary>A request whose right answers are known: every source's scaled scores, and which candidates are relevant.</summary>
public sealed class BlendCase
{
    private readonly float[][] _columns;
    private readonly int[] _relevantSlots;

    private BlendCase(float[][] columns, int[] relevantSlots, int relevantCount)
    {
        _columns = columns;
        _relevantSlots = relevantSlots;
        RelevantCount = relevantCount;
    }

    /// <summary>Relevant items, also those that no source proposed.</summary>
    public int RelevantCount { get; }

    public int CandidateCount => _columns[0].Length;

    internal int SourceCount => _columns.Length;

    internal ReadOnlySpan<int> RelevantSlots => _relevantSlots;

    /// <summary>Copies what a pool holds now, together with the items that were right.</summary>
    public static BlendCase Of(BlendPool pool, ReadOnlySpan<int> relevant)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var columns = new float[pool.SourceCount][];
        for (var source = 0; source < columns.Length; source++)
        {
            columns[source] = pool.Column(source).ToArray();
        }

        var slots = new List<int>(relevant.Length);
        foreach (var item in relevant)
        {
            if (pool.Find(item) is >= 0 and var slot)
            {
                slots.Add(slot);
            }
        }

        return new BlendCase(columns, [.. slots], relevant.Length);
    }

    internal ReadOnlySpan<float> Column(int source) => _columns[source];
}
