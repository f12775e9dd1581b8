using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Products;

/// <summary>Pages through the list of a seller's products and asks them. Holds nothing, so as many may run as are needed.</summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class SellerCatalogueGrain(IListStore lists) : Grain, ISellerCatalogueGrain
{
    private const int LookedAtMax = 500;

    public async Task<ProductPage> ListAsync(string? words, PageRequest request, CancellationToken cancellationToken)
    {
        var wanted = words?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var found = ImmutableArray.CreateBuilder<ProductSnapshot>();
        var (cursor, looked) = (request.Cursor, 0);
        do
        {
            // Never more than are missing, so that the cursor stands right behind what is answered.
            var page = await lists.PageAsync(
                ListNames.ProductsOf(this.GetPrimaryKeyString()), new PageRequest(request.Limit - found.Count, cursor), cancellationToken);
            var products = await Task.WhenAll(page.Ids.Select(
                id => GrainFactory.GetGrain<IProductGrain>(id).GetAsync(cancellationToken)));
            found.AddRange(products.OfType<ProductSnapshot>().Where(product => wanted.All(word => Has(product, word))));
            (cursor, looked) = (page.NextCursor, looked + page.Ids.Length);
        }
        while (cursor is not null && found.Count < request.Limit && looked < LookedAtMax);

        return new ProductPage(found.ToImmutable(), cursor);
    }

    private static bool Has(ProductSnapshot product, string word) =>
        product.ProductId == word
        || new[] { product.Details.Title, product.Details.Brand, product.Details.Category }
            .Any(text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) is true);
}
