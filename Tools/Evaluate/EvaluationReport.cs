using System.Globalization;
using System.Text.Json;
using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Tools.Evaluate;

/// <summary>Prints a result for people or for programs.</summary>
internal static class EvaluationReport
{
    private const int Digits = 6;

    public static void WriteText(TextWriter output, EvaluationResult result, int top)
    {
        foreach (var (name, value) in Values(result, top))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {value}"));
        }
    }

    /// <summary>One JSON object on one line.</summary>
    public static void WriteJson(TextWriter output, EvaluationResult result, int top) =>
        output.WriteLine(JsonSerializer.Serialize(Values(result, top).ToDictionary(pair => pair.Name, pair => pair.Value)));

    private static IEnumerable<(string Name, double Value)> Values(EvaluationResult result, int top)
    {
        var metrics = result.Metrics;
        yield return ($"recall@{top}", Round(metrics.RecallAtTop));
        yield return ($"ndcg@{top}", Round(metrics.NdcgAtTop));
        yield return ($"precision@{top}", Round(metrics.PrecisionAtTop));
        yield return ("hr@10", Round(metrics.HitRateAt10));
        if (top != 10)
        {
            yield return ($"hr@{top}", Round(metrics.HitRateAtTop));
            yield return ("ndcg@10", Round(metrics.NdcgAt10));
        }

        yield return ($"mrr@{top}", Round(metrics.MrrAtTop));
        yield return ($"map@{top}", Round(metrics.MapAtTop));
        yield return ($"coverage@{top}", Round(metrics.Coverage));
        foreach (var (name, value) in BeyondAccuracy(metrics, top).Concat(Intervals(metrics.Intervals, top)))
        {
            yield return (name, Round(value));
        }

        yield return ("requests", metrics.Requests);
        yield return ("events", result.Events);
        yield return ("eventsPerSecond", Math.Round(result.EventsPerSecond));
    }

    private static IEnumerable<(string Name, double Value)> BeyondAccuracy(EvaluationMetrics metrics, int top)
    {
        yield return ("auc", metrics.Auc);
        yield return ($"gini@{top}", metrics.Gini);
        yield return ($"novelty@{top}", metrics.Novelty);
        yield return ($"diversity@{top}", metrics.Diversity);
        if (metrics.CalibrationDivergence is { } divergence)
        {
            yield return ($"calibration@{top}", divergence);
        }

        var fairness = metrics.Fairness;
        foreach (var group in Groups($"recall@{top}.users", fairness.Recall)
            .Concat(Groups($"recall@{top}.items", fairness.ItemRecall))
            .Concat(Groups($"exposure@{top}.items", fairness.Exposure)))
        {
            yield return group;
        }
    }

    private static IEnumerable<(string Name, double Value)> Groups(string name, ActivityGroups groups) =>
        Known((".low", groups.Low), (".middle", groups.Middle), (".high", groups.High))
            .Append((".gap", groups.Gap.Difference)).Append((".ratio", groups.Gap.Ratio))
            .Select(group => (name + group.Item1, group.Item2));

    private static IEnumerable<(string Name, double Value)> Groups(string name, PopularityGroups groups) =>
        Known((".head", groups.Head), (".torso", groups.Torso), (".tail", groups.Tail), (".new", groups.New))
            .Append((".gap", groups.Gap.Difference)).Append((".ratio", groups.Gap.Ratio))
            .Select(group => (name + group.Item1, group.Item2));

    // A group without members has no measure.
    private static IEnumerable<(string Name, double Value)> Known(params (string Name, double? Value)[] groups) =>
        groups.Where(group => group.Value is not null).Select(group => (group.Name, group.Value!.Value));

    private static IEnumerable<(string Name, double Value)> Intervals(MetricIntervals intervals, int top)
    {
        (string Name, ConfidenceInterval Interval)[] named =
        [
            ($"recall@{top}", intervals.Recall), ($"ndcg@{top}", intervals.Ndcg), ($"hr@{top}", intervals.HitRate),
            ($"mrr@{top}", intervals.Mrr), ("hr@10", intervals.HitRateAt10), ("ndcg@10", intervals.NdcgAt10),
            ("auc", intervals.Auc),
        ];
        return named.DistinctBy(pair => pair.Name).SelectMany(pair => new[]
        {
            ($"{pair.Name}.low", pair.Interval.Low), ($"{pair.Name}.high", pair.Interval.High),
        });
    }

    private static double Round(double value) => Math.Round(value, Digits);
}
