using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Orders;

namespace SocialCommerce.Grains.Tests.Orders.Keys;

/// <summary>The stored bytes of one order. A write may fail, or land and say that it failed.</summary>
internal sealed class OrderKeyStore(Random random) : IOrderStore
{
    private const int FaultShare = 12;

    private OrderRow? _row;

    public bool IsFaulty { get; set; } = true;

    public OrderState State => _row is null ? OrderState.None : OrderPayload.Read(_row.Payload);

    public Task<StoredOrder?> ReadAsync(string orderId, CancellationToken cancellationToken) =>
        Task.FromResult(_row is null ? null : new StoredOrder(_row.Version, _row.Payload));

    public Task SaveAsync(OrderRow row, CancellationToken cancellationToken)
    {
        Assert.Equal(_row?.Version ?? 0, row.Version);
        var fate = IsFaulty ? random.Next(FaultShare) : FaultShare;
        if (fate > 0)
        {
            _row = row with { Version = row.Version + 1 };
        }

        return fate <= 1 ? Task.FromException(new IOException("The write failed, or did not.")) : Task.CompletedTask;
    }

    public Task<IdPage> PageOfBuyerAsync(string buyerId, PageRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdPage> PageOfSellerAsync(string sellerId, OrderStatus? status, PageRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<SellerBoard> ReadBoardAsync(string sellerId, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<SoldSum>> ReadSoldInRoomAsync(string roomId, TimeSpan bucket, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<SoldSum>> ReadSoldBySellerAsync(
        string sellerId, SoldBy by, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();
}
