using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Rooms;

namespace SocialCommerce.Silo.Operations;

/// <summary>Counts the interactions that the log has taken.</summary>
internal sealed class MeteredInteractionLog(IInteractionLog inner, ShopMeter meter) : IInteractionLog
{
    public async Task<IReadOnlyList<LogPlace>> AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        var places = await inner.AppendAsync(entries, cancellationToken);
        meter.Interacted(places.Count(static place => !place.IsDuplicate));
        return places;
    }

    public Task<IReadOnlyList<LogRow>> ReadPartitionAsync(
        int partition, long afterSequence, int limit, CancellationToken cancellationToken) =>
        inner.ReadPartitionAsync(partition, afterSequence, limit, cancellationToken);

    public Task<IReadOnlyList<LogRow>> ReadUserTailAsync(
        string userId, long afterOffset, int limit, CancellationToken cancellationToken) =>
        inner.ReadUserTailAsync(userId, afterOffset, limit, cancellationToken);

    public Task<long> ReadHeadAsync(int partition, CancellationToken cancellationToken) =>
        inner.ReadHeadAsync(partition, cancellationToken);
}

/// <summary>Counts the comments that the rooms' logs have taken.</summary>
internal sealed class MeteredRoomLog(IRoomLog inner, ShopMeter meter) : IRoomLog
{
    public Task AppendAsync(string roomId, RoomEvent roomEvent, CancellationToken cancellationToken)
    {
        var append = inner.AppendAsync(roomId, roomEvent, cancellationToken);
        return roomEvent.Type == RoomEventType.CommentAdded ? CountAsync(append, roomId) : append;
    }

    public Task<IReadOnlyList<RoomEvent>> ReadAsync(
        string roomId, long afterSequence, int limit, CancellationToken cancellationToken) =>
        inner.ReadAsync(roomId, afterSequence, limit, cancellationToken);

    public Task DeleteAsync(string roomId, CancellationToken cancellationToken) => inner.DeleteAsync(roomId, cancellationToken);

    public Task<IReadOnlyList<RoomEvent>> ReadTailAsync(string roomId, int limit, CancellationToken cancellationToken) =>
        inner.ReadTailAsync(roomId, limit, cancellationToken);

    private async Task CountAsync(Task append, string roomId)
    {
        await append;
        meter.Commented(roomId);
    }
}

/// <summary>Counts the orders that the store has taken, and the money that moved with them.</summary>
internal sealed class MeteredOrderStore(IOrderStore inner, ShopMeter meter) : IOrderStore
{
    public Task<StoredOrder?> ReadAsync(string orderId, CancellationToken cancellationToken) =>
        inner.ReadAsync(orderId, cancellationToken);

    public async Task SaveAsync(OrderRow row, CancellationToken cancellationToken)
    {
        await inner.SaveAsync(row, cancellationToken);
        if (row.Version == 0)
        {
            meter.OrderPlaced();
        }

        if (row.Moved is { } moved)
        {
            meter.MoneyMoved(moved.Currency, moved.PaidMinor, moved.RefundedMinor);
        }
    }

    public Task<IdPage> PageOfBuyerAsync(string buyerId, PageRequest request, CancellationToken cancellationToken) =>
        inner.PageOfBuyerAsync(buyerId, request, cancellationToken);

    public Task<IdPage> PageOfSellerAsync(
        string sellerId, OrderStatus? status, PageRequest request, CancellationToken cancellationToken) =>
        inner.PageOfSellerAsync(sellerId, status, request, cancellationToken);

    public Task<SellerBoard> ReadBoardAsync(string sellerId, int limit, CancellationToken cancellationToken) =>
        inner.ReadBoardAsync(sellerId, limit, cancellationToken);

    public Task<IReadOnlyList<SoldSum>> ReadSoldInRoomAsync(string roomId, TimeSpan bucket, CancellationToken cancellationToken) =>
        inner.ReadSoldInRoomAsync(roomId, bucket, cancellationToken);

    public Task<IReadOnlyList<SoldSum>> ReadSoldBySellerAsync(
        string sellerId, SoldBy by, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken) =>
        inner.ReadSoldBySellerAsync(sellerId, by, from, to, limit, cancellationToken);

    public Task<IReadOnlyList<string>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        inner.ReadDueAsync(now, limit, cancellationToken);
}
