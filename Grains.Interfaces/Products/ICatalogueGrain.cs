namespace SocialCommerce.Grains.Interfaces.Products;

/// <summary>The paged listing of products, newest first. Key: a category, or <see cref="All"/>.</summary>
[Alias("sc.ICatalogueGrain")]
public interface ICatalogueGrain : IGrainWithStringKey
{
    /// <summary>The key of the listing that holds every product. No category can be called this.</summary>
    const string All = "*";

    [Idempotent, Alias("List")]
    Task<ProductPage> ListAsync(PageRequest request, CancellationToken cancellationToken = default);
}

[GenerateSerializer, Immutable, Alias("sc.ProductPage")]
public sealed record ProductPage(
    [property: Id(0)] ImmutableArray<ProductSnapshot> Products,
    [property: Id(1)] string? NextCursor);
