using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Users;

/// <content>What the user decides of the shop's picture of them, and what others see of what they did.</content>
internal sealed partial class UserGrain
{
    public async Task<TasteReport> DescribeTasteAsync(CancellationToken cancellationToken) => new(
        _subject.IsPersonalised,
        await TasteDescriber.DescribeAsync(GrainFactory, _subject, cancellationToken),
        storage.State.RemovedInterests,
        storage.State.ForgottenAt);

    public async Task<TasteEditResult> RemoveInterestAsync(Interest interest, CancellationToken cancellationToken)
    {
        if (await TitleOfAsync(interest, cancellationToken) is not { } title)
        {
            return new TasteEditResult(TasteEditStatus.NotFound);
        }

        var (next, status) = TasteRules.Remove(storage.State, new RemovedInterest(interest, title, clock.GetUtcNow()));
        await SaveEditsAsync(next);
        return new TasteEditResult(status);
    }

    public Task RestoreInterestAsync(Interest interest, CancellationToken cancellationToken) =>
        SaveEditsAsync(TasteRules.Restore(storage.State, interest));

    public async Task ForgetTasteAsync(CancellationToken cancellationToken)
    {
        var next = TasteRules.Forget(storage.State, _taste.Offset, clock.GetUtcNow());
        await storage.SaveAsync(next, this);
        _taste = UserTaste.After(next.ForgottenUpTo);
        (_savedOffset, _unsaved) = (next.ForgottenUpTo, 0);
        _subject = _subject with { Taste = _taste, Impressions = new ImpressionMemory(), Edits = TasteEdits.None, ForgottenUpTo = next.ForgottenUpTo };
        _push.Moved();
    }

    public Task<bool> IsPersonalisedAsync(CancellationToken cancellationToken) => Task.FromResult(_subject.IsPersonalised);

    public async Task SetPersonalisedAsync(bool isPersonalised, CancellationToken cancellationToken)
    {
        if (_subject.IsPersonalised != isPersonalised)
        {
            await storage.SaveAsync(storage.State with { IsNotPersonalised = !isPersonalised }, this);
            _subject = _subject with { IsPersonalised = isPersonalised };
            _push.Moved();
        }
    }

    public Task<bool> SharesPurchasesAsync(CancellationToken cancellationToken) => Task.FromResult(storage.State.SharesPurchases);

    public async Task SetSharesPurchasesAsync(bool sharesPurchases, CancellationToken cancellationToken)
    {
        if (storage.State.SharesPurchases != sharesPurchases)
        {
            await storage.SaveAsync(storage.State with { SharesPurchases = sharesPurchases }, this);
        }
    }

    public Task<ImmutableArray<RecentItem>> ListDeedsAsync(
        string viewerId, string? productId, CancellationToken cancellationToken)
    {
        var deeds = _subject.Blocks.Hides(viewerId) ? [] : _taste.Deeds;
        return Task.FromResult<ImmutableArray<RecentItem>>(
        [
            .. deeds.Where(deed => deed.Kind == Interfaces.Interactions.InteractionKind.Rating || storage.State.SharesPurchases)
                .Where(deed => productId is null || deed.ProductId == productId)
                .Select(static deed => new RecentItem(deed.ProductId, deed.Kind, deed.At)),
        ]);
    }

    public Task<ImmutableArray<FriendActivity>> ListActivityAsync(int limit, CancellationToken cancellationToken) =>
        activities.ListAsync(UserId, _subject.Friends, limit, cancellationToken);

    public Task<ImmutableArray<FriendActivity>> ListFriendsWithAsync(string productId, CancellationToken cancellationToken) =>
        activities.ListWithAsync(UserId, _subject.Friends, productId, cancellationToken);

    private async Task SaveEditsAsync(UserState next)
    {
        if (!ReferenceEquals(next, storage.State))
        {
            await storage.SaveAsync(next, this);
            _subject = _subject with { Edits = TasteEdits.Of(next.RemovedInterests) };
            _push.Moved();
        }
    }

    private async Task<string?> TitleOfAsync(Interest interest, CancellationToken cancellationToken) => interest.Kind switch
    {
        InterestKind.Product when Ids.IsValid(interest.Name) =>
            (await GrainFactory.GetGrain<IProductGrain>(interest.Name).GetCardAsync(cancellationToken))?.Title,
        InterestKind.Category when interest.Name.Length is > 0 and <= ProductLimits.CategoryMax => interest.Name,
        InterestKind.Brand when interest.Name.Length is > 0 and <= ProductLimits.BrandMax => interest.Name,
        _ => null,
    };
}
