namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>A measure at every list length from 1 to <see cref="LengthMax"/>. Equal by value.</summary>
public sealed class RankingCurve(IReadOnlyList<double> values) : IEquatable<RankingCurve>
{
    public const int LengthMax = 100;

    /// <summary>The measure at k in place k − 1.</summary>
    public IReadOnlyList<double> Values { get; } = values;

    public bool Equals(RankingCurve? other) => other is not null && Values.SequenceEqual(other.Values);

    public override bool Equals(object? obj) => Equals(obj as RankingCurve);

    public override int GetHashCode() => Values.Count == 0 ? 0 : HashCode.Combine(Values.Count, Values[^1]);
}

/// <summary>Gathers recall and NDCG at every length.</summary>
internal sealed class CurveAccumulator
{
    private static readonly double[] Discounts =
        [.. Enumerable.Range(0, RankingCurve.LengthMax).Select(rank => 1 / Math.Log2(rank + 2))];

    private readonly double[] _recall = new double[RankingCurve.LengthMax];
    private readonly double[] _ndcg = new double[RankingCurve.LengthMax];
    private int _lists;

    public RankingCurve Recall => Mean(_recall);

    public RankingCurve Ndcg => Mean(_ndcg);

    public void Add(ReadOnlySpan<bool> hits, int relevantCount)
    {
        var found = 0;
        var gain = 0.0;
        var ideal = 0.0;
        for (var rank = 0; rank < RankingCurve.LengthMax && relevantCount > 0; rank++)
        {
            var isHit = rank < hits.Length && hits[rank];
            found += isHit ? 1 : 0;
            gain += isHit ? Discounts[rank] : 0;
            ideal += rank < relevantCount ? Discounts[rank] : 0;
            _recall[rank] += (double)found / relevantCount;
            _ndcg[rank] += gain / ideal;
        }

        _lists++;
    }

    private RankingCurve Mean(double[] sums) => new(Array.ConvertAll(sums, sum => sum / Math.Max(1, _lists)));
}
