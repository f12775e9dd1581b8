namespace SocialCommerce.Grains.Interfaces.Interactions;

/// <summary>
/// A hint that a row of the interaction log is durable. The log is the truth: a consumer that misses a hint sees a
/// hole in <see cref="Sequence"/> and reads the rows from the log.
/// </summary>
/// <param name="Sequence">Dense within the partition, starting at 1.</param>
/// <param name="History">What the user had touched before, newest first, distinct, bounded.</param>
/// <param name="Degree">How many interactions the user had before this one.</param>
[GenerateSerializer, Immutable, Alias("sc.InteractionRecorded")]
public sealed record InteractionRecorded(
    [property: Id(0)] int Partition,
    [property: Id(1)] long Sequence,
    [property: Id(2)] long Offset,
    [property: Id(3)] string UserId,
    [property: Id(4)] Interaction Interaction,
    [property: Id(5)] string Category,
    [property: Id(6)] ImmutableArray<string> History,
    [property: Id(7)] int Degree,
    [property: Id(8)] ImmutableArray<float> UserEmbedding);
