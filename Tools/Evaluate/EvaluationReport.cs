using System.Globalization;
using System.Text.Json;
using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Tools.Evaluate;

/// <summary>Prints a result for people or for programs.</summary>
internal static class EvaluationReport
{
    public static void WriteText(TextWriter output, EvaluationResult result, int top)
    {
        foreach (var figure in Figures(result, top))
        {
            output.WriteLine(figure.ToString());
        }
    }

    /// <summary>One JSON object on one line; the ends of an interval are keys of their own.</summary>
    public static void WriteJson(TextWriter output, EvaluationResult result, int top) =>
        output.WriteLine(JsonSerializer.Serialize(
            Figures(result, top).SelectMany(figure => figure.Flatten()).ToDictionary(pair => pair.Name, pair => pair.Value)));

    private static IEnumerable<Figure> Figures(EvaluationResult result, int top) =>
        Accuracy(result.Metrics, top).Concat(BeyondAccuracy(result.Metrics, top)).Concat(
        [
            new Figure("requests", result.Metrics.Requests),
            new Figure("events", result.Events),
            new Figure("eventsPerSecond", Math.Round(result.EventsPerSecond)),
            .. result.Details.Select(detail => new Figure(detail.Name, detail.Value)),
        ]);

    private static IEnumerable<Figure> Accuracy(EvaluationMetrics metrics, int top)
    {
        var intervals = metrics.Intervals;
        Figure[] figures =
        [
            new($"recall@{top}", metrics.RecallAtTop, intervals.Recall),
            new($"ndcg@{top}", metrics.NdcgAtTop, intervals.Ndcg),
            new($"precision@{top}", metrics.PrecisionAtTop, intervals.Precision),
            new("hr@10", metrics.HitRateAt10, intervals.HitRateAt10),
            new($"hr@{top}", metrics.HitRateAtTop, intervals.HitRate),
            new("ndcg@10", metrics.NdcgAt10, intervals.NdcgAt10),
            new($"mrr@{top}", metrics.MrrAtTop, intervals.Mrr),
            new($"map@{top}", metrics.MapAtTop, intervals.Map),
            new("auc", metrics.Auc, intervals.Auc),
        ];

        // A list of ten places has the fixed length and the chosen one at once.
        return figures.DistinctBy(figure => figure.Name);
    }

    private static IEnumerable<Figure> BeyondAccuracy(EvaluationMetrics metrics, int top)
    {
        yield return new Figure($"coverage@{top}", metrics.Coverage);
        yield return new Figure($"gini@{top}", metrics.Gini);
        yield return new Figure($"novelty@{top}", metrics.Novelty);
        yield return new Figure($"diversity@{top}", metrics.Diversity);
        if (metrics.CalibrationDivergence is { } divergence)
        {
            yield return new Figure($"calibration@{top}", divergence);
        }

        foreach (var figure in Fairness(metrics.Fairness, top))
        {
            yield return figure;
        }
    }

    private static IEnumerable<Figure> Fairness(FairnessMetrics fairness, int top) =>
        Groups($"recall@{top}.users", fairness.Recall.Gap, [
            ("low", fairness.Recall.Low), ("middle", fairness.Recall.Middle), ("high", fairness.Recall.High)])
        .Concat(Groups($"recall@{top}.items", fairness.ItemRecall.Gap, Named(fairness.ItemRecall)))
        .Concat(Groups($"exposure@{top}.items", fairness.Exposure.Gap, Named(fairness.Exposure)));

    private static (string Name, double? Value)[] Named(PopularityGroups groups) =>
        [("head", groups.Head), ("torso", groups.Torso), ("tail", groups.Tail), ("new", groups.New)];

    // A group without members has no measure.
    private static IEnumerable<Figure> Groups(string measure, GroupGap gap, (string Name, double? Value)[] groups) =>
        groups.Where(group => group.Value is not null)
            .Select(group => new Figure($"{measure}.{group.Name}", group.Value!.Value))
            .Append(new Figure($"{measure}.difference", gap.Difference))
            .Append(new Figure($"{measure}.ratio", gap.Ratio));

    private readonly record struct Figure(string Name, double Value, ConfidenceInterval? Interval = null)
    {
        private const int Digits = 6;

        public IEnumerable<(string Name, double Value)> Flatten()
        {
            yield return (Name, Math.Round(Value, Digits));
            if (Interval is { } interval)
            {
                yield return ($"{Name}.interval.low", Math.Round(interval.Low, Digits));
                yield return ($"{Name}.interval.high", Math.Round(interval.High, Digits));
            }
        }

        public override string ToString()
        {
            var rounded = Math.Round(Value, Digits);
            return Interval is { } interval
                ? string.Create(CultureInfo.InvariantCulture, $"{Name,-28} {rounded,-10} 95 % {interval.Low:F4} to {interval.High:F4}")
                : string.Create(CultureInfo.InvariantCulture, $"{Name,-28} {rounded}");
        }
    }
}
