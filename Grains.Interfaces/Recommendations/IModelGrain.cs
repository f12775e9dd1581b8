namespace SocialCommerce.Grains.Interfaces.Recommendations;

/// <summary>
/// The trained models of the shop: which versions there are, which one serves, and the training that makes the next. Only
/// one training runs at a time, on whichever silo holds its lease. Key: <see cref="Shop"/>.
/// </summary>
[Alias("sc.IModelGrain")]
public interface IModelGrain : IGrainWithStringKey
{
    const string Shop = "shop";

    [AlwaysInterleave, Idempotent, Alias("GetStatus")]
    Task<ModelsStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>The version that serves, or null before the first promotion. Every silo asks once a second.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetActive")]
    Task<ModelVersion?> GetActiveAsync(CancellationToken cancellationToken = default);

    /// <summary>Asks for a training on everything that is in the log now; one that runs goes on.</summary>
    [Idempotent, Alias("StartTraining")]
    Task<ModelAnswer> StartTrainingAsync(StartTraining command, CancellationToken cancellationToken = default);

    /// <summary>Gives the running training up; what it made is removed.</summary>
    [Idempotent, Alias("CancelTraining")]
    Task<ModelAnswer> CancelTrainingAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes a version serve, whatever its evaluation said.</summary>
    [Idempotent, Alias("Promote")]
    Task<ModelAnswer> PromoteAsync(PromoteModel command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Goes back to the version that served before, or to no trained model at all. Names the version that is to be left, so
    /// that a repeated command does not go back twice.
    /// </summary>
    [Idempotent, Alias("Rollback")]
    Task<ModelAnswer> RollbackAsync(RollbackModel command, CancellationToken cancellationToken = default);

    /// <summary>What a silo is to train, if anything and if nobody else does; renews the lease of the silo that has it.</summary>
    [Idempotent, Alias("Lease")]
    Task<TrainingWork?> LeaseAsync(LeaseTraining command, CancellationToken cancellationToken = default);

    /// <summary>How far the training is. False when it was given up or went to another silo: stop at once.</summary>
    [Idempotent, Alias("Report")]
    Task<bool> ReportAsync(TrainingReport report, CancellationToken cancellationToken = default);

    /// <summary>The training is over; its version is promoted when its evaluation allows.</summary>
    [Idempotent, Alias("Finish")]
    Task<ModelAnswer> FinishAsync(TrainingOutcome outcome, CancellationToken cancellationToken = default);
}
