using System.Text;
using Microsoft.Extensions.Options;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Where a training runs.</summary>
internal interface ITrainingHost
{
    /// <summary>Tells how far it is; false when the training is to stop.</summary>
    Task<bool> ReportAsync(TrainingReport report);

    /// <summary>Called after each piece of computing with the time it took, to leave the machine to the shop for a while.</summary>
    Task PauseAfterAsync(TimeSpan computed, CancellationToken cancellationToken);
}

/// <summary>The training was given up, or went to another silo.</summary>
internal sealed class TrainingLostException() : Exception("The training is not this silo's any more.");

/// <summary>
/// One training from the log to an evaluated version: reads, trains each kind of model in short throttled steps, keeps
/// checkpoints so that another process can go on, and measures the new version beside what serves on the same held-out
/// interactions. Computes on threads of its own, away from the grains.
/// </summary>
internal sealed class TrainingJob(
    IInteractionLog log,
    IImpressionLog impressions,
    IBlobStore blobs,
    IEnumerable<IModelTrainer> trainers,
    ActiveModels active,
    IOptions<TrainingOptions> options,
    TimeProvider clock)
{
    /// <exception cref="TrainingLostException">A report was answered with false.</exception>
    public async Task<TrainingOutcome> RunAsync(
        TrainingWork work, string worker, ITrainingHost host, CancellationToken cancellationToken)
    {
        var reporter = new TrainingReporter(work.Version, worker, host, clock);
        await reporter.TellAsync(TrainingStages.Reading, 0, 1);
        var rows = await TrainingReader.ReadAsync(log, work.Heads, options.Value.RowsMax, reporter.KeepAliveAsync, cancellationToken);
        var corpus = await ComputeAsync(() => TrainingCorpus.Make(rows, options.Value.ProductRowsMin), cancellationToken);
        if (corpus.HeldOut.IsEmpty)
        {
            return Fail(work, worker, "Too few users have touched enough products to train and to measure a model.");
        }

        await blobs.WriteAsync(
            ModelBlobs.Products(work.Version), Encoding.UTF8.GetBytes(string.Join('\n', corpus.ProductIds)), cancellationToken);
        foreach (var trainer in trainers.Where(trainer => !work.Finished.Contains(trainer.Kind)))
        {
            var checkpoint = trainer.Kind == CheckpointedKind(work) ? work.Checkpoint : null;
            await TrainAsync(trainer, work, corpus.Data, checkpoint, reporter, cancellationToken);
        }

        await reporter.TellAsync(RankerNetwork.KindName, 0, 1);
        var ranker = await TrainRankerAsync(work, reporter, cancellationToken);
        await reporter.TellAsync(TrainingStages.Evaluating, 0, 1);
        return await EvaluateAsync(work, worker, corpus, ranker, cancellationToken);
    }

    private async Task<RankerTraining> TrainRankerAsync(
        TrainingWork work, TrainingReporter reporter, CancellationToken cancellationToken)
    {
        var examples = await RankerExamples.ReadAsync(
            impressions, options.Value.RankerExamplesMax, reporter.KeepAliveAsync, cancellationToken);
        var trainer = new RankerTrainer(CandidateFeatures.Count, CandidateFeatures.Blend, CandidateFeatures.Place);
        var training = await ComputeAsync(() => trainer.Train(examples, unchecked((ulong)work.Seed)), cancellationToken);
        if (training.Network is { } network)
        {
            await blobs.WriteAsync(
                ModelBlobs.Model(work.Version, RankerNetwork.KindName), Bytes(network.Write), cancellationToken);
        }

        return training;
    }

    // The kinds are trained in their order, so the first that is not finished is the one with the checkpoint.
    private string? CheckpointedKind(TrainingWork work) =>
        trainers.FirstOrDefault(trainer => !work.Finished.Contains(trainer.Kind))?.Kind;

    private async Task TrainAsync(
        IModelTrainer trainer,
        TrainingWork work,
        TrainingData data,
        string? checkpoint,
        TrainingReporter reporter,
        CancellationToken cancellationToken)
    {
        var run = await StartAsync(trainer, data, work.Seed, checkpoint, cancellationToken);
        var keptAt = clock.GetTimestamp();
        while (run.StepsDone < run.StepsTotal)
        {
            await StepAsync(run, reporter, cancellationToken);
            string? kept = null;
            if (clock.GetElapsedTime(keptAt) >= options.Value.CheckpointPeriod && run.StepsDone < run.StepsTotal)
            {
                kept = ModelBlobs.Checkpoint(work.Version, run.StepsDone);
                kept = kept == checkpoint ? ModelBlobs.Checkpoint(work.Version, run.StepsDone + 1) : kept;
                await blobs.WriteAsync(kept, Bytes(run.WriteCheckpoint), cancellationToken);
                (checkpoint, keptAt) = (kept, clock.GetTimestamp());
            }

            await reporter.TellAsync(trainer.Kind, run.StepsDone, run.StepsTotal, checkpoint: kept);
        }

        await blobs.WriteAsync(ModelBlobs.Model(work.Version, trainer.Kind), Bytes(run.WriteModel), cancellationToken);
        await reporter.TellAsync(trainer.Kind, run.StepsDone, run.StepsTotal, finished: trainer.Kind);
    }

    private async Task<ITrainingRun> StartAsync(
        IModelTrainer trainer, TrainingData data, long seed, string? checkpoint, CancellationToken cancellationToken)
    {
        if (checkpoint is not null && await blobs.ReadAsync(checkpoint, cancellationToken) is { } kept)
        {
            return await ComputeAsync(
                () => trainer.Resume(data, new MemoryStream(kept, writable: false)), cancellationToken);
        }

        return await ComputeAsync(() => trainer.Start(data, unchecked((ulong)seed)), cancellationToken);
    }

    private async Task StepAsync(ITrainingRun run, TrainingReporter reporter, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        await ComputeAsync(
            () =>
            {
                run.Step();
                return true;
            },
            cancellationToken);
        await reporter.Host.PauseAfterAsync(clock.GetElapsedTime(started), cancellationToken);
    }

    private async Task<TrainingOutcome> EvaluateAsync(
        TrainingWork work, string worker, TrainingCorpus corpus, RankerTraining ranker, CancellationToken cancellationToken)
    {
        var version = new ModelVersion(
            work.Version, ModelStatus.Rejected, clock.GetUtcNow(), [.. trainers.Select(trainer => trainer.Kind)], corpus.Rows,
            corpus.ProductIds.Length, corpus.UserCount, ImmutableDictionary<string, double>.Empty, "");
        var candidate = await active.LoadAsync(version, cancellationToken);
        var serving = await LoadServingAsync(work.Active, cancellationToken);
        var (kinds, metrics) = await ComputeAsync(() => VersionMetrics.Measure(corpus, candidate, serving), cancellationToken);
        (kinds, metrics) = VersionMetrics.Add(kinds, metrics, ranker);
        var (isBetter, note) = ModelRules.Judge(
            metrics[VersionMetrics.Candidate],
            metrics[VersionMetrics.Popularity],
            metrics.TryGetValue(VersionMetrics.Serving, out var served) ? served : null);
        return new TrainingOutcome(worker, version with { Kinds = kinds, Metrics = metrics, Note = note }, isBetter);
    }

    private async Task<PromotedModels?> LoadServingAsync(ModelVersion? version, CancellationToken cancellationToken)
    {
        try
        {
            return version is null ? null : await active.LoadAsync(version, cancellationToken);
        }
        catch (InvalidDataException)
        {
            // What cannot be read cannot serve either: nothing to be better than.
            return null;
        }
    }

    private TrainingOutcome Fail(TrainingWork work, string worker, string reason) => new(
        worker,
        new ModelVersion(
            work.Version, ModelStatus.Rejected, clock.GetUtcNow(), [], 0, 0, 0, ImmutableDictionary<string, double>.Empty, reason),
        IsBetter: false,
        reason);

    private static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private static Task<T> ComputeAsync<T>(Func<T> compute, CancellationToken cancellationToken) => Task.Factory.StartNew(
        compute, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
