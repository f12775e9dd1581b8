using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Products;

/// <summary>Pages through the list of a seller's products and asks them. Holds nothing, so as many may run as are needed.</summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class SellerCatalogueGrain(IListStore lists) : Grain, ISellerCatalogueGrain
{
    public Task<ProductPage> ListAsync(string? words, PageRequest request, CancellationToken cancellationToken)
    {
        var wanted = words?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return FillAsync(request, product => wanted.All(word => Has(product, word)), cancellationToken);
    }

    public Task<ProductPage> ListForSaleAsync(string? category, PageRequest request, CancellationToken cancellationToken) =>
        FillAsync(
            request,
            product => !product.Details.IsHidden && (category is null || product.Details.Category == category),
            cancellationToken);

    private async Task<ProductPage> FillAsync(
        PageRequest request, Func<ProductSnapshot, bool> isWanted, CancellationToken cancellationToken)
    {
        var (products, nextCursor) = await lists.FillAsync(
            ListNames.ProductsOf(this.GetPrimaryKeyString()),
            request,
            id => GrainFactory.GetGrain<IProductGrain>(id).GetAsync(cancellationToken),
            isWanted,
            cancellationToken);
        return new ProductPage(products, nextCursor);
    }

    private static bool Has(ProductSnapshot product, string word) =>
        product.ProductId == word
        || new[] { product.Details.Title, product.Details.Brand, product.Details.Category }
            .Any(text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) is true);
}
