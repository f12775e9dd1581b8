using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Keeps <see cref="TrialLedger"/>. What a crash loses is seconds of counting: a product is tried a little more than it
/// was owed.
/// </summary>
internal sealed class ExplorationGrain(
    [PersistentState("trials", StorageNames.Commerce)] IPersistentState<TrialState> storage,
    IListStore lists,
    TimeProvider clock) : Grain, IExplorationGrain
{
    private static readonly TimeSpan SavePeriod = TimeSpan.FromSeconds(30);

    private TrialLedger _trials = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _trials = new TrialLedger(storage.State);
        var newest = await lists.PageAsync(
            ListNames.Products, new PageRequest(PageLimits.LimitMax, Cursor: null), cancellationToken);
        foreach (var card in await ProductCards.ListAsync(GrainFactory, newest.Ids, cancellationToken))
        {
            _trials.Add(new NewProduct(card.ProductId, card.CreatedAt));
        }

        this.RegisterGrainTimer(_ => SaveAsync(), new GrainTimerCreationOptions(SavePeriod, SavePeriod));
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => SaveAsync();

    public Task<ImmutableArray<TrialProduct>> GetTrialsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_trials.List(clock.GetUtcNow()));

    public Task AddNewAsync(NewProduct product, CancellationToken cancellationToken)
    {
        _trials.Add(product);
        return Task.CompletedTask;
    }

    public Task ShownAsync(ImmutableArray<string> productIds, CancellationToken cancellationToken)
    {
        _trials.Show(productIds);
        return Task.CompletedTask;
    }

    public Task ClickedAsync(string productId, CancellationToken cancellationToken)
    {
        _trials.Click(productId);
        return Task.CompletedTask;
    }

    private Task SaveAsync() =>
        _trials is { IsDirty: true } ? storage.SaveAsync(_trials.Export(), this) : Task.CompletedTask;
}
