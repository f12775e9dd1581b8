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

    private EvaluationResult RunSplit()
    {
        var dataset = progress.Phase("Reading", 0, _ =>
            new DatasetReader().ReadSplit(options.Train, TestFile(), options.Social));
        var model = new IncrementalItemModel(dataset.ItemCount, ItemModelOptions.Taste);
        var total = dataset.Train.Sum(items => (long)items.Length);
        var (events, rate) = Timed(total, report => SplitProtocol.Train(model, dataset, options.Seed, report));
        var metrics = progress.Phase("Ranking", dataset.Test.Count, report =>
            SplitProtocol.Evaluate(model, dataset, options.Top, options.Seed, report));
        return new EvaluationResult(metrics, events, rate);
    }

    private EvaluationResult RunSequences(Func<SequenceDataset> read)
    {
        if (options.Models != EvaluateOptions.AllModels && !SequenceRun.Models.Contains(options.Models))
        {
            throw new InputFormatException("--models", $"protocol {options.Protocol} has no '{options.Models}'");
        }

        return new SequenceRun(options, time, progress).Run(progress.Phase("Reading", 0, _ => read()));
    }

    private (long Events, double EventsPerSecond) Timed(long total, Func<IProgress<long>, long> train)
    {
        var start = time.GetTimestamp();
        var events = progress.Phase("Recording", total, train);
        return (events, events / Math.Max(time.GetElapsedTime(start).TotalSeconds, 1e-6));
    }

    private SequenceDataset ReadSessions() => new DatasetReader().ReadSessions(options.Train, TestFile());

    private SequenceDataset ReadLeaveOneOut() => new DatasetReader().ReadLeaveOneOut(options.Train);

    private string TestFile() =>
        options.Test ?? throw new InputFormatException("--test", $"needed by protocol {options.Protocol}");
}
