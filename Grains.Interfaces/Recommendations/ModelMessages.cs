namespace SocialCommerce.Grains.Interfaces.Recommendations;

/// <summary>A set of models that were trained together and serve together.</summary>
/// <param name="Version">Names the set in every suggestion answer, such as m7.</param>
/// <param name="Kinds">The models in it, such as ials or sasrec; each is a stored artifact.</param>
/// <param name="Rows">Interactions learnt from.</param>
/// <param name="Metrics">Of the held-out part of the log: "ials ndcg@20" and the like, 0 to 1.</param>
[GenerateSerializer, Immutable, Alias("sc.ModelVersion")]
public sealed record ModelVersion(
    [property: Id(0)] string Version,
    [property: Id(1)] ModelStatus Status,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] ImmutableArray<string> Kinds,
    [property: Id(4)] long Rows,
    [property: Id(5)] int Products,
    [property: Id(6)] int Users,
    [property: Id(7)] ImmutableDictionary<string, double> Metrics,
    [property: Id(8)] string Note);

[GenerateSerializer, Alias("sc.ModelStatus")]
public enum ModelStatus
{
    Unknown = 0,

    /// <summary>Trained, evaluated and not better than what serves.</summary>
    Rejected = 1,

    /// <summary>Serves.</summary>
    Active = 2,

    /// <summary>Served before.</summary>
    Retired = 3,
}

[GenerateSerializer, Immutable, Alias("sc.ModelsStatus")]
public sealed record ModelsStatus(
    [property: Id(0)] string? Active,
    [property: Id(1)] ImmutableArray<ModelVersion> Versions,
    [property: Id(2)] TrainingProgress? Training);

/// <summary>A training that runs or waits for a silo to take it.</summary>
[GenerateSerializer, Immutable, Alias("sc.TrainingProgress")]
public sealed record TrainingProgress(
    [property: Id(0)] string Version,
    [property: Id(1)] DateTimeOffset StartedAt,
    [property: Id(2)] string? Worker,
    [property: Id(3)] string Stage,
    [property: Id(4)] int StepsDone,
    [property: Id(5)] int StepsTotal);

[GenerateSerializer, Immutable, Alias("sc.ModelAnswer")]
public sealed record ModelAnswer([property: Id(0)] ModelOutcome Outcome, [property: Id(1)] ModelsStatus Status);

[GenerateSerializer, Alias("sc.ModelOutcome")]
public enum ModelOutcome
{
    Unknown = 0,
    Done = 1,
    NotFound = 2,

    /// <summary>What the command names is no longer so: another version serves, or another training runs.</summary>
    Stale = 3,
}

[GenerateSerializer, Immutable, Alias("sc.StartTraining")]
public sealed record StartTraining([property: Id(0)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("sc.PromoteModel")]
public sealed record PromoteModel([property: Id(0)] string Version, [property: Id(1)] DateTimeOffset At);

/// <param name="Leave">The version that is to stop serving.</param>
[GenerateSerializer, Immutable, Alias("sc.RollbackModel")]
public sealed record RollbackModel([property: Id(0)] string Leave, [property: Id(1)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("sc.LeaseTraining")]
public sealed record LeaseTraining([property: Id(0)] string Worker, [property: Id(1)] DateTimeOffset At);

/// <summary>One training as the silo that does it has to know it.</summary>
/// <param name="Heads">Per partition the last row of the log to learn from, so that a resumed training sees the same.</param>
/// <param name="Finished">Models that are trained and stored already.</param>
/// <param name="Checkpoint">Stored state of the model that was being trained, if it was kept.</param>
[GenerateSerializer, Immutable, Alias("sc.TrainingWork")]
public sealed record TrainingWork(
    [property: Id(0)] string Version,
    [property: Id(1)] ImmutableArray<long> Heads,
    [property: Id(2)] long Seed,
    [property: Id(3)] ImmutableArray<string> Finished,
    [property: Id(4)] string? Checkpoint,
    [property: Id(5)] ModelVersion? Active);

/// <param name="Stage">What is being done: reading, the kind of a model, evaluating.</param>
/// <param name="Finished">A model that is trained and stored now.</param>
/// <param name="Checkpoint">The stored state to resume from; null keeps what was told before.</param>
[GenerateSerializer, Immutable, Alias("sc.TrainingReport")]
public sealed record TrainingReport(
    [property: Id(0)] string Worker,
    [property: Id(1)] string Version,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string Stage,
    [property: Id(4)] int StepsDone,
    [property: Id(5)] int StepsTotal,
    [property: Id(6)] string? Finished = null,
    [property: Id(7)] string? Checkpoint = null);

/// <param name="IsBetter">Whether the evaluation allows the version to serve.</param>
/// <param name="Failure">Why there is no model, when the training could not be done.</param>
[GenerateSerializer, Immutable, Alias("sc.TrainingOutcome")]
public sealed record TrainingOutcome(
    [property: Id(0)] string Worker,
    [property: Id(1)] ModelVersion Model,
    [property: Id(2)] bool IsBetter,
    [property: Id(3)] string? Failure = null);
