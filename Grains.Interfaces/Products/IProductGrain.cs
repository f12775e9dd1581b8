namespace SocialCommerce.Grains.Interfaces.Products;

/// <summary>A product: what it is, how people meet it, which products it is met with. Key: the product id.</summary>
[Alias("sc.IProductGrain")]
public partial interface IProductGrain : IGrainWithStringKey
{
    /// <summary>Creates the product. Repeating the same command is answered like the first time.</summary>
    [Alias("Create")]
    Task<ProductResult> CreateAsync(CreateProduct command, CancellationToken cancellationToken = default);

    [Alias("Update")]
    Task<ProductResult> UpdateAsync(UpdateProduct command, CancellationToken cancellationToken = default);

    /// <summary>The product, or null when there is none.</summary>
    [ReadOnly, Idempotent, Alias("Get")]
    Task<ProductSnapshot?> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// What ranking and lists need, or null when there is no such product. Interleaves: it reads what is published, and
    /// products ask each other.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("GetCard")]
    Task<ProductCard?> GetCardAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The products most engaged together with this one, a bounded list in no particular order. Interleaves, to answer
    /// at once.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("GetNeighbours")]
    Task<ImmutableArray<Neighbour>> GetNeighboursAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The products that people touch next after this one, a bounded list in no particular order. Interleaves, to answer
    /// at once.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("GetSuccessors")]
    Task<ImmutableArray<Neighbour>> GetSuccessorsAsync(CancellationToken cancellationToken = default);

    /// <summary>Products like this one, with cards and reasons, sold-out ones left out.</summary>
    [ReadOnly, Idempotent, Alias("GetSimilar")]
    Task<ImmutableArray<Recommendations.Suggestion>> GetSimilarAsync(
        int limit, CancellationToken cancellationToken = default);

    /// <summary>Tells the product that a room sells it, so that the room hears of stock changes.</summary>
    [Idempotent, Alias("AttachRoom")]
    Task AttachRoomAsync(string roomId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Applies what a partition gathered; rows that were applied before are ignored. False, and nothing applied, when
    /// earlier rows are missing.
    /// </summary>
    [Alias("Apply")]
    Task<bool> ApplyAsync(ProductDelta delta, CancellationToken cancellationToken = default);

    /// <summary>Makes the applied rows durable and says up to which sequence of the partition they are.</summary>
    [ResponseTimeout(Interactions.IInteractionPartitionGrain.LongWork), Alias("Flush")]
    Task<long> FlushAsync(int partition, CancellationToken cancellationToken = default);
}

/// <summary>A product that is engaged together with another. Weight is normalised and comparable within one list.</summary>
[GenerateSerializer, Immutable, Alias("sc.Neighbour")]
public readonly record struct Neighbour([property: Id(0)] string ProductId, [property: Id(1)] float Weight);
