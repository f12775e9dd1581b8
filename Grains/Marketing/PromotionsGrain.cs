using SocialCommerce.Grains.Interfaces.Marketing;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Grains.Marketing;

/// <summary>Loads, asks <see cref="PromotionsRules"/>, saves. Reads interleave and see what was saved last.</summary>
internal sealed class PromotionsGrain(
    [PersistentState("promotions", StorageNames.Commerce)] IPersistentState<PromotionsState> storage,
    TimeProvider clock) : Grain, IPromotionsGrain
{
    private PromotionsState _saved = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _saved = storage.State;
        return Task.CompletedTask;
    }

    public async Task<PromotionResult> CreateAsync(CreatePromotion command, CancellationToken cancellationToken)
    {
        var (next, outcome, errors) = PromotionsRules.Create(storage.State, this.GetPrimaryKeyString(), command);
        await SaveAsync(next);
        return Answer(outcome, command.Promotion.PromotionId, errors);
    }

    public async Task<PromotionResult> UpdateAsync(UpdatePromotion command, CancellationToken cancellationToken)
    {
        var (next, outcome, errors) = PromotionsRules.Update(storage.State, command);
        await SaveAsync(next);
        return Answer(outcome, command.PromotionId, errors);
    }

    public async Task<PromotionResult> EndAsync(string promotionId, CancellationToken cancellationToken)
    {
        var (next, outcome) = PromotionsRules.End(storage.State, promotionId, clock.GetUtcNow());
        await SaveAsync(next);
        return Answer(outcome, promotionId, []);
    }

    public Task<PromotionSnapshot?> GetAsync(string promotionId, CancellationToken cancellationToken) =>
        Task.FromResult(PromotionsRules.Describe(_saved, promotionId, clock.GetUtcNow()));

    public Task<PromotionPage> ListAsync(PageRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(PromotionsRules.Page(_saved, request, clock.GetUtcNow()));

    public Task<ImmutableArray<Promotion>> GetActiveAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult(PromotionsRules.Active(_saved, now));

    private async Task SaveAsync(PromotionsState next)
    {
        await storage.SaveAsync(next, this);
        _saved = storage.State;
    }

    private PromotionResult Answer(PromotionOutcome outcome, string promotionId, ImmutableArray<FieldError> errors) =>
        new(outcome, PromotionsRules.Describe(_saved, promotionId, clock.GetUtcNow()), errors);
}
