using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Rooms.Selling;

namespace SocialCommerce.Grains.Rooms;

/// <content>What the room shows of products.</content>
internal sealed partial class RoomGrain
{
    /// <summary>How long a pin may show an old price when the product's word of the new one was lost.</summary>
    private static readonly TimeSpan PriceCheckPeriod = TimeSpan.FromSeconds(10);

    private readonly NewestPrices _prices = new();

    public async Task<RoomResult> PinAsync(PinProduct command, CancellationToken cancellationToken)
    {
        if (Rehearsal is { } rehearsal)
        {
            return await rehearsal.PinAsync(command, cancellationToken);
        }

        var outcome = RoomRules.DecidePin(_state, command);
        if (outcome != RoomOutcome.Done)
        {
            return Answer(outcome, []);
        }

        var product = GrainFactory.GetGrain<IProductGrain>(command.ProductId);
        if (await product.GetCardAsync(cancellationToken) is not { } card)
        {
            return Answer(RoomOutcome.UnknownProduct, []);
        }

        if (!RoomKeys.IsRehearsal(Key))
        {
            await product.AttachRoomAsync(RoomId, cancellationToken);
        }

        _prices.Note(new PriceChange(card.ProductId, card.Price, card.PriceVersion));
        await AppendPinAsync(new PinnedProduct(
            card.ProductId, card.Title, card.Price, card.ImageUrl, clock.GetUtcNow(), card.PriceVersion, StockBands.Of(card.Stock)));
        return Answer(RoomOutcome.Done, []);
    }

    public async Task<RoomResult> UnpinAsync(PinProduct command, CancellationToken cancellationToken)
    {
        if (Rehearsal is { } rehearsal)
        {
            return await rehearsal.UnpinAsync(command, cancellationToken);
        }

        var outcome = RoomRules.DecideUnpin(_state, command);
        if (outcome == RoomOutcome.Done)
        {
            await AppendAsync(sequence => new RoomEvent(
                sequence, RoomEventType.ProductUnpinned, clock.GetUtcNow(), ProductId: command.ProductId));
        }

        return Answer(outcome, []);
    }

    public Task StockChangedAsync(string productId, int stock, CancellationToken cancellationToken)
    {
        if (Rehearsal is { } rehearsal)
        {
            return rehearsal.StockChangedAsync(productId, stock, cancellationToken);
        }

        return RoomRules.IsOpen(_state.Status)
            ? AppendAsync(sequence => new RoomEvent(
                sequence, RoomEventType.StockChanged, clock.GetUtcNow(), ProductId: productId, Stock: stock))
            : Task.CompletedTask;
    }

    public Task PriceChangedAsync(PriceChange change, CancellationToken cancellationToken)
    {
        _prices.Note(change);
        return PinRules.Reprice(_state, change) is { } pin ? AppendPinAsync(pin) : Task.CompletedTask;
    }

    public Task<ImmutableArray<PinSpan>> GetPinHistoryAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_state.PinHistory);

    // Not awaited: deals and vouchers ask their room. One that is not reached finds out by its own reminder.
    private void EndSelling(RoomBoard board)
    {
        foreach (var deal in board.Deals)
        {
            GrainFactory.GetGrain<IDealGrain>(deal.DealId).EndWithRoomAsync().Forget();
        }

        foreach (var voucher in board.Vouchers)
        {
            GrainFactory.GetGrain<IVoucherGrain>(voucher.VoucherId).EndWithRoomAsync().Forget();
        }
    }

    // Two changes of a price may be under way at once: whichever gets its place later, the newer price is in it.
    private Task<RoomEvent> AppendPinAsync(PinnedProduct pin) => AppendAsync(sequence => new RoomEvent(
        sequence, RoomEventType.ProductPinned, clock.GetUtcNow(), Pin: _prices.Apply(pin)));

    private async Task CheckPricesAsync(CancellationToken cancellationToken)
    {
        if (_state.Pins.IsEmpty || !RoomRules.IsOpen(_state.Status))
        {
            return;
        }

        var cards = await ProductCards.ListAsync(
            GrainFactory, [.. _state.Pins.Select(pin => pin.ProductId)], cancellationToken);
        foreach (var card in cards)
        {
            await PriceChangedAsync(new PriceChange(card.ProductId, card.Price, card.PriceVersion), cancellationToken);
        }
    }
}
