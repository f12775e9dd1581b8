using System.Globalization;
using System.Text.Json;

namespace SocialCommerce.Tools.Evaluate;

/// <summary>Prints a result for people or for programs.</summary>
internal static class EvaluationReport
{
    private const int Digits = 6;

    public static void WriteText(TextWriter output, EvaluationResult result, int top)
    {
        foreach (var (name, value) in Values(result, top))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-18} {value}"));
        }

        var interval = result.Metrics.RecallInterval;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"recall@{top} 95 % bootstrap interval {interval.Low:F4} to {interval.High:F4}"));
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
        yield return ("requests", metrics.Requests);
        yield return ("events", result.Events);
        yield return ("eventsPerSecond", Math.Round(result.EventsPerSecond));
    }

    private static double Round(double value) => Math.Round(value, Digits);
}
