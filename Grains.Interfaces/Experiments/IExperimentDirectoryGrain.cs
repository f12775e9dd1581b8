namespace SocialCommerce.Grains.Interfaces.Experiments;

/// <summary>Which experiments there are and which of them run, on what part of the traffic. Key: <see cref="All"/>.</summary>
[Alias("sc.IExperimentDirectoryGrain")]
public interface IExperimentDirectoryGrain : IGrainWithStringKey
{
    const string All = "*";

    /// <summary>Experiments that run now. Every silo asks this twice a second while it has requests to answer.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetRunning")]
    Task<ImmutableArray<RunningExperiment>> GetRunningAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the experiment and says so; repeating it changes nothing.</summary>
    [Idempotent, Alias("Register")]
    Task RegisterAsync(string experimentId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a starting experiment its part of the traffic, or new weights to one that runs. False when no part is free
    /// that is large enough.
    /// </summary>
    [Idempotent, Alias("Run")]
    Task<bool> RunAsync(RunExperiment command, CancellationToken cancellationToken = default);

    /// <summary>Takes the experiment out of what runs; its part of the traffic is free again.</summary>
    [Idempotent, Alias("Stop")]
    Task StopAsync(string experimentId, CancellationToken cancellationToken = default);

    /// <summary>All experiments, newest first.</summary>
    [AlwaysInterleave, Idempotent, Alias("List")]
    Task<ExperimentPage> ListAsync(PageRequest request, CancellationToken cancellationToken = default);
}

[GenerateSerializer, Immutable, Alias("sc.RunExperiment")]
public sealed record RunExperiment(
    [property: Id(0)] string ExperimentId,
    [property: Id(1)] ExperimentDefinition Definition,
    [property: Id(2)] ImmutableArray<double> Weights);

/// <summary>What a silo needs to know of a running experiment.</summary>
/// <param name="Weights">Shares of new units, in the order of the variants.</param>
/// <param name="TrafficFrom">The part of [0, 1) that it has: from this position of a unit on.</param>
/// <param name="TrafficTo">Up to and without this position.</param>
[GenerateSerializer, Immutable, Alias("sc.RunningExperiment")]
public sealed record RunningExperiment(
    [property: Id(0)] string ExperimentId,
    [property: Id(1)] ExperimentUnit Unit,
    [property: Id(2)] ImmutableArray<ExperimentVariant> Variants,
    [property: Id(3)] ImmutableArray<double> Weights,
    [property: Id(4)] double TrafficFrom,
    [property: Id(5)] double TrafficTo);
