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
    private const int PopularMax = 500;
    private const int NewestMax = 100;

    private TrendLedger _ledger = null!;
    private ImmutableArray<string> _newest = [];

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _ledger = new TrendLedger(storage.State, options.Value.TrendHalfLife, PopularMax);
        var key = this.GetPrimaryKeyString();
        var list = key == ITrendGrain.All ? ListNames.Products : ListNames.Category(key);
        var page = await lists.PageAsync(list, new PageRequest(NewestMax, Cursor: null), cancellationToken);
        _newest = page.Ids;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => SaveAsync();

    public Task<TrendPool> GetPoolAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult(new TrendPool(_ledger.Top(limit, clock.GetUtcNow()), [.. _newest.Take(limit)]));

    public Task AddNewAsync(NewProduct product, CancellationToken cancellationToken)
    {
        _newest = [product.ProductId, .. _newest.Where(id => id != product.ProductId).Take(NewestMax - 1)];
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
