using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Products;

/// <summary>What is stored of a product: what it is, and what the interaction log made of it so far.</summary>
internal sealed record ProductState
{
    public string? SellerId { get; init; }

    public ProductDetails? Details { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public long Version { get; init; }

    public ProductCounters Counters { get; init; } = new();

    public ItemNeighbourhoodSnapshot<string>? Neighbourhood { get; init; }

    public float[] Embedding { get; init; } = [];

    /// <summary>Per partition of the log, the last sequence that is in counters, neighbourhood and embedding.</summary>
    public long[] Applied { get; init; } = [];

    /// <summary>Rooms that sell the product, newest first, bounded.</summary>
    public ImmutableArray<string> Rooms { get; init; } = [];
}
