using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>What the room shows of products.</summary>
internal sealed partial class RoomGrain
{
    public async Task<RoomResult> PinAsync(PinProduct command, CancellationToken cancellationToken)
    {
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

        await product.AttachRoomAsync(RoomId, cancellationToken);
        var pin = new PinnedProduct(card.ProductId, card.Title, card.Price, card.ImageUrl, clock.GetUtcNow());
        await AppendAsync(sequence => new RoomEvent(sequence, RoomEventType.ProductPinned, pin.PinnedAt, Pin: pin));
        return Answer(RoomOutcome.Done, []);
    }

    public async Task<RoomResult> UnpinAsync(PinProduct command, CancellationToken cancellationToken)
    {
        var outcome = RoomRules.DecideUnpin(_state, command);
        if (outcome == RoomOutcome.Done)
        {
            await AppendAsync(sequence => new RoomEvent(
                sequence, RoomEventType.ProductUnpinned, clock.GetUtcNow(), ProductId: command.ProductId));
        }

        return Answer(outcome, []);
    }

    public Task StockChangedAsync(string productId, int stock, CancellationToken cancellationToken) =>
        RoomRules.IsOpen(_state.Status)
            ? AppendAsync(sequence => new RoomEvent(
                sequence, RoomEventType.StockChanged, clock.GetUtcNow(), ProductId: productId, Stock: stock))
            : Task.CompletedTask;
}
