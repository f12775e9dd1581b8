using Orleans.Storage;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Orders;

namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>
/// The store of a simulation. A write takes its time, and lands or not whatever became of who wrote; it may fail and say so,
/// or land and say that it failed.
/// </summary>
internal sealed class OrderRows(Scheduler scheduler, FaultPlan faults, PlantedBug bug) : IOrderStore
{
    private static readonly TimeSpan WriteMost = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan SlowMost = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, OrderRow> _rows = new(StringComparer.Ordinal);

    /// <summary>What is durable, in the order in which it first was.</summary>
    public IEnumerable<OrderRow> All => _rows.Values;

    public OrderRow? Find(string orderId) => _rows.GetValueOrDefault(orderId);

    public Task<StoredOrder?> ReadAsync(string orderId, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<StoredOrder?>();
        scheduler.After(scheduler.Draw(WriteMost), () =>
        {
            if (scheduler.Chance(faults.ReadFails))
            {
                answer.SetException(new IOException("The row cannot be read."));
            }
            else
            {
                answer.SetResult(_rows.TryGetValue(orderId, out var row) ? new StoredOrder(row.Version, row.Payload) : null);
            }
        });
        return answer.Task;
    }

    public Task SaveAsync(OrderRow row, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource();
        var isLost = scheduler.Chance(faults.WriteFails);
        var isUnknown = scheduler.Chance(faults.WriteUnknown);
        scheduler.After(scheduler.Draw(scheduler.Chance(faults.Delay) ? SlowMost : WriteMost), () =>
        {
            var isRight = !isLost && TryWrite(row);
            if (isLost || isUnknown)
            {
                answer.TrySetException(new IOException("The write failed, or did not."));
            }
            else if (isRight)
            {
                answer.TrySetResult();
            }
            else
            {
                answer.TrySetException(new InconsistentStateException($"Order {row.OrderId} is not at {row.Version}."));
            }
        });
        return bug == PlantedBug.AckBeforeSave ? Task.CompletedTask : answer.Task;
    }

    public Task<IReadOnlyList<string>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. _rows.Values.Where(row => row.DueAt <= now).Select(row => row.OrderId)]);

    public Task<IdPage> PageOfBuyerAsync(string buyerId, PageRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdPage> PageOfSellerAsync(string sellerId, OrderStatus? status, PageRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<SellerBoard> ReadBoardAsync(string sellerId, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<SoldSum>> ReadSoldInRoomAsync(string roomId, TimeSpan bucket, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<SoldSum>> ReadSoldBySellerAsync(
        string sellerId, SoldBy by, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private bool TryWrite(OrderRow row)
    {
        var known = _rows.GetValueOrDefault(row.OrderId);
        var isRight = (known?.Version ?? 0) == row.Version || bug == PlantedBug.ConflictIgnored;
        scheduler.Note("write", row.OrderId, isRight ? "ok" : "conflict");
        if (isRight)
        {
            var stored = Planted(row, known);
            _rows[row.OrderId] = stored with { Version = row.Version + 1 };
        }

        return isRight;
    }

    private OrderRow Planted(OrderRow row, OrderRow? known) => bug switch
    {
        PlantedBug.KeyNotStored => Rewrite(row, state => state with { Events = [.. state.Events.Select(step => step with { Key = null })] }),
        PlantedBug.DashboardSumWrong when known is not null => row with { Sales = [.. row.Sales.Select(sale => sale with { RefundedMinor = 0 })] },
        _ => row,
    };

    private static OrderRow Rewrite(OrderRow row, Func<OrderState, OrderState> change) =>
        row with { Payload = OrderPayload.Write(change(OrderPayload.Read(row.Payload))) };
}
