namespace SocialCommerce.Grains.Interfaces.Interactions;

/// <summary>
/// Carries the interactions of one partition of the users to the products, trends and rooms they touch: gathers what
/// arrives in a short window, merges it per target, applies one delta per target. Key: the partition number.
/// </summary>
[Alias("sc.IInteractionPartitionGrain")]
public interface IInteractionPartitionGrain : IGrainWithIntegerKey
{
    /// <summary>For calls that write or read much; others are given up sooner.</summary>
    const string LongWork = "00:00:30";

    /// <summary>Reads what the log has beyond the last applied row, and applies it. Called at start and by a reminder.</summary>
    [Idempotent, ResponseTimeout(LongWork), Alias("CatchUp")]
    Task CatchUpAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns when every row that is in the log now is applied to its targets.</summary>
    [Idempotent, ResponseTimeout(LongWork), Alias("Drain")]
    Task DrainAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes what was applied durable in the targets, so that a restart need not apply it again.</summary>
    [Idempotent, ResponseTimeout(LongWork), Alias("Checkpoint")]
    Task CheckpointAsync(CancellationToken cancellationToken = default);

    /// <summary>How far it is. Interleaves: whoever asks wants to know it most while the partition is busy.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetProgress")]
    Task<PartitionProgress> GetProgressAsync(CancellationToken cancellationToken = default);
}

/// <param name="Applied">Last sequence applied to all its targets.</param>
/// <param name="Checkpoint">Last sequence durable in all its targets.</param>
/// <param name="Head">Last sequence of the log.</param>
[GenerateSerializer, Immutable, Alias("sc.PartitionProgress")]
public sealed record PartitionProgress(
    [property: Id(0)] int Partition,
    [property: Id(1)] long Applied,
    [property: Id(2)] long Checkpoint,
    [property: Id(3)] long Head = 0);
