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

/// <summary>The products of one seller, hidden ones too, newest first. Key: the seller.</summary>
[Alias("sc.ISellerCatalogueGrain")]
public interface ISellerCatalogueGrain : IGrainWithStringKey
{
    /// <summary>
    /// Those whose title, brand, category or id has the words in it; all of them without words. Looks through a bounded number
    /// of products at a time, so that a page may be shorter than asked for, and have a next one all the same.
    /// </summary>
    [Idempotent, Alias("List")]
    Task<ProductPage> ListAsync(string? words, PageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Those that anybody may see, of one category or of all. A page may be short in the same way.</summary>
    [Idempotent, Alias("ListForSale")]
    Task<ProductPage> ListForSaleAsync(string? category, PageRequest request, CancellationToken cancellationToken = default);
}

[GenerateSerializer, Immutable, Alias("sc.ProductPage")]
public sealed record ProductPage(
    [property: Id(0)] ImmutableArray<ProductSnapshot> Products,
    [property: Id(1)] string? NextCursor);
