using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Keeps what is popular (from the log) and what is new (from the catalogue's list) of one category, or of all.</summary>
internal sealed class TrendGrain(
    [PersistentState("trend", StorageNames.Commerce)] IPersistentState<TrendState> storage,
    IListStore lists,
    IOptions<RecommendationOptions> options,
    TimeProvider clock) : Grain, ITrendGrain
{
    private const int PopularMax = 200;
    private const int NewestMax = 100;

    // By time, not by arrival, so that products created side by side end up in one order.
    private static readonly Comparer<NewProduct> NewestFirst = Comparer<NewProduct>.Create(static (left, right) =>
        right.At != left.At ? right.At.CompareTo(left.At) : string.CompareOrdinal(left.ProductId, right.ProductId));

    private TrendLedger _ledger = null!;
    private ImmutableArray<NewProduct> _newest = [];

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _ledger = new TrendLedger(storage.State, options.Value.TrendHalfLife, PopularMax);
        var key = this.GetPrimaryKeyString();
        var list = key == ITrendGrain.All ? ListNames.Products : ListNames.Category(key);
        var page = await lists.PageAsync(list, new PageRequest(NewestMax, Cursor: null), cancellationToken);
        var cards = await ProductCards.GetAsync(GrainFactory, page.Ids, cancellationToken);
        _newest = [.. cards.Values.Select(card => new NewProduct(card.ProductId, card.CreatedAt)).Order(NewestFirst)];
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => SaveAsync();

    public Task<TrendPool> GetPoolAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult(new TrendPool(_ledger.Top(limit, clock.GetUtcNow()), [.. _newest.Take(limit).Select(product => product.ProductId)]));

    public Task AddNewAsync(NewProduct product, CancellationToken cancellationToken)
    {
        _newest = [.. _newest.Where(known => known.ProductId != product.ProductId).Append(product).Order(NewestFirst).Take(NewestMax)];
        return Task.CompletedTask;
    }

    public Task<bool> ApplyAsync(TrendDelta delta, CancellationToken cancellationToken) =>
        Task.FromResult(_ledger.Apply(delta));

    public async Task<long> FlushAsync(int partition, CancellationToken cancellationToken)
    {
        await SaveAsync();
        return _ledger.Applied(partition);
    }

    private Task SaveAsync() =>
        _ledger is { IsDirty: true } ? storage.SaveAsync(_ledger.Export(), this) : Task.CompletedTask;
}
