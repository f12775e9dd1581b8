using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Communities.GroupBuying;

/// <summary>Asks the product once, when the offer is made; the terms stay from then on.</summary>
internal sealed class GroupOfferGrain(
    [PersistentState("group-offer", StorageNames.Commerce)] IPersistentState<GroupOfferState> storage,
    IListStore lists,
    IOptions<GroupBuyOptions> options) : Grain, IGroupOfferGrain
{
    private string OfferId => this.GetPrimaryKeyString();

    public async Task<GroupOfferResult> CreateAsync(CreateGroupOffer command, CancellationToken cancellationToken)
    {
        if (storage.State.Terms is null)
        {
            var (terms, refusal) = await CheckAsync(command, cancellationToken);
            if (terms is null)
            {
                return refusal!;
            }

            await storage.SaveAsync(new GroupOfferState { Terms = terms, IsOpen = true, CreatedAt = command.At }, this);
        }
        else if (!IsSame(storage.State.Terms, command))
        {
            return new GroupOfferResult(GroupOutcome.Exists);
        }

        if (storage.State.IsOpen)
        {
            await lists.ApplyAsync([ListChange.Add(ListNames.GroupOffers(command.ProductId), OfferId)], cancellationToken);
        }

        return new GroupOfferResult(GroupOutcome.Done, Describe());
    }

    public Task<GroupOfferSnapshot?> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Describe());

    public async Task<GroupOfferResult> WithdrawAsync(string sellerId, CancellationToken cancellationToken)
    {
        if (storage.State.Terms is not { } terms)
        {
            return new GroupOfferResult(GroupOutcome.NotFound);
        }

        if (terms.SellerId != sellerId)
        {
            return new GroupOfferResult(GroupOutcome.NotSeller);
        }

        await storage.SaveAsync(storage.State with { IsOpen = false }, this);
        await lists.ApplyAsync([ListChange.Remove(ListNames.GroupOffers(terms.ProductId), OfferId)], cancellationToken);
        return new GroupOfferResult(GroupOutcome.Done, Describe());
    }

    private async Task<(GroupTerms? Terms, GroupOfferResult? Refusal)> CheckAsync(
        CreateGroupOffer command, CancellationToken cancellationToken)
    {
        if (GroupLimits.Check(command, options.Value.WindowMin) is { IsEmpty: false } errors)
        {
            return (null, new GroupOfferResult(GroupOutcome.Invalid, Errors: errors));
        }

        var card = await GrainFactory.GetGrain<IProductGrain>(command.ProductId).GetCardAsync(cancellationToken);
        if (card is null or { IsHidden: true })
        {
            return (null, new GroupOfferResult(GroupOutcome.UnknownProduct));
        }

        if (card.SellerId != command.SellerId)
        {
            return (null, new GroupOfferResult(GroupOutcome.NotSeller));
        }

        return command.Tiers[0].AmountMinor > card.Price.AmountMinor
            ? (null, new GroupOfferResult(GroupOutcome.Invalid, Errors: [new FieldError("tiers[0].amountMinor", "must not be above the product's price")]))
            : (new GroupTerms(
                OfferId, command.SellerId, command.ProductId, card.Title, card.ImageUrl, card.Price.Currency, command.Tiers, command.Size,
                command.Window, command.QuantityMax), null);
    }

    private static bool IsSame(GroupTerms terms, CreateGroupOffer command) =>
        terms.SellerId == command.SellerId && terms.ProductId == command.ProductId && !command.Tiers.IsDefault
        && terms.Tiers.SequenceEqual(command.Tiers) && terms.Size == command.Size && terms.Window == command.Window
        && terms.QuantityMax == command.QuantityMax;

    private GroupOfferSnapshot? Describe() => storage.State is { Terms: { } terms } state
        ? new GroupOfferSnapshot(terms, state.IsOpen, state.CreatedAt)
        : null;
}

/// <summary>What is stored of an offer.</summary>
internal sealed record GroupOfferState
{
    /// <summary>Null as long as there is none.</summary>
    public GroupTerms? Terms { get; set; }

    public bool IsOpen { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
