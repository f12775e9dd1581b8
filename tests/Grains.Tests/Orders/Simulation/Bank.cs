using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Orders.Payments;

namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>
/// A provider of payments with books of its own, which never crashes and always knows. It decides now or later, tells by
/// notices that come once, twice, late or not at all, and now and then is paid after it said that it was not.
/// </summary>
internal sealed class Bank(Scheduler scheduler, FaultPlan faults, PlantedBug bug, Action<PaymentNotice> tell) : IPaymentProvider
{
    private static readonly TimeSpan LateMost = TimeSpan.FromMinutes(25);

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _notices;

    public string Name => "bank";

    /// <summary>Everything that was charged and not paid back, by order.</summary>
    public IEnumerable<(string OrderId, long ChargedMinor, long RefundedMinor)> Books => _entries.Values
        .Where(entry => entry.Status == Status.Paid).Select(entry => (entry.OrderId, entry.Amount.AmountMinor, entry.Refunded));

    public Task<PaymentResult> ChargeAsync(PaymentCharge charge, CancellationToken cancellationToken)
    {
        if (!_entries.TryGetValue(charge.IdempotencyKey, out var entry))
        {
            entry = new Entry(charge.IdempotencyKey, charge.OrderId, charge.Amount);
            _entries.Add(entry.Key, entry);
            Begin(entry);
        }

        return Task.FromResult(Describe(entry));
    }

    public Task<PaymentResult> FindAsync(string idempotencyKey, string? paymentId, CancellationToken cancellationToken) => Task.FromResult(
        _entries.TryGetValue(idempotencyKey, out var entry) ? Describe(entry) : new PaymentResult(PaymentOutcome.NotFound));

    public Task<PaymentResult> CancelAsync(PaymentCancel cancel, CancellationToken cancellationToken)
    {
        if (!_entries.TryGetValue(cancel.IdempotencyKey, out var entry))
        {
            entry = new Entry(cancel.IdempotencyKey, cancel.OrderId, cancel.Amount);
            _entries.Add(entry.Key, entry);
        }

        if (entry.Status is Status.New or Status.Acting || (entry is { Status: Status.Pending, IsStuck: false } && scheduler.Random.Next(2) == 0))
        {
            entry.Status = Status.Cancelled;
        }

        return Task.FromResult(Describe(entry));
    }

    public Task<RefundResult> RefundAsync(PaymentRefund refund, CancellationToken cancellationToken)
    {
        var entry = _entries.Values.FirstOrDefault(entry => entry.PaymentId == refund.PaymentId);
        if (entry is null || entry.Status != Status.Paid)
        {
            return Task.FromResult(new RefundResult(RefundOutcome.Refused, Code: "no_such_charge"));
        }

        if (!entry.Refunds.TryGetValue(refund.IdempotencyKey, out var outcome))
        {
            if (entry.Asked + refund.Amount.AmountMinor > entry.Amount.AmountMinor && bug != PlantedBug.RefundMoreThanPaid)
            {
                return Task.FromResult(new RefundResult(RefundOutcome.Refused, Code: "too_much"));
            }

            entry.Asked += refund.Amount.AmountMinor;
            outcome = scheduler.Chance(faults.RefundLate) ? RefundOutcome.Processing : RefundOutcome.Succeeded;
            entry.Refunds.Add(refund.IdempotencyKey, outcome);
            if (outcome == RefundOutcome.Succeeded)
            {
                PayBack(entry, refund);
            }
            else
            {
                scheduler.After(scheduler.Draw(LateMost), () => PayBack(entry, refund));
            }
        }

        return Task.FromResult(new RefundResult(outcome, $"re:{refund.IdempotencyKey}"));
    }

    public NoticeReading ReadNotice(PaymentHook hook) => throw new NotSupportedException();

    /// <summary>What the buyer answered their bank.</summary>
    public void Complete(string orderId, bool isApproved)
    {
        foreach (var entry in _entries.Values.Where(entry => entry.OrderId == orderId && entry.Status == Status.Acting).ToList())
        {
            Decide(entry, isApproved ? Status.Paid : Status.Declined);
        }
    }

