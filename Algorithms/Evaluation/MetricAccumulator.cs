using System.Runtime.InteropServices;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>A measure that every request has, and of which the mean is reported.</summary>
public enum RequestMeasure
{
    Recall = 0,
    Ndcg = 1,
    Precision = 2,
    HitRate = 3,
    Mrr = 4,
    Map = 5,
    HitRateAt10 = 6,
    NdcgAt10 = 7,
    Auc = 8,
}

/// <summary>Gathers the measures of ranked lists, request by request.</summary>
public sealed class MetricAccumulator(int top, ItemStatistics items)
{
    /// <summary>The second, fixed length at which lists are measured.</summary>
    public const int ShortList = 10;

    private const int Measures = (int)RequestMeasure.Auc + 1;

    private readonly List<float> _rows = [];
    private readonly ExposureAccumulator _exposure = new(items);
    private readonly FairnessAccumulator _fairness = new(items);
    private readonly CurveAccumulator _curves = new();

    public int Requests => _rows.Count / Measures;

    /// <summary>How many lists an item was in.</summary>
    public int ExposureOf(int item) => _exposure.Of(item);

    /// <summary>Adds one list.</summary>
    public void Add(in RankedRequest request)
    {
        var relevant = request.Relevant.Length;
        var recall = RankingMetrics.RecallAtK(request.Hits, relevant, top);
        ReadOnlySpan<float> row =
        [
            (float)recall,
            (float)RankingMetrics.NdcgAtK(request.Hits, relevant, top),
            (float)RankingMetrics.PrecisionAtK(request.Hits, top),
            (float)RankingMetrics.HitRateAtK(request.Hits, top),
            (float)RankingMetrics.MrrAtK(request.Hits, top),
            (float)RankingMetrics.AveragePrecisionAtK(request.Hits, relevant, top),
            (float)RankingMetrics.HitRateAtK(request.Hits, ShortList),
            (float)RankingMetrics.NdcgAtK(request.Hits, relevant, ShortList),
            (float)request.Auc,
        ];
        _rows.AddRange(row);
        _exposure.Add(request);
        _curves.Add(request.Hits, relevant);
        _fairness.Add(request, recall, found: request.Hits[..Math.Min(top, request.Hits.Length)].Count(true));
    }

    /// <summary>One measure of every request, in the order of the requests: for comparing two models in pairs.</summary>
    public float[] ValuesOf(RequestMeasure measure)
    {
        var values = new float[Requests];
        for (var request = 0; request < values.Length; request++)
        {
            values[request] = _rows[(request * Measures) + (int)measure];
        }

        return values;
    }

    /// <summary>The averages; <paramref name="seed"/> draws the intervals.</summary>
    public EvaluationMetrics ToMetrics(ulong seed)
    {
        var means = Means();
        var intervals = ConfidenceInterval.OfMeans(CollectionsMarshal.AsSpan(_rows), Measures, seed);
        return new EvaluationMetrics(
            Requests, means[0], means[1], means[2], means[3], means[4], means[5], means[6], means[7],
            _exposure.Coverage, intervals[0])
        {
            Auc = means[8],
            Intervals = new MetricIntervals(
                intervals[0], intervals[1], intervals[2], intervals[3], intervals[4], intervals[5], intervals[6],
                intervals[7], intervals[8]),
            Gini = _exposure.Gini,
            Novelty = _exposure.Novelty,
            Diversity = _exposure.Diversity,
            CalibrationDivergence = _exposure.CalibrationDivergence,
            Fairness = _fairness.ToMetrics(),
            RecallCurve = _curves.Recall,
            NdcgCurve = _curves.Ndcg,
        };
    }

    private double[] Means()
    {
        var sums = new double[Measures];
        for (var slot = 0; slot < _rows.Count; slot++)
        {
            sums[slot % Measures] += _rows[slot];
        }

        return Array.ConvertAll(sums, sum => sum / Math.Max(1, Requests));
    }
}
