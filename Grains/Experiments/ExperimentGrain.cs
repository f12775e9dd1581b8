using SocialCommerce.Grains.Interfaces.Experiments;

namespace SocialCommerce.Grains.Experiments;

/// <summary>Asks <see cref="ExperimentRules"/>, tells the directory, and has the ledgers summed up.</summary>
internal sealed class ExperimentGrain(
    [PersistentState("experiment", StorageNames.Commerce)] IPersistentState<ExperimentState> storage,
    TimeProvider clock) : Grain, IExperimentGrain, IRemindable
{
    private const string ObserveReminder = "observe";

    private static readonly TimeSpan ObservePeriod = TimeSpan.FromMinutes(1);

    private string ExperimentId => this.GetPrimaryKeyString();

    private IExperimentDirectoryGrain Directory =>
        GrainFactory.GetGrain<IExperimentDirectoryGrain>(IExperimentDirectoryGrain.All);

    public async Task<ExperimentResult> CreateAsync(CreateExperiment command, CancellationToken cancellationToken)
    {
        var (next, outcome, errors) = ExperimentRules.Create(storage.State, command);
        await storage.SaveAsync(next, this);
        if (outcome == ExperimentOutcome.Done)
        {
            await Directory.RegisterAsync(ExperimentId, cancellationToken);
        }

        return Answer(outcome, errors);
    }

    public Task<ExperimentSnapshot?> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult(ExperimentRules.Describe(ExperimentId, storage.State));

    public async Task<ExperimentResult> StartAsync(CancellationToken cancellationToken)
    {
        var (next, outcome) = ExperimentRules.Start(storage.State, clock.GetUtcNow());
        if (outcome != ExperimentOutcome.Done)
        {
            return Answer(outcome);
        }

        // Ledgers first: whoever hears of the experiment finds them open.
        await Task.WhenAll(Ledgers().Select(ledger => ledger.OpenAsync(
            new OpenLedger(next.Definition!.Unit, next.Weights.Length), cancellationToken)));
        if (!await RunAsync(next, cancellationToken))
        {
            return Answer(ExperimentOutcome.NoTraffic);
        }

        await this.RegisterOrUpdateReminder(ObserveReminder, ObservePeriod, ObservePeriod);
        await storage.SaveAsync(next, this);
        return Answer(ExperimentOutcome.Done);
    }

    public async Task<ExperimentResult> StopAsync(CancellationToken cancellationToken)
    {
        // What it does to people ends first, whatever else goes wrong; the reminder counts the end of it.
        await Directory.StopAsync(ExperimentId, cancellationToken);
        var (next, outcome) = ExperimentRules.Stop(storage.State, clock.GetUtcNow());
        await storage.SaveAsync(next, this);
        return Answer(outcome);
    }

    public async Task<ExperimentResult> SetWeightsAsync(SetWeights command, CancellationToken cancellationToken)
    {
        var (next, outcome, errors) = ExperimentRules.SetWeights(storage.State, command);
        await storage.SaveAsync(next, this);
        if (outcome == ExperimentOutcome.Done && next.Status == ExperimentStatus.Running)
        {
            await RunAsync(next, cancellationToken);
        }

        return Answer(outcome, errors);
    }

    public async Task<ExperimentReport?> GetReportAsync(CancellationToken cancellationToken)
    {
        if (ExperimentRules.Describe(ExperimentId, storage.State) is not { } experiment)
        {
            return null;
        }

        var sums = await SumAsync(cancellationToken);
        return Analyse(experiment, sums);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => ObserveAsync(CancellationToken.None);

    public async Task ObserveAsync(CancellationToken cancellationToken)
    {
        if (ExperimentRules.Describe(ExperimentId, storage.State) is not { } experiment)
        {
            return;
        }

        var sums = await SumAsync(cancellationToken);
        if (storage.State.Status == ExperimentStatus.Stopped)
        {
            await CloseAsync(sums, cancellationToken);
            return;
        }

        var next = ExperimentRules.Observe(storage.State, Analyse(experiment, sums), sums);
        var hasMoved = !next.Weights.SequenceEqual(storage.State.Weights);
        await storage.SaveAsync(next, this);
        if (hasMoved)
        {
            await RunAsync(next, cancellationToken);
        }
    }

    private ExperimentReport Analyse(ExperimentSnapshot experiment, ImmutableArray<VariantSums> sums) => ExperimentAnalysis.Analyse(
        experiment, sums, storage.State.History, storage.State.StoppedAt ?? clock.GetUtcNow());

    private Task<bool> RunAsync(ExperimentState state, CancellationToken cancellationToken) =>
        Directory.RunAsync(new RunExperiment(ExperimentId, state.Definition!, state.Weights), cancellationToken);

    private async Task<ImmutableArray<VariantSums>> SumAsync(CancellationToken cancellationToken)
    {
        if (!storage.State.FinalSums.IsEmpty || storage.State.StartedAt is null)
        {
            return storage.State.FinalSums;
        }

        var shards = await Task.WhenAll(Ledgers().Select(ledger => ledger.SumAsync(storage.State.StoppedAt, cancellationToken)));
        return ExperimentSums.Merge(shards);
    }

    // The units are free; what they came to stays.
    private async Task CloseAsync(ImmutableArray<VariantSums> sums, CancellationToken cancellationToken)
    {
        await storage.SaveAsync(storage.State with { FinalSums = sums }, this);
        await Task.WhenAll(Ledgers().Select(ledger => ledger.CloseAsync(cancellationToken)));
        if (await this.GetReminder(ObserveReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    private IEnumerable<IExperimentLedgerGrain> Ledgers() =>
        ExperimentShards.Keys(ExperimentId, storage.State.Definition!.Unit).Select(key => GrainFactory.GetGrain<IExperimentLedgerGrain>(key));

    private ExperimentResult Answer(ExperimentOutcome outcome, ImmutableArray<FieldError> errors = default) => new(
        outcome, ExperimentRules.Describe(ExperimentId, storage.State), errors.IsDefault ? [] : errors);
}
