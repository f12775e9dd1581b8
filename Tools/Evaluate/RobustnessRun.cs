using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Tools.Evaluate;

/// <summary>What hostile and noisy users do to the incremental item neighbourhoods of split data.</summary>
internal sealed class RobustnessRun(EvaluateOptions options, IEvaluationProgress progress)
{
    private const int Groups = 3;

    /// <summary>Figures: recall without and with, and per group of targets the lists they were in and the lift.</summary>
    public IReadOnlyList<(string Name, double Value)> Run(SplitDataset dataset)
    {
        var robustness = progress.Phase("Measuring without", 0, _ => new SplitRobustness(dataset, options.Top, options.Seed));
        var figures = new List<(string, double)>();
        if (options.Attack is { } kind)
        {
            var attack = new AttackOptions(kind, options.AttackSize, Seed: options.Seed);
            var result = progress.Phase($"Attacking ({kind})", Groups * options.Targets, report =>
                robustness.Attack(attack, options.Targets, report));
            figures.AddRange(Recalls("attack", result));
            foreach (var effect in result.Effects)
            {
                var name = $"exposure.{effect.Group.ToString().ToLowerInvariant()}";
                figures.AddRange([
                    ($"{name}.targets", effect.Targets), ($"{name}.before", effect.ExposureBefore),
                    ($"{name}.after", effect.ExposureAfter), ($"{name}.lift", effect.Lift)]);
            }
        }

        if (options.Noise > 0)
        {
            figures.AddRange(Recalls("noise", progress.Phase("Adding noise", 0, _ => robustness.AddNoise(options.Noise))));
        }

        return figures;
    }

    private static IEnumerable<(string Name, double Value)> Recalls(string name, RobustnessResult result) =>
    [
        ($"{name}.recallWithout", result.RecallClean), ($"{name}.recallWith", result.Recall),
        ($"{name}.loss", 1 - (result.Recall / Math.Max(double.Epsilon, result.RecallClean))),
    ];
}
