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

        var blend = isBlend ? Fit(Sources(model, trained), dataset) : new ScoreBlend(1);
        var (later, laterSeconds) = Record(model, dataset.HeldOut);
        var sources = Sources(model, trained);
        var metrics = Rank(sources, blend, whole);
        var rate = (events + later) / Math.Max(seconds + laterSeconds, 1e-6);
        return new EvaluationResult(metrics, events + later, rate)
        {
            Details =
            [
                ("trainingSeconds", trainingSeconds),
                .. sources.Select((source, index) => ($"weight.{source.Name}", (double)blend.Weights[index])),
                .. sources.Where(_ => isBlend).SelectMany(source => Alone(source, whole)),
            ],
        };
    }

    private List<INextItemSource> Sources(IncrementalSequenceModel model, List<EmbeddingSource> trained)
    {
        var sources = new List<INextItemSource>(trained);
        if (IsAsked(IncrementalSource.SourceName))
        {
            sources.Insert(0, new IncrementalSource(model));
        }

        return sources;
    }

    private EvaluationMetrics Rank(List<INextItemSource> sources, ScoreBlend blend, SequenceDataset dataset)
    {
        var ranker = new NextItemRanker(dataset.ItemCount, sources, dataset.ExcludeHistory);
        return progress.Phase("Ranking", dataset.Test.Count, report =>
            SequenceProtocols.Evaluate(ranker, blend, dataset, options.Top, options.Seed, report));
    }

    // What each part of the blend reaches by itself, on the same cases.
    private IEnumerable<(string Name, double Value)> Alone(INextItemSource source, SequenceDataset dataset)
    {
        var metrics = Rank([source], new ScoreBlend(1), dataset);
        (string Name, double Value)[] figures =
        [
            ("hr@10", metrics.HitRateAt10), ("ndcg@10", metrics.NdcgAt10),
            ($"hr@{options.Top}", metrics.HitRateAtTop), ($"mrr@{options.Top}", metrics.MrrAtTop),
        ];
        return figures.DistinctBy(figure => figure.Name).Select(figure => ($"alone.{source.Name}.{figure.Name}", figure.Value));
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

    private ScoreBlend Fit(List<INextItemSource> sources, SequenceDataset dataset)
    {
        var ranker = new NextItemRanker(dataset.ItemCount, sources, dataset.ExcludeHistory);
        return progress.Phase("Weighing", dataset.Validation.Count, report =>
            ranker.Fit(dataset.Validation, options.Top, report)).Blend;
    }
}
