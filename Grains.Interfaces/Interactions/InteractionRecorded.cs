namespace SocialCommerce.Grains.Interfaces.Interactions;

/// <summary>
/// A hint that a row of the interaction log is durable. The log is the truth: a consumer that misses a hint sees a
/// hole in <see cref="Sequence"/> and reads the rows from the log.
/// </summary>
/// <param name="Sequence">Dense within the partition, starting at 1.</param>
/// <param name="IsFirst">Whether the user had not touched the product before.</param>
/// <param name="Ties">What the interaction ties the product to.</param>
/// <param name="UserEmbedding">Where the user stood before; empty when nothing is known.</param>
/// <param name="RecordedAt">By the clock of the silo that appended it.</param>
[GenerateSerializer, Immutable, Alias("sc.InteractionRecorded")]
public sealed record InteractionRecorded(
    [property: Id(0)] int Partition,
    [property: Id(1)] long Sequence,
    [property: Id(2)] long Offset,
    [property: Id(3)] string UserId,
    [property: Id(4)] Interaction Interaction,
    [property: Id(5)] string Category,
    [property: Id(6)] bool IsFirst,
    [property: Id(7)] ImmutableArray<ProductTie> Ties,
    [property: Id(8)] ImmutableArray<float> UserEmbedding,
    [property: Id(9)] DateTimeOffset RecordedAt = default);

/// <summary>How one user ties the product of an interaction to an earlier one.</summary>
/// <param name="Weight">How strongly the two belong to one taste; 0 when the product was touched before.</param>
/// <param name="Gap">How many places earlier it was touched, from 1; 0 when that is too long ago to follow from it.</param>
[GenerateSerializer, Immutable, Alias("sc.ProductTie")]
public readonly record struct ProductTie(
    [property: Id(0)] string ProductId,
    [property: Id(1)] float Weight,
    [property: Id(2)] int Gap = 0);
