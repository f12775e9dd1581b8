using SocialCommerce.Grains.Interfaces.Experiments;

namespace SocialCommerce.Grains.Experiments;

/// <summary>Keeps what runs as state and all experiments as a durable list.</summary>
internal sealed class ExperimentDirectoryGrain(
    [PersistentState("experiments", StorageNames.Commerce)] IPersistentState<ExperimentDirectoryState> storage,
    IListStore lists) : Grain, IExperimentDirectoryGrain
{
    public Task<ImmutableArray<RunningExperiment>> GetRunningAsync(CancellationToken cancellationToken) =>
        Task.FromResult(storage.State.Running);

    public Task RegisterAsync(string experimentId, CancellationToken cancellationToken) =>
        lists.ApplyAsync([ListChange.Add(ListNames.Experiments, experimentId)], cancellationToken);

    public async Task<bool> RunAsync(RunExperiment command, CancellationToken cancellationToken)
    {
        if (TrafficRules.Run(storage.State.Running, command) is not { } running)
        {
            return false;
        }

        await storage.SaveAsync(new ExperimentDirectoryState { Running = running }, this);
        return true;
    }

    public Task StopAsync(string experimentId, CancellationToken cancellationToken)
    {
        var running = storage.State.Running.RemoveAll(experiment => experiment.ExperimentId == experimentId);
        return running.Length == storage.State.Running.Length
            ? Task.CompletedTask
            : storage.SaveAsync(new ExperimentDirectoryState { Running = running }, this);
    }

    public async Task<ExperimentPage> ListAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var page = await lists.PageAsync(ListNames.Experiments, request, cancellationToken);
        var experiments = await Task.WhenAll(page.Ids.Select(
            id => GrainFactory.GetGrain<IExperimentGrain>(id).GetAsync(cancellationToken)));
        return new ExperimentPage([.. experiments.OfType<ExperimentSnapshot>()], page.NextCursor);
    }
}

/// <summary>What is stored of the directory.</summary>
internal sealed record ExperimentDirectoryState
{
    public ImmutableArray<RunningExperiment> Running { get; set; } = [];
}
