using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders.Payments;

/// <summary>
/// One row in the books for each charge, written before it is answered. A charge that is over leaves memory soon; one that
/// is to be told later has a timer, and a reminder for when a crash took it.
/// </summary>
internal sealed class SimulatedPaymentGrain(
    [PersistentState("simulated-payment", StorageNames.Commerce)] IPersistentState<SimulatedPayment> storage,
    SimulatedNotices notices,
    TimeProvider clock) : Grain, ISimulatedPaymentGrain, IRemindable
{
    private const string TellReminder = "tell";

    private static readonly TimeSpan TellPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(5);

    // Not at once: those who ask again and again would chase it from one activation to the next.
    private static readonly TimeSpan LeaveAfter = TimeSpan.FromSeconds(5);

    private IGrainTimer? _timer;
    private bool _isTelling;
    private int _told;

    private string PaymentId => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Arm();
        return Task.CompletedTask;
    }

    public async Task<PaymentResult> ChargeAsync(
        PaymentCharge charge, SimulatedBehaviour behaviour, CancellationToken cancellationToken)
    {
        var (next, result) = SimulatedPaymentRules.Charge(PaymentId, storage.State, charge, behaviour, clock.GetUtcNow());
        await KeepAsync(next);
        return result;
    }

    public async Task<PaymentResult> FindAsync(CancellationToken cancellationToken)
    {
        await KeepAsync(SimulatedPaymentRules.Mature(storage.State, clock.GetUtcNow()));
        return SimulatedPaymentRules.Find(PaymentId, storage.State);
    }

    public async Task<PaymentResult> CancelAsync(PaymentCancel cancel, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (next, result) = SimulatedPaymentRules.Cancel(PaymentId, SimulatedPaymentRules.Mature(storage.State, now), now);
        await KeepAsync(next);
        return result;
    }

    public async Task<RefundResult> RefundAsync(PaymentRefund refund, CancellationToken cancellationToken)
    {
        var matured = SimulatedPaymentRules.Mature(storage.State, clock.GetUtcNow());
        var (next, result) = SimulatedPaymentRules.Refund(PaymentId, matured, refund);
        await KeepAsync(next);
        return result;
    }

    public async Task<PaymentResult> CompleteAsync(string buyerId, bool isApproved, CancellationToken cancellationToken)
    {
        if (storage.State.Charge?.BuyerId != buyerId)
        {
            return new PaymentResult(PaymentOutcome.NotFound);
        }

        await KeepAsync(SimulatedPaymentRules.Complete(storage.State, isApproved));
        return SimulatedPaymentRules.Find(PaymentId, storage.State);
    }

    public Task<SimulatedEntry> GetEntryAsync(CancellationToken cancellationToken) =>
        Task.FromResult(SimulatedPaymentRules.Enter(SimulatedPaymentRules.Mature(storage.State, clock.GetUtcNow())));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (storage.State.Notices == 0 && await this.GetReminder(TellReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
            return;
        }

        Arm();
    }

    private async Task KeepAsync(SimulatedPayment next)
    {
        if (next.Notices > storage.State.Notices)
        {
            // The reminder first: a crash must not leave untold what is promised to be told.
            await this.RegisterOrUpdateReminder(TellReminder, TellPeriod, TellPeriod);
        }

        await storage.SaveAsync(next, this);
        Arm();
    }

    private void Arm()
    {
        if (storage.State.Notices == 0)
        {
            Arm(LeaveAfter);
            return;
        }

        if (_isTelling)
        {
            return;
        }

        var wait = storage.State.DueAt - clock.GetUtcNow() ?? TimeSpan.Zero;
        Arm(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
    }

    private void Arm(TimeSpan wait)
    {
        _timer ??= this.RegisterGrainTimer(TellAsync, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        if (storage.State.Notices == 0)
        {
            DeactivateOnIdle();
            return;
        }

        var next = SimulatedPaymentRules.Mature(storage.State, clock.GetUtcNow());
        var told = Math.Min(_told, next.Notices);
        _told -= told;
        await KeepAsync(told == 0 ? next : next with { Notices = next.Notices - told });
        if (storage.State is { Notices: > 0, DueAt: null } && !_isTelling)
        {
            _isTelling = true;
            TellAsync(storage.State).Forget();
        }
    }

    // Not in the turn of the timer: whoever is told may be asking here at that moment.
    private async Task TellAsync(SimulatedPayment state)
    {
        var isTold = await notices.SendAsync(PaymentId, state);
        _isTelling = false;
        _told = isTold ? state.Notices : 0;
        Arm(isTold ? TimeSpan.Zero : TellAgain);
    }
}
