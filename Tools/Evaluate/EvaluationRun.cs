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
    public EvaluationResult Run() => options.Protocol switch
    {
        EvaluationProtocol.Split => RunSplit(),
        EvaluationProtocol.Sessions => RunSequences(ReadSessions),
        EvaluationProtocol.LeaveOneOut => RunSequences(ReadLeaveOneOut),
        _ => throw new InvalidOperationException($"No protocol {options.Protocol}."),
    };

    private EvaluationResult RunSplit() => new SplitRun(options, time, progress).Run(
        progress.Phase("Reading", 0, _ => new DatasetReader().ReadSplit(options.Train, TestFile(), options.Social)));

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
