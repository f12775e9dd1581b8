using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Tools.Evaluate;

/// <summary>Cross-validation: the split protocol on every fold of the training data.</summary>
internal sealed class FoldRun(EvaluateOptions options, Func<SplitDataset, EvaluationResult> evaluate)
{
    /// <summary>The last fold's result with, of every measure, mean and standard deviation over the folds.</summary>
    public EvaluationResult Run(SplitDataset dataset)
    {
        EvaluationResult? last = null;
        var measured = new List<EvaluationMetrics>();
        foreach (var fold in CrossValidation.Folds(dataset, options.Folds, options.Seed))
        {
            last = evaluate(fold);
            measured.Add(last.Metrics);
        }

        return last! with { Details = [.. last!.Details, ("folds", options.Folds), .. Spreads(measured)] };
    }

    private IEnumerable<(string Name, double Value)> Spreads(List<EvaluationMetrics> measured)
    {
        (string Name, Func<EvaluationMetrics, double> Value)[] measures =
        [
            ($"recall@{options.Top}", metrics => metrics.RecallAtTop), ($"ndcg@{options.Top}", metrics => metrics.NdcgAtTop),
            ($"precision@{options.Top}", metrics => metrics.PrecisionAtTop), ($"hr@{options.Top}", metrics => metrics.HitRateAtTop),
            ($"mrr@{options.Top}", metrics => metrics.MrrAtTop), ($"map@{options.Top}", metrics => metrics.MapAtTop),
            ("auc", metrics => metrics.Auc), ($"coverage@{options.Top}", metrics => metrics.Coverage),
        ];
        foreach (var (name, value) in measures)
        {
            var spread = FoldSpread.Of([.. measured.Select(value)]);
            yield return ($"{name}.foldMean", spread.Mean);
            yield return ($"{name}.foldDeviation", spread.StandardDeviation);
        }
    }
}
