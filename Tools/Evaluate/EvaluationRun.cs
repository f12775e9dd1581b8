using SocialCommerce.Tools.Input;
using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Tools.Evaluate;

/// <summary>What an evaluation found and how fast it went.</summary>
internal sealed record EvaluationResult(EvaluationMetrics Metrics, long Events, double EventsPerSecond)
{
    /// <summary>Further figures, such as the seconds of training and the weights of a blend.</summary>
    public IReadOnlyList<(string Name, double Value)> Details { get; init; } = [];
}

/// <summary>Reads the data, records every training event once, ranks, measures.</summary>
internal sealed class EvaluationRun(EvaluateOptions options, TimeProvider time, IEvaluationProgress progress)
{
    /// <summary>Measures; draws the curves of the whole and of each model alone when asked for.</summary>
    public EvaluationResult Run()
    {
        var whole = Measure();
        if (options.Curves is { } file)
        {
            var measured = new List<(string, EvaluationMetrics)> { (options.Models, whole.Metrics) };
            foreach (var model in ModelsAlone(whole))
            {
                var alone = options with { Models = model };
                measured.Add((model, new EvaluationRun(alone, time, progress).Measure().Metrics));
            }

            EvaluationCurves.Write(file, options.Protocol.ToString(), measured);
        }

        return whole;
    }

    // What takes part in a blend has a weight.
    private static IEnumerable<string> ModelsAlone(EvaluationResult whole)
    {
        const string Prefix = "weight.";
        var models = whole.Details.Where(detail => detail.Name.StartsWith(Prefix, StringComparison.Ordinal)).ToList();
        return models.Count < 2 ? [] : models.Where(detail => detail.Value > 0).Select(detail => detail.Name[Prefix.Length..]);
    }

    private EvaluationResult Measure() => options.Protocol switch
    {
        EvaluationProtocol.Split => RunSplit(),
        EvaluationProtocol.Sessions => RunSequences(ReadSessions),
        EvaluationProtocol.LeaveOneOut => RunSequences(ReadLeaveOneOut),
        _ => throw new InvalidOperationException($"No protocol {options.Protocol}."),
    };

    private EvaluationResult RunSplit()
    {
        var test = options.Folds > 0 ? null : TestFile();
        var dataset = progress.Phase("Reading", 0, _ => new DatasetReader().ReadSplit(options.Train, test, options.Social));
        var run = new SplitRun(options, time, progress);
        var result = options.Folds > 0 ? new FoldRun(options, run.Run).Run(dataset) : run.Run(dataset);
        return options.Attack is null && options.Noise <= 0
            ? result
            : result with { Details = [.. result.Details, .. new RobustnessRun(options, progress).Run(dataset)] };
    }

    private EvaluationResult RunSequences(Func<SequenceDataset> read)
    {
        if (options.Models != EvaluateOptions.AllModels && !SequenceRun.Models.Contains(options.Models))
        {
            throw new InputFormatException("--models", $"protocol {options.Protocol} has no '{options.Models}'");
        }

        return new SequenceRun(options, time, progress).Run(progress.Phase("Reading", 0, _ => read()));
    }

    private SequenceDataset ReadSessions() => new DatasetReader().ReadSessions(options.Train, TestFile());

    private SequenceDataset ReadLeaveOneOut() => new DatasetReader().ReadLeaveOneOut(options.Train);

    private string TestFile() =>
        options.Test ?? throw new InputFormatException("--test", $"needed by protocol {options.Protocol}");
}
