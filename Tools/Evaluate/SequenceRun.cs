using SocialCommerce.Algorithms.Evaluation;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Tools.Evaluate;

/// <summary>
/// A next-item protocol: records every event once, trains what is asked for, finds the weights of a blend on cases of
/// validation, ranks, measures.
/// </summary>
internal sealed class SequenceRun(EvaluateOptions options, TimeProvider time, IEvaluationProgress progress)
{
    private static readonly IReadOnlyList<IModelTrainer> Trainers = [new SasRecTrainer()];

    /// <summary>What can be measured alone.</summary>
    public static IReadOnlyList<string> Models { get; } = [IncrementalSource.SourceName, .. Trainers.Select(trainer => trainer.Kind)];

    public EvaluationResult Run(SequenceDataset whole)
    {
        var trainers = Trainers.Where(trainer => IsAsked(trainer.Kind)).ToList();
        var isBlend = trainers.Count > 0 && IsAsked(IncrementalSource.SourceName);
        var dataset = isBlend ? SequenceProtocols.HoldOut(whole, options.Seed) : whole;
        var model = new IncrementalSequenceModel(dataset.ItemCount);
        var (events, seconds) = Record(model, dataset.Train);

        var start = time.GetTimestamp();
        var trained = trainers.Select(trainer => new EmbeddingSource(Train(trainer, dataset))).ToList();
        var trainingSeconds = time.GetElapsedTime(start).TotalSeconds;

        var blend = isBlend ? Fit(SourcesNow(), dataset) : new ScoreBlend(1);
        var (later, laterSeconds) = Record(model, dataset.HeldOut);
        var sources = SourcesNow();
        var ranker = new NextItemRanker(dataset.ItemCount, sources, dataset.ExcludeHistory);
        var metrics = progress.Phase("Ranking", dataset.Test.Count, report =>
            SequenceProtocols.Evaluate(ranker, blend, whole, options.Top, options.Seed, report));
        var rate = (events + later) / Math.Max(seconds + laterSeconds, 1e-6);
        return new EvaluationResult(metrics, events + later, rate)
        {
            Details = [("trainingSeconds", trainingSeconds), .. sources.Select((source, index) => ($"weight.{source.Name}", (double)blend.Weights[index]))],
        };

        IReadOnlyList<INextItemSource> SourcesNow() =>
            [.. IsAsked(IncrementalSource.SourceName) ? [new IncrementalSource(model)] : Array.Empty<INextItemSource>(), .. trained];
    }

    private bool IsAsked(string model) => options.Models == EvaluateOptions.AllModels || options.Models == model;

    private (long Events, double Seconds) Record(IncrementalSequenceModel model, IReadOnlyList<int[]> sequences)
    {
        var start = time.GetTimestamp();
        var total = sequences.Sum(sequence => (long)sequence.Length);
        var events = total == 0 ? 0 : progress.Phase("Recording", total, report => SequenceProtocols.Record(model, sequences, report));
        return (events, time.GetElapsedTime(start).TotalSeconds);
    }

    private IEmbeddingModel Train(IModelTrainer trainer, SequenceDataset dataset)
    {
        var run = trainer.Start(new TrainingData(dataset.ItemCount, dataset.Train), options.Seed);
        return progress.Phase($"Training {trainer.Kind}", run.StepsTotal, report =>
        {
            while (run.StepsDone < run.StepsTotal)
            {
                run.Step();
                report.Report(run.StepsDone);
            }

            using var artifact = new MemoryStream();
            run.WriteModel(artifact);
            artifact.Position = 0;
            return trainer.Read(artifact);
        });
    }

    private ScoreBlend Fit(IReadOnlyList<INextItemSource> sources, SequenceDataset dataset)
    {
        var ranker = new NextItemRanker(dataset.ItemCount, sources, dataset.ExcludeHistory);
        return progress.Phase("Weighing", dataset.Validation.Count, report =>
            ranker.Fit(dataset.Validation, options.Top, report)).Blend;
    }
}
