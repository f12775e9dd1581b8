using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Interfaces.Products;

/// <summary>
/// What one window of one partition means for one product. Each part carries the sequence of the log row it comes
/// from, so that rows which arrive again, in whatever grouping, are recognised one by one.
/// </summary>
/// <param name="Previous">
/// The last row that this target was told of since the checkpoint; a target that does not have it has lost rows.
/// </param>
[GenerateSerializer, Immutable, Alias("sc.ProductDelta")]
public sealed record ProductDelta(
    [property: Id(0)] int Partition,
    [property: Id(1)] ImmutableArray<ProductEngagement> Engagements,
    [property: Id(2)] ImmutableArray<NeighbourGain> Gains,
    [property: Id(3)] long Previous = 0);

/// <summary>A user engaged this product.</summary>
[GenerateSerializer, Immutable, Alias("sc.ProductEngagement")]
public sealed record ProductEngagement(
    [property: Id(0)] long Sequence,
    [property: Id(1)] InteractionKind Kind,
    [property: Id(2)] bool IsFirst,
    [property: Id(3)] ImmutableArray<float> UserEmbedding);

/// <summary>This product and another were engaged by the same user.</summary>
/// <param name="Weight">How strongly they belong to one taste, or 0.</param>
/// <param name="IsReturn">Whether the other is this product itself, come back.</param>
/// <param name="Gap">How many places the other came after this one; negative when it came before; 0 when neither.</param>
[GenerateSerializer, Immutable, Alias("sc.NeighbourGain")]
public readonly record struct NeighbourGain(
    [property: Id(0)] long Sequence,
    [property: Id(1)] string ProductId,
    [property: Id(2)] float Weight,
    [property: Id(3)] int Gap = 0,
    [property: Id(4)] bool IsReturn = false);
