namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>Averages over all requests of an evaluation.</summary>
public sealed record EvaluationMetrics(
    int Requests,
    double RecallAtTop,
    double NdcgAtTop,
    double PrecisionAtTop,
    double HitRateAtTop,
    double MrrAtTop,
    double MapAtTop,
    double HitRateAt10,
    double NdcgAt10,
    double Coverage,
    ConfidenceInterval RecallInterval);

/// <summary>Gathers the measures of ranked lists, request by request.</summary>
public sealed class MetricAccumulator(int top)
{
    /// <summary>The second, fixed length at which lists are measured.</summary>
    public const int ShortList = 10;

    private readonly List<float> _recalls = [];
    private readonly HashSet<int> _recommended = [];
    private double _ndcg;
    private double _precision;
    private double _hitRate;
    private double _mrr;
    private double _map;
    private double _shortHitRate;
    private double _shortNdcg;

    /// <summary>Adds one list; <paramref name="recommended"/> are the items shown, for coverage.</summary>
    public void Add(ReadOnlySpan<bool> hits, int relevantCount, IEnumerable<int> recommended)
    {
        _recalls.Add((float)RankingMetrics.RecallAtK(hits, relevantCount, top));
        _ndcg += RankingMetrics.NdcgAtK(hits, relevantCount, top);
        _precision += RankingMetrics.PrecisionAtK(hits, top);
        _hitRate += RankingMetrics.HitRateAtK(hits, top);
        _mrr += RankingMetrics.MrrAtK(hits, top);
        _map += RankingMetrics.AveragePrecisionAtK(hits, relevantCount, top);
        _shortHitRate += RankingMetrics.HitRateAtK(hits, ShortList);
        _shortNdcg += RankingMetrics.NdcgAtK(hits, relevantCount, ShortList);
        _recommended.UnionWith(recommended);
    }

    /// <summary>The averages; coverage is the share of <paramref name="itemCount"/> items that anybody was shown.</summary>
    public EvaluationMetrics ToMetrics(int itemCount, ulong seed)
    {
        var requests = Math.Max(1, _recalls.Count);
        return new EvaluationMetrics(
            _recalls.Count,
            _recalls.Sum(recall => (double)recall) / requests,
            _ndcg / requests,
            _precision / requests,
            _hitRate / requests,
            _mrr / requests,
            _map / requests,
            _shortHitRate / requests,
            _shortNdcg / requests,
            itemCount == 0 ? 0 : (double)_recommended.Count / itemCount,
            ConfidenceInterval.OfMean([.. _recalls], seed));
    }
}
