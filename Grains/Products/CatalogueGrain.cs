using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Products;

/// <summary>Pages through a list of product ids and asks the products. Holds nothing, so as many may run as are needed.</summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class CatalogueGrain(IListStore lists) : Grain, ICatalogueGrain
{
    public async Task<ProductPage> ListAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        var list = key == ICatalogueGrain.All ? ListNames.Products : ListNames.Category(key);
        var page = await lists.PageAsync(list, request, cancellationToken);
        var products = await Task.WhenAll(page.Ids.Select(
            id => GrainFactory.GetGrain<IProductGrain>(id).GetAsync(cancellationToken)));
        return new ProductPage([.. products.OfType<ProductSnapshot>().Where(static product => !product.Details.IsHidden)], page.NextCursor);
    }
}