    private void Begin(Entry entry)
    {
        var isDeclined = scheduler.Chance(faults.Decline);
        if (scheduler.Chance(faults.Action))
        {
            entry.Status = Status.Acting;
        }
        else if (scheduler.Chance(faults.Stuck))
        {
            (entry.Status, entry.IsStuck) = (Status.Pending, true);
            scheduler.After(TimeSpan.FromHours(25), () => Decide(entry, isDeclined ? Status.Declined : Status.Paid));
        }
        else if (scheduler.Chance(faults.Late))
        {
            entry.Status = Status.Pending;
            scheduler.After(scheduler.Draw(LateMost), () => Decide(entry, isDeclined ? Status.Declined : Status.Paid));
        }
        else
        {
            entry.Status = Status.Pending;
            Decide(entry, isDeclined ? Status.Declined : Status.Paid);
        }
    }

    private void Decide(Entry entry, Status status)
    {
        if (entry.Status is not (Status.Pending or Status.Acting))
        {
            return;
        }

        if (status == Status.Paid && scheduler.Chance(faults.Fickle))
        {
            // It failed, and the buyer tries again at the provider's own page.
            entry.IsFickle = true;
            Tell(entry, PaymentNoticeKind.Failed);
            scheduler.After(scheduler.Draw(LateMost), () => Decide(entry, Status.Paid));
            return;
        }

        entry.Status = status;
        scheduler.Note("bank", entry.Key, status.ToString());
        Tell(entry, status == Status.Paid ? PaymentNoticeKind.Succeeded : PaymentNoticeKind.Failed);
    }

    private void PayBack(Entry entry, PaymentRefund refund)
    {
        entry.Refunds[refund.IdempotencyKey] = RefundOutcome.Succeeded;
        entry.Refunded += refund.Amount.AmountMinor;
        Tell(entry, PaymentNoticeKind.Refunded);
    }

    // What nobody would ask about is told until it is heard, sometimes more than once; the rest may be found out by asking.
    private void Tell(Entry entry, PaymentNoticeKind kind)
    {
        if (!entry.IsFickle && scheduler.Chance(faults.Mute))
        {
            return;
        }

        var notice = new PaymentNotice(
            kind, Name, $"n-{++_notices}", entry.OrderId, entry.PaymentId, entry.Key, entry.Amount, scheduler.GetUtcNow());
        for (var count = scheduler.Chance(faults.Double) ? 2 : 1; count > 0; count--)
        {
            var wait = scheduler.Chance(faults.Delay) ? LateMost : TimeSpan.FromSeconds(1);
            scheduler.After(scheduler.Draw(wait), () => tell(notice));
        }
    }

    private static PaymentResult Describe(Entry entry) => entry.Status switch
    {
        Status.Paid => new PaymentResult(PaymentOutcome.Succeeded, entry.PaymentId),
        Status.Declined => new PaymentResult(PaymentOutcome.Declined, entry.PaymentId, "no_money"),
        Status.Cancelled => new PaymentResult(PaymentOutcome.Cancelled, entry.PaymentId),
        Status.Acting => new PaymentResult(PaymentOutcome.RequiresAction, entry.PaymentId, Action: new PaymentAction("https://bank.example", null)),
        _ => new PaymentResult(PaymentOutcome.Processing, entry.PaymentId),
    };

    private enum Status
    {
        New = 0,
        Pending = 1,
        Acting = 2,
        Paid = 3,
        Declined = 4,
        Cancelled = 5,
    }

    private sealed class Entry(string key, string orderId, Money amount)
    {
        public string Key => key;

        public string OrderId => orderId;

        public Money Amount => amount;

        public string PaymentId => $"pi:{key}";

        public Status Status { get; set; }

        public bool IsFickle { get; set; }

        public bool IsStuck { get; set; }

        public Dictionary<string, RefundOutcome> Refunds { get; } = new(StringComparer.Ordinal);

        public long Asked { get; set; }

        public long Refunded { get; set; }
    }
}
