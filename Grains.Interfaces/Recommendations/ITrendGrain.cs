namespace SocialCommerce.Grains.Interfaces.Recommendations;

/// <summary>
/// What is popular and what is new, over everything or within one category. Key: <see cref="All"/> or a category.
/// </summary>
[Alias("sc.ITrendGrain")]
public interface ITrendGrain : IGrainWithStringKey
{
    const string All = "*";

    /// <summary>The most popular of late, strongest first, and the newest products, newest first.</summary>
    [ReadOnly, Idempotent, Alias("GetPool")]
    Task<TrendPool> GetPoolAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>Adds a product to the newest, at once: nobody has to touch it first.</summary>
    [Idempotent, Alias("AddNew")]
    Task AddNewAsync(NewProduct product, CancellationToken cancellationToken = default);

    /// <summary>
    /// Applies what a partition gathered; rows that were applied before are ignored. False, and nothing applied, when
    /// earlier rows are missing.
    /// </summary>
    [Alias("Apply")]
    Task<bool> ApplyAsync(TrendDelta delta, CancellationToken cancellationToken = default);

    /// <summary>Makes the applied rows durable and says up to which sequence of the partition they are.</summary>
    [ResponseTimeout(Interactions.IInteractionPartitionGrain.LongWork), Alias("Flush")]
    Task<long> FlushAsync(int partition, CancellationToken cancellationToken = default);
}

[GenerateSerializer, Immutable, Alias("sc.TrendPool")]
public sealed record TrendPool(
    [property: Id(0)] ImmutableArray<TrendEntry> Popular,
    [property: Id(1)] ImmutableArray<string> Newest);

/// <param name="Score">Decayed count at the time of asking.</param>
[GenerateSerializer, Immutable, Alias("sc.TrendEntry")]
public readonly record struct TrendEntry([property: Id(0)] string ProductId, [property: Id(1)] double Score);

[GenerateSerializer, Immutable, Alias("sc.NewProduct")]
public sealed record NewProduct([property: Id(0)] string ProductId, [property: Id(1)] DateTimeOffset At);

/// <param name="Previous">
/// The last row that this target was told of since the checkpoint; a target that does not have it has lost rows.
/// </param>
[GenerateSerializer, Immutable, Alias("sc.TrendDelta")]
public sealed record TrendDelta(
    [property: Id(0)] int Partition,
    [property: Id(1)] ImmutableArray<TrendHit> Hits,
    [property: Id(2)] long Previous = 0);

/// <summary>One interaction that counts towards a product's trend.</summary>
[GenerateSerializer, Immutable, Alias("sc.TrendHit")]
public readonly record struct TrendHit(
    [property: Id(0)] long Sequence,
    [property: Id(1)] string ProductId,
    [property: Id(2)] float Weight,
    [property: Id(3)] DateTimeOffset At);
