using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Orders;

namespace SocialCommerce.Grains.Orders;

/// <summary>
/// Looks every second which orders are due in the store and wakes them: those whose time to pay is over, and those that a
/// crash interrupted. A timer looks; a reminder brings the timer back when its silo is gone.
/// </summary>
internal sealed partial class OrderSweeperGrain(
    IOrderStore store, IOptions<OrderOptions> options, TimeProvider clock, ILogger<OrderSweeperGrain> logger)
    : Grain, IOrderSweeperGrain, IRemindable
{
    private const string StayReminder = "stay";

    private const int BatchMax = 500;

    private const int AtOnceMax = 32;

    private static readonly TimeSpan StayPeriod = TimeSpan.FromMinutes(1);

    private readonly FailedOrders _failed = new();
    private IGrainTimer? _timer;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await this.RegisterOrUpdateReminder(StayReminder, StayPeriod, StayPeriod);
        _timer = this.RegisterGrainTimer(
            SweepAsync,
            new GrainTimerCreationOptions(options.Value.SweepPeriod, options.Value.SweepPeriod) { KeepAlive = true, Interleave = true });
    }

    public Task StartAsync(CancellationToken cancellationToken) => SweepAsync(cancellationToken);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Those that fail stay due, and must not fill the batch.
            var now = clock.GetUtcNow();
            var due = await store.ReadDueAsync(now, BatchMax + _failed.Count, cancellationToken);
            foreach (var some in due.Where(orderId => !_failed.IsWaiting(orderId, now)).Chunk(AtOnceMax))
            {
                await Task.WhenAll(some.Select(orderId => DriveAsync(orderId, cancellationToken)));
            }
        }
#pragma warning disable CA1031 // A store that cannot be read now is read at the next tick.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(exception);
        }
    }

    // One order that cannot go on must not keep the others from it.
    private async Task DriveAsync(string orderId, CancellationToken cancellationToken)
    {
        try
        {
            await GrainFactory.GetGrain<IOrderGrain>(orderId).DriveAsync(cancellationToken);
            _failed.Forget(orderId);
        }
#pragma warning disable CA1031 // It stays due and is woken again, a little later each time.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            _failed.Note(orderId, clock.GetUtcNow());
            LogNotDriven(orderId, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Orders that are due could not be looked for")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {OrderId} could not go on; it stays due")]
    private partial void LogNotDriven(string orderId, Exception exception);
}
