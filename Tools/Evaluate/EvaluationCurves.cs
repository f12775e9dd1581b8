using SocialCommerce.Algorithms.Evaluation;
using SocialCommerce.Tools.Input;
using SocialCommerce.Tools.Pictures;

namespace SocialCommerce.Tools.Evaluate;

/// <summary>Draws recall and NDCG over the length of the list, of the whole and of each of its models alone.</summary>
internal static class EvaluationCurves
{
    public static void Write(string file, string protocol, IReadOnlyList<(string Name, EvaluationMetrics Metrics)> measured)
    {
        LineChart[] charts =
        [
            Chart($"Recall, protocol {protocol}", "recall@k", measured, metrics => metrics.RecallCurve),
            Chart($"NDCG, protocol {protocol}", "NDCG@k", measured, metrics => metrics.NdcgCurve),
        ];
        try
        {
            File.WriteAllText(file, LineChart.ToSvg(charts));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputFormatException("--curves", $"cannot be written: {exception.Message}", exception);
        }
    }

    private static LineChart Chart(
        string title,
        string label,
        IReadOnlyList<(string Name, EvaluationMetrics Metrics)> measured,
        Func<EvaluationMetrics, RankingCurve> curve) =>
        new(title, "k", label, [.. measured.Select(model => new ChartLine(model.Name, Points(curve(model.Metrics))))]);

    private static (double X, double Y)[] Points(RankingCurve curve) =>
        [.. curve.Values.Select((value, index) => (index + 1.0, value))];
}
