using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Products;

/// <content>What the product shows of its stock and price, and the rooms that show them.</content>
internal sealed partial class ProductGrain
{
    private bool _isStockUnsaved;

    private IStockGrain Stock => GrainFactory.GetGrain<IStockGrain>(ProductId);

    public Task<StockOpening?> OpenStockAsync(CancellationToken cancellationToken) =>
        Task.FromResult(ProductRules.OpenStock(storage.State));

    // A stock that is opened asks for this once, and waits: so nothing here may wait for a stock that is not marked.
    public Task MarkStockAsync(CancellationToken cancellationToken) => storage.State is { Details: not null, IsStockMarked: false }
        ? SaveAsync(_engagements.Export(storage.State with { IsStockMarked = true }))
        : Task.CompletedTask;

    // Not saved at once: a product that lost it asks the stock when it activates.
    public Task StockMovedAsync(StockCopy copy, CancellationToken cancellationToken)
    {
        if (storage.State is { Details: { } before } && copy.Version > storage.State.StockVersion)
        {
            storage.State = ProductRules.SetStock(storage.State, copy);
            _isStockUnsaved = true;
            _card = null;
            TellRoomsOfChanges(before, storage.State.Details!);
            TellSearch(before);
        }

        return Task.CompletedTask;
    }

    // Units that moved in an earlier life of this product, or that expire by themselves.
    private async Task AskStockAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!storage.State.IsStockMarked)
            {
                if (storage.State.StockLedger is { Reservations.IsEmpty: false })
                {
                    Stock.GetLevelAsync(CancellationToken.None).Forget();
                }
            }
            else if (await Stock.GetCopyAsync(cancellationToken) is { } copy && copy.Version > storage.State.StockVersion)
            {
                var before = storage.State.Details;
                storage.State = ProductRules.CatchUp(storage.State, copy);
                _isStockUnsaved = true;
                TellSearch(before);
            }
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            LogStockNotAsked(ProductId, exception);
        }
    }

    /// <summary>The stock that a merchant says there is, as the stock has it then; null when it cannot be so many.</summary>
    private async Task<StockCopy?> SetStockAsync(UpdateProduct command, int available, CancellationToken cancellationToken)
    {
        await MarkStockAsync(cancellationToken);
        var result = await Stock.AdjustAsync(
            new AdjustStock(
                command.CommandId ?? $"update:{storage.State.Version}:{storage.State.StockVersion}:{available}",
                StockAdjustment.SetAvailable, available, null, command.UserId, clock.GetUtcNow()),
            cancellationToken);
        return result is { Outcome: StockOutcome.Done, Level: { } level }
            ? new StockCopy(level.Available, StockCopy.VersionOf(result.Version), level.Shards)
            : null;
    }

    // Not awaited: rooms ask products, so a product that waited for a room could wait for itself.
    private void TellRoomsOfChanges(ProductDetails before, ProductDetails after)
    {
        foreach (var roomId in storage.State.Rooms)
        {
            var room = GrainFactory.GetGrain<IRoomGrain>(roomId);
            if (before.Stock != after.Stock)
            {
                TellAsync(roomId, room.StockChangedAsync(ProductId, after.Stock)).Forget();
            }

            if (before.Price != after.Price)
            {
                var change = new PriceChange(ProductId, after.Price, ProductRules.PriceVersion(storage.State));
                TellAsync(roomId, room.PriceChangedAsync(change)).Forget();
            }
        }
    }

    private async Task TellAsync(string roomId, Task telling)
    {
        try
        {
            await telling;
        }
#pragma warning disable CA1031 // A room that cannot listen asks for what it shows, and has it at its next snapshot.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogRoomNotTold(ProductId, roomId, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Product {ProductId}: room {RoomId} was not told of its stock or price")]
    private partial void LogRoomNotTold(string productId, string roomId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Product {ProductId}: its stock does not answer; it shows what it knew last")]
    private partial void LogStockNotAsked(string productId, Exception exception);
}
