using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders.Payments;

/// <summary>What becomes of one simulated charge. Pure.</summary>
internal static class SimulatedPaymentRules
{
    public const int RefundsMax = 100;

    public static (SimulatedPayment Next, PaymentResult Result) Charge(
        string paymentId, SimulatedPayment state, PaymentCharge charge, SimulatedBehaviour behaviour, DateTimeOffset now)
    {
        if (state.Charge is { } known)
        {
            if (known != charge)
            {
                return (state, new PaymentResult(PaymentOutcome.Unknown, DeclineCode: "idempotency_mismatch"));
            }

            if (state.Status != SimulatedStatus.Open)
            {
                return (state, Describe(paymentId, state));
            }

            // It failed before.
            behaviour = behaviour with { Answer = SimulatedAnswer.Succeed };
        }
        else if (state.Status == SimulatedStatus.Cancelled)
        {
            return (state, Describe(paymentId, state));
        }
        else if (charge.Amount.AmountMinor <= 0)
        {
            return (state, new PaymentResult(PaymentOutcome.Declined, DeclineCode: "amount_too_small"));
        }

        var next = Decide(state with { Charge = charge, CreatedAt = now }, behaviour, now);
        return (next, Describe(paymentId, next));
    }

    public static PaymentResult Find(string paymentId, SimulatedPayment state) =>
        state.Status == SimulatedStatus.Open ? new PaymentResult(PaymentOutcome.NotFound) : Describe(paymentId, state);

    /// <summary>Also closes a key that was never used.</summary>
    public static (SimulatedPayment Next, PaymentResult Result) Cancel(
        string paymentId, SimulatedPayment state, DateTimeOffset now)
    {
        var next = state.Status is SimulatedStatus.Succeeded or SimulatedStatus.Declined or SimulatedStatus.Cancelled
            ? state
            : state with { Status = SimulatedStatus.Cancelled, DueAt = null, Notices = 0, CreatedAt = state.Charge is null ? now : state.CreatedAt };
        return (next, next.Status == SimulatedStatus.Cancelled
            ? new PaymentResult(PaymentOutcome.Cancelled, paymentId)
            : Describe(paymentId, next));
    }

    public static (SimulatedPayment Next, RefundResult Result) Refund(
        string paymentId, SimulatedPayment state, PaymentRefund refund)
    {
        if (state is not { Status: SimulatedStatus.Succeeded, Charge: { } charge })
        {
            return (state, new RefundResult(RefundOutcome.Refused, Code: "charge_not_found"));
        }

        var refundId = $"{paymentId}.r.{refund.IdempotencyKey}";
        if (state.Refunds.FirstOrDefault(known => known.IdempotencyKey == refund.IdempotencyKey) is { } same)
        {
            return (state, same.AmountMinor == refund.Amount.AmountMinor
                ? new RefundResult(RefundOutcome.Succeeded, refundId)
                : new RefundResult(RefundOutcome.Refused, Code: "idempotency_mismatch"));
        }

        var left = charge.Amount.AmountMinor - state.Refunds.Sum(known => known.AmountMinor);
        if (refund.Amount.Currency != charge.Amount.Currency || refund.Amount.AmountMinor <= 0
            || refund.Amount.AmountMinor > left || state.Refunds.Length == RefundsMax)
        {
            return (state, new RefundResult(RefundOutcome.Refused, Code: "amount_too_large"));
        }

        var made = new SimulatedRefund(refund.IdempotencyKey, refund.Amount.AmountMinor);
        return (state with { Refunds = state.Refunds.Add(made) }, new RefundResult(RefundOutcome.Succeeded, refundId));
    }

    /// <summary>What the buyer answered their bank.</summary>
    public static SimulatedPayment Complete(SimulatedPayment state, bool isApproved) =>
        state.Status == SimulatedStatus.ActionRequired
            ? Settle(state, isApproved, "authentication_failed") with { Notices = 1 }
            : state;

    /// <summary>Decides a late charge whose time has come.</summary>
    public static SimulatedPayment Mature(SimulatedPayment state, DateTimeOffset now) =>
        state is { Status: SimulatedStatus.Pending, DueAt: { } dueAt } && dueAt <= now
            ? Settle(state, !state.IsDeclinedLate, "card_declined")
            : state;

    public static PaymentResult Describe(string paymentId, SimulatedPayment state) => state.Status switch
    {
        SimulatedStatus.Open => new PaymentResult(PaymentOutcome.Unknown, DeclineCode: "server_error"),
        SimulatedStatus.Pending => new PaymentResult(PaymentOutcome.Processing, paymentId),
        SimulatedStatus.ActionRequired => new PaymentResult(
            PaymentOutcome.RequiresAction, paymentId, Action: new PaymentAction(null, $"{paymentId}_secret")),
        SimulatedStatus.Succeeded => new PaymentResult(PaymentOutcome.Succeeded, paymentId),
        SimulatedStatus.Declined => new PaymentResult(PaymentOutcome.Declined, paymentId, state.DeclineCode),
        _ => new PaymentResult(PaymentOutcome.Cancelled, paymentId),
    };

    /// <summary>What it comes to in the books.</summary>
    public static SimulatedEntry Enter(SimulatedPayment state) => new(
        state.Charge?.OrderId,
        state is { Status: SimulatedStatus.Succeeded, Charge: { } charge } ? charge.Amount.AmountMinor : 0,
        state.Refunds.Sum(refund => refund.AmountMinor));

    private static SimulatedPayment Decide(SimulatedPayment state, SimulatedBehaviour behaviour, DateTimeOffset now)
    {
        if (behaviour.Answer == SimulatedAnswer.FailOnce)
        {
            return state;
        }

        if (behaviour.Answer == SimulatedAnswer.RequireAction)
        {
            return state with { Status = SimulatedStatus.ActionRequired };
        }

        var isApproved = behaviour.Answer != SimulatedAnswer.Decline;
        return behaviour.Late is { } late
            ? state with
            {
                Status = SimulatedStatus.Pending,
                DueAt = now + late,
                IsDeclinedLate = !isApproved,
                Notices = Math.Max(1, behaviour.Notices),
            }
            : Settle(state, isApproved, "card_declined") with { Notices = behaviour.Notices };
    }

    private static SimulatedPayment Settle(SimulatedPayment state, bool isApproved, string declineCode) => state with
    {
        Status = isApproved ? SimulatedStatus.Succeeded : SimulatedStatus.Declined,
        DeclineCode = isApproved ? null : declineCode,
        DueAt = null,
    };
}
