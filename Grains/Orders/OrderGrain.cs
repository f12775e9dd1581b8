using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders;

/// <summary>
/// The turns of an order: <see cref="OrderProcess"/> does it, one call at a time. What is left to do is done right after the
/// answer; what a crash kept from being done, when <see cref="OrderSweeperGrain"/> comes by.
/// </summary>
[CollectionAgeLimit(Minutes = 2)]
internal sealed class OrderGrain(IOrderStore store, IOrderWorld world, TimeProvider clock) : Grain, IOrderGrain
{
    private OrderProcess _order = null!;
    private OneShotTimer _work = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _order = new OrderProcess(this.GetPrimaryKeyString(), store, world, clock);
        _work = new OneShotTimer(this, WorkAsync);
        return _order.LoadAsync(cancellationToken);
    }

    public Task<OrderResult> PlaceAsync(PlaceOrder command, CancellationToken cancellationToken) =>
        RunAsync(() => _order.PlaceAsync(command, cancellationToken));

    public Task<OrderResult> PayAsync(PayOrder command, CancellationToken cancellationToken) =>
        RunAsync(() => _order.PayAsync(command, cancellationToken));

    public Task<OrderResult> CancelAsync(CancelOrder command, CancellationToken cancellationToken) =>
        RunAsync(() => _order.CancelAsync(command, cancellationToken));

    public Task<OrderResult> ShipAsync(ShipOrder command, CancellationToken cancellationToken) =>
        RunAsync(() => _order.ShipAsync(command, cancellationToken));

    public Task<OrderResult> DeliverAsync(DeliverOrder command, CancellationToken cancellationToken) =>
        RunAsync(() => _order.DeliverAsync(command, cancellationToken));

    public Task<OrderResult> RefundAsync(RefundOrder command, CancellationToken cancellationToken) =>
        RunAsync(() => _order.RefundAsync(command, cancellationToken));

    public Task NotePaymentAsync(PaymentNotice notice, CancellationToken cancellationToken) => RunAsync(async () =>
    {
        await _order.NotePaymentAsync(notice);
        return true;
    });

    public Task<OrderSnapshot?> GetAsync(CancellationToken cancellationToken) => Task.FromResult(_order.Snapshot);

    public Task DriveAsync(CancellationToken cancellationToken) => WorkAsync(cancellationToken);

    private Task<bool> WorkAsync(CancellationToken cancellationToken) => RunAsync(async () =>
    {
        await _order.DriveAsync(cancellationToken);
        return true;
    });

    private async Task<T> RunAsync<T>(Func<Task<T>> step)
    {
        try
        {
            var result = await step();
            if (_order.HasWork)
            {
                _work.Schedule(TimeSpan.Zero);
            }

            return result;
        }
        catch when (_order.IsBroken)
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
