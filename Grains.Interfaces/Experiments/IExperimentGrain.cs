namespace SocialCommerce.Grains.Interfaces.Experiments;

/// <summary>One experiment: its definition, its life and what it found. Key: the experiment id.</summary>
[Alias("sc.IExperimentGrain")]
public interface IExperimentGrain : IGrainWithStringKey
{
    /// <summary>Creates a draft; repeating it changes nothing.</summary>
    [Idempotent, Alias("Create")]
    Task<ExperimentResult> CreateAsync(CreateExperiment command, CancellationToken cancellationToken = default);

    /// <summary>The experiment, or null when there is none. Interleaves, as the directory asks while it is asked.</summary>
    [AlwaysInterleave, Idempotent, Alias("Get")]
    Task<ExperimentSnapshot?> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>From here on units are assigned.</summary>
    [Idempotent, ResponseTimeout(Interactions.IInteractionPartitionGrain.LongWork), Alias("Start")]
    Task<ExperimentResult> StartAsync(CancellationToken cancellationToken = default);

    /// <summary>The kill switch: within a second every silo is back at the defaults. For good.</summary>
    [Idempotent, Alias("Stop")]
    Task<ExperimentResult> StopAsync(CancellationToken cancellationToken = default);

    /// <summary>Moves the shares of new units. Units that have a variant keep it.</summary>
    [Idempotent, Alias("SetWeights")]
    Task<ExperimentResult> SetWeightsAsync(SetWeights command, CancellationToken cancellationToken = default);

    /// <summary>What the log says up to now, or up to the stop; null when there is no such experiment.</summary>
    [Idempotent, ResponseTimeout(Interactions.IInteractionPartitionGrain.LongWork), Alias("GetReport")]
    Task<ExperimentReport?> GetReportAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Looks at the log and remembers what was found; a bandit moves its weights by it. A reminder does this every minute.
    /// </summary>
    [ResponseTimeout(Interactions.IInteractionPartitionGrain.LongWork), Alias("Observe")]
    Task ObserveAsync(CancellationToken cancellationToken = default);
}
