using SocialCommerce.Grains.Interfaces.Orders;

namespace SocialCommerce.Grains.Orders;

/// <summary>
/// Orders as rows: what an order is and has left to do, when somebody has to look at it again, and what each seller sees
/// of it, written in one commit. So an order that is there is listed, and no crash leaves one that nobody looks after.
/// </summary>
public interface IOrderStore
{
    /// <summary>The order, or null when there is none.</summary>
    /// <exception cref="InvalidDataException">The row is not as it was written.</exception>
    Task<StoredOrder?> ReadAsync(string orderId, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an order that is known at this version, 0 for one that is new; durable when it answers, at the next version.
    /// </summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">The order is at another version.</exception>
    Task SaveAsync(OrderRow row, CancellationToken cancellationToken);

    /// <summary>A buyer's orders, newest first.</summary>
    Task<IdPage> PageOfBuyerAsync(string buyerId, PageRequest request, CancellationToken cancellationToken);

    /// <summary>The orders that have a part of this seller, newest first; of one status when it is given.</summary>
    Task<IdPage> PageOfSellerAsync(
        string sellerId, OrderStatus? status, PageRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// What a seller has sold, and the parts that wait to be sent or to arrive, both from one moment: the sums over the open
    /// parts are those of the rows, as long as there are no more rows than the limit.
    /// </summary>
    Task<SellerBoard> ReadBoardAsync(string sellerId, int limit, CancellationToken cancellationToken);

    /// <summary>What was paid in a room, by buckets of time and currencies, in the order of time.</summary>
    Task<IReadOnlyList<SoldSum>> ReadSoldInRoomAsync(string roomId, TimeSpan bucket, CancellationToken cancellationToken);

    /// <summary>
    /// What of a seller was paid from one time up to another, by product, room or day (in UTC): what brought most first, days
    /// newest first.
    /// </summary>
    Task<IReadOnlyList<SoldSum>> ReadSoldBySellerAsync(
        string sellerId, SoldBy by, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken);

    /// <summary>Orders that are due by then, the longest due first.</summary>
    Task<IReadOnlyList<string>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);
}

/// <param name="Version">The version this was read at, or 0; it is stored at the next.</param>
/// <param name="DueAt">When the order has to be looked at again; null when it is done.</param>
/// <param name="Sales">The parts of its sellers as they are now.</param>
/// <param name="Sold">The lines that are paid and not stored like this yet.</param>
/// <param name="Moved">The money that came in or went back since the version before. Not stored: for whoever counts.</param>
public sealed record OrderRow(
    string OrderId,
    string BuyerId,
    long Version,
    DateTimeOffset? DueAt,
    ReadOnlyMemory<byte> Payload,
    ImmutableArray<SaleRow> Sales,
    ImmutableArray<SoldLine> Sold,
    MovedMoney? Moved = null);

public sealed record MovedMoney(string Currency, long PaidMinor, long RefundedMinor);

/// <summary>One seller's part of an order.</summary>
public sealed record SaleRow(
    string SellerId, OrderStatus Status, string Currency, long AmountMinor, long RefundedMinor, int Units);

public sealed record StoredOrder(long Version, ReadOnlyMemory<byte> Payload);

/// <summary>Sums by status and currency, and the open parts they are made of.</summary>
public sealed record SellerBoard(ImmutableArray<SaleSum> Sums, ImmutableArray<OpenSale> Open);

public sealed record SaleSum(
    OrderStatus Status, string Currency, long Orders, long Units, long AmountMinor, long RefundedMinor);

public sealed record OpenSale(string OrderId, OrderStatus Status, string Currency, long AmountMinor, int Units);
