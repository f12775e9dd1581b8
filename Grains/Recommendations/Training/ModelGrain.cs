using Microsoft.Extensions.Options;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Loads, asks <see cref="ModelRules"/>, saves; removes the artifacts of versions that are no longer kept.</summary>
internal sealed partial class ModelGrain(
    [PersistentState("models", StorageNames.Commerce)] IPersistentState<ModelsState> storage,
    IInteractionLog log,
    IBlobStore blobs,
    IOptions<TrainingOptions> options,
    IEnumerable<IModelTrainer> trainers,
    ILogger<ModelGrain> logger) : Grain, IModelGrain
{
    private static readonly TimeSpan DuePeriod = TimeSpan.FromMinutes(1);

    private DateTimeOffset _askedDueAt;

    public Task<ModelsStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        Task.FromResult(ModelRules.Describe(storage.State));

    public Task<ModelVersion?> GetActiveAsync(CancellationToken cancellationToken) => Task.FromResult(Active());

    public async Task<ModelAnswer> StartTrainingAsync(StartTraining command, CancellationToken cancellationToken)
    {
        var heads = await ReadHeadsAsync(cancellationToken);
        return await AnswerAsync(ModelRules.Start(storage.State, heads, command.At));
    }

    public async Task<ModelAnswer> CancelTrainingAsync(CancellationToken cancellationToken)
    {
        var cancelled = storage.State.Training?.Version;
        var answer = await AnswerAsync(ModelRules.Cancel(storage.State));
        await DeleteAsync(cancelled, cancellationToken);
        return answer;
    }

    public Task<ModelAnswer> PromoteAsync(PromoteModel command, CancellationToken cancellationToken) =>
        AnswerAsync(ModelRules.TryPromote(storage.State, command.Version), ModelOutcome.NotFound);

    public Task<ModelAnswer> RollbackAsync(RollbackModel command, CancellationToken cancellationToken) =>
        AnswerAsync(ModelRules.Rollback(storage.State, command.Leave));

    public async Task<TrainingWork?> LeaseAsync(LeaseTraining command, CancellationToken cancellationToken)
    {
        await StartWhenDueAsync(command.At, cancellationToken);
        var next = ModelRules.TakeLease(storage.State, command.Worker, command.At);
        if (next.Training is not { } training || training.Worker != command.Worker)
        {
            return null;
        }

        await storage.SaveAsync(next, this);
        return new TrainingWork(
            training.Version, training.Heads, SeedOf(training), training.Finished, training.Checkpoint, Active());
    }

    public async Task<bool> ReportAsync(TrainingReport report, CancellationToken cancellationToken)
    {
        if (ModelRules.Report(storage.State, report) is not { } next)
        {
            return false;
        }

        await storage.SaveAsync(next, this);
        return true;
    }

    public async Task<ModelAnswer> FinishAsync(TrainingOutcome outcome, CancellationToken cancellationToken)
    {
        var before = storage.State;
        var answer = await AnswerAsync(ModelRules.Finish(before, outcome));
        if (answer.Outcome == ModelOutcome.Done)
        {
            LogFinished(outcome.Model.Version, outcome.IsBetter, outcome.Failure ?? outcome.Model.Note);
            foreach (var version in ModelRules.Surplus(before, storage.State))
            {
                await DeleteAsync(version, cancellationToken);
            }

            if (outcome.Failure is not null)
            {
                await DeleteAsync(outcome.Model.Version, cancellationToken);
            }
        }

        return answer;
    }

    // The heads are only read now and then: a lease is asked for every second.
    private async Task StartWhenDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (storage.State.Training is not null || !options.Value.IsAutomatic || now < _askedDueAt + DuePeriod)
        {
            return;
        }

        _askedDueAt = now;
        var heads = await ReadHeadsAsync(cancellationToken);
        if (ModelRules.IsDue(storage.State, heads.Sum(), options.Value))
        {
            await storage.SaveAsync(ModelRules.Start(storage.State, heads, now), this);
        }
    }

    private async Task<ImmutableArray<long>> ReadHeadsAsync(CancellationToken cancellationToken)
    {
        var heads = ImmutableArray.CreateBuilder<long>(Partitions.Count);
        for (var partition = 0; partition < Partitions.Count; partition++)
        {
            heads.Add(await log.ReadHeadAsync(partition, cancellationToken));
        }

        return heads.MoveToImmutable();
    }

    private async Task<ModelAnswer> AnswerAsync(ModelsState? next, ModelOutcome otherwise = ModelOutcome.Stale)
    {
        if (next is not null)
        {
            await storage.SaveAsync(next, this);
        }

        return new ModelAnswer(next is null ? otherwise : ModelOutcome.Done, ModelRules.Describe(storage.State));
    }

    // Blobs that are left behind by a crash right here cost space and nothing else.
    private async Task DeleteAsync(string? version, CancellationToken cancellationToken)
    {
        if (version is not null)
        {
            await blobs.DeleteAsync(ModelBlobs.Products(version), cancellationToken);
            await blobs.DeleteAsync(ModelBlobs.Checkpoint(version, 0), cancellationToken);
            await blobs.DeleteAsync(ModelBlobs.Checkpoint(version, 1), cancellationToken);
            foreach (var kind in trainers.Select(trainer => trainer.Kind).Append(RankerNetwork.KindName))
            {
                await blobs.DeleteAsync(ModelBlobs.Model(version, kind), cancellationToken);
            }
        }
    }

    private ModelVersion? Active() =>
        storage.State.Versions.FirstOrDefault(version => version.Version == storage.State.Active);

    private static long SeedOf(TrainingRecord training) => unchecked((long)Algorithms.Text.StableHash.Of(training.Version));

    [LoggerMessage(Level = LogLevel.Information, Message = "Training of {Version} is over; promoted: {IsBetter}. {Note}")]
    private partial void LogFinished(string version, bool isBetter, string note);
}
