using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Inventory;

namespace SocialCommerce.Grains.Products;

/// <content>The product's stock and price, and the rooms that show them.</content>
internal sealed partial class ProductGrain
{
    private IGrainTimer? _expiry;

    public Task<StockResult> ReserveStockAsync(ReserveStock command, CancellationToken cancellationToken) =>
        MoveStockAsync(book => StockRules.Reserve(book, command, clock.GetUtcNow()));

    public Task<StockResult> SettleStockAsync(SettleStock command, CancellationToken cancellationToken) =>
        MoveStockAsync(book => StockRules.Settle(book, command, clock.GetUtcNow()));

    public async Task<StockLevel?> GetStockAsync(CancellationToken cancellationToken) =>
        (await MoveStockAsync(book => (StockRules.Expire(book, clock.GetUtcNow()), StockOutcome.Done))).Level;

    private async Task<StockResult> MoveStockAsync(Func<StockBook, (StockBook Next, StockOutcome Outcome)> move)
    {
        if (storage.State.Details is not { } details)
        {
            return new StockResult(StockOutcome.NotFound);
        }

        var book = new StockBook(details.Stock, storage.State.StockLedger ?? new StockLedger());
        var (next, outcome) = move(book);
        if (!ReferenceEquals(next, book))
        {
            await SaveAsync(_engagements.Export(ProductRules.SetStock(storage.State, next)));
            TellRoomsOfChanges(details, storage.State.Details);
        }

        ScheduleExpiry(next.ExpiresNext);
        return new StockResult(outcome, next.Level);
    }

    private void ScheduleExpiry(DateTimeOffset? expiresAt)
    {
        if (expiresAt is not { } due)
        {
            return;
        }

        _expiry ??= this.RegisterGrainTimer(
            async () => await GetStockAsync(CancellationToken.None), Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _expiry.Change(TimerWaits.Until(due, clock.GetUtcNow()), Timeout.InfiniteTimeSpan);
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
}
