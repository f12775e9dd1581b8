using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders;

/// <content>What an order does by itself: money, and everything that its steps made necessary.</content>
internal sealed partial class OrderProcess
{
    /// <summary>More rounds than an order ever has work for at one moment.</summary>
    private const int RoundsMax = 8;

    /// <summary>Does what is due. What fails is tried again later, for as long as it takes.</summary>
    public async Task DriveAsync(CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        for (var round = 0; round < RoundsMax && HasWork; round++)
        {
            await ExpireWhenDueAsync();
            var changes = await Task.WhenAll(_state.Tasks.GroupBy(LaneOf, StringComparer.Ordinal)
                .Select(tasks => PerformInOrderAsync([.. tasks], cancellationToken)));
            await NoteAsync(changes.Aggregate(_state, static (state, change) => change(state)));
        }
    }

    // Units of a deal go back only when it is known whether they were sold, which the deal says.
    private static string LaneOf(OrderTask task) =>
        task is { Kind: OrderTaskKind.ReturnUnits, Detail: { } dealId } ? dealId : task.TargetId;

    // What is to be done to one target is done in its order, as far as it is due and can be done.
    private async Task<Func<OrderState, OrderState>> PerformInOrderAsync(
        ImmutableArray<OrderTask> tasks, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Func<OrderState, OrderState> all = static state => state;
        foreach (var task in tasks.TakeWhile(task => task.NotBefore <= now))
        {
            var (change, goesOn) = await TryAsync(task, cancellationToken);
            var before = all;
            all = state => change(before(state));
            if (!goesOn)
            {
                break;
            }
        }

        return all;
    }

    // Answers what the task makes of the state. A failure is no fault of the order: its task waits and is done again.
    private async Task<(Func<OrderState, OrderState> Change, bool GoesOn)> TryAsync(OrderTask task, CancellationToken cancellationToken)
    {
        try
        {
            return await PerformAsync(task, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever went wrong elsewhere, it has to be done all the same.
        catch (Exception)
#pragma warning restore CA1031
        {
            return (state => Postpone(state, task), false);
        }
    }

    // After units that are lost what follows is decided anew.
    private async Task<(Func<OrderState, OrderState> Change, bool GoesOn)> PerformAsync(OrderTask task, CancellationToken cancellationToken)
    {
        switch (task.Kind)
        {
            case OrderTaskKind.ResolvePayment:
                var result = await ResolvePaymentAsync(cancellationToken);
                return (state => Postpone(NotePayment(state, result), task), true);
            case OrderTaskKind.PayBack:
                var refund = await PayBackAsync(task, cancellationToken);
                return (state => NoteRefund(state, task, refund), true);
            default:
                var outcome = await world.PerformAsync(orderId, _state, task, cancellationToken);
                return (state => Done(state, task, outcome), outcome != TaskOutcome.Lost);
        }
    }

    private async Task<OrderResult> ChargeAsync(bool isReplay, CancellationToken cancellationToken)
    {
        var view = OrderView.Of(_state);
        var key = view.PayKey;
        var result = await AskForPaymentAsync(view, cancellationToken);
        await NoteAsync(NotePayment(_state, result));
        if (OrderSnapshots.Answered(orderId, _state, key) is { } answer)
        {
            return new OrderResult(answer.Outcome, answer.Order, IsReplay: isReplay);
        }

        var outcome = OrderView.Of(_state).PaymentStatus == OrderPaymentStatus.Failed ? OrderOutcome.PaymentDeclined : OrderOutcome.Done;
        return new OrderResult(outcome, Snapshot, IsReplay: isReplay);
    }

    // Nobody is asked for nothing.
    private async Task<PaymentResult> AskForPaymentAsync(OrderView view, CancellationToken cancellationToken)
    {
        if (view.Placed.Total.AmountMinor == 0)
        {
            return new PaymentResult(PaymentOutcome.Succeeded, $"{orderId}:free");
        }

        try
        {
            return await world.ChargeAsync(
                new PaymentCharge(
                    view.PaymentKey!, orderId, view.Placed.BuyerId, view.Placed.Total, view.PaymentMethod ?? string.Empty, $"Order {orderId}"),
                cancellationToken);
        }
#pragma warning disable CA1031 // Money was asked for; whatever went wrong, nobody knows what became of it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new PaymentResult(PaymentOutcome.Unknown);
        }
    }

    // In time the payment is wanted and is asked for again; after its time it is stopped, if that is still possible.
    private async Task<PaymentResult> ResolvePaymentAsync(CancellationToken cancellationToken)
    {
        var view = OrderView.Of(_state);
        if (clock.GetUtcNow() >= view.Placed.ExpiresAt)
        {
            return await world.CancelPaymentAsync(CancelOf(view), cancellationToken);
        }

        return view.PaymentId is null
            ? await AskForPaymentAsync(view, cancellationToken)
            : await world.FindPaymentAsync(view.PaymentKey!, view.PaymentId, cancellationToken);
    }

    private async Task StopPaymentAsync(CancellationToken cancellationToken) =>
        await NoteAsync(NotePayment(_state, await world.CancelPaymentAsync(CancelOf(OrderView.Of(_state)), cancellationToken)));

    private PaymentCancel CancelOf(OrderView view) => new(view.PaymentKey!, view.PaymentId, orderId, view.Placed.Total);

    private async Task<OrderResult> SettleRefundAsync(string refundId, CancellationToken cancellationToken)
    {
        if (_state.Tasks.FirstOrDefault(task => task.Kind == OrderTaskKind.PayBack && task.Reference == refundId) is { } task)
        {
            var (change, _) = await TryAsync(task, cancellationToken);
            await NoteAsync(change(_state));
        }

        var key = _state.Events.First(step => step.Kind == OrderEventKind.RefundStarted && step.Reference == refundId).Key;
        return Replay(key) is { } known ? known with { IsReplay = false } : new OrderResult(OrderOutcome.Done, Snapshot);
    }

    private async Task<RefundResult> PayBackAsync(OrderTask task, CancellationToken cancellationToken)
    {
        if (task.Amount!.Value.AmountMinor == 0)
        {
            return new RefundResult(RefundOutcome.Succeeded);
        }

        var paymentId = task.Detail ?? OrderView.Of(_state).PaymentId!;
        try
        {
            return await world.PayBackAsync(
                new PaymentRefund(task.Reference!, paymentId, orderId, task.Amount!.Value, "requested_by_customer"), cancellationToken);
        }
#pragma warning disable CA1031 // Noted as on its way: that is what whoever asked for it is told, this time and every other.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new RefundResult(RefundOutcome.Unknown);
        }
    }

    private OrderState NotePayment(OrderState state, PaymentResult result)
    {
        var now = clock.GetUtcNow();
        if (!OrderView.Of(state).IsPaymentRunning)
        {
            return state;
        }

        return result.Outcome switch
        {
            PaymentOutcome.Succeeded => OrderRules.NotePaymentSuccess(state, result.PaymentId!, now),
            PaymentOutcome.Declined => OrderRules.NotePaymentFailure(state, result.DeclineCode ?? "declined", now),
            PaymentOutcome.Cancelled => OrderRules.NotePaymentFailure(state, result.DeclineCode ?? "cancelled", now),
            _ => OrderRules.NotePaymentPending(state, result.PaymentId, result.Action, now),
        };
    }

    private OrderState NoteRefund(OrderState state, OrderTask task, RefundResult refund)
    {
        var (kind, isOver) = refund.Outcome switch
        {
            RefundOutcome.Succeeded => (OrderEventKind.RefundSucceeded, true),
            RefundOutcome.Refused => (OrderEventKind.RefundFailed, true),
            _ => (OrderEventKind.RefundPending, false),
        };
        var noted = OrderRules.NoteRefund(state, task.Reference!, kind, refund.Code, clock.GetUtcNow());
        return isOver ? Without(noted, task) : Postpone(noted, task);
    }

    private OrderState Done(OrderState state, OrderTask task, TaskOutcome outcome)
    {
        var next = Without(state, task);
        if (outcome != TaskOutcome.Lost)
        {
            return next;
        }

        var lines = next.Placed!.Lines.Where(line => IsFor(line, task)).Select(line => new LineQuantity(line.LineId, line.Quantity));
        return OrderRules.NoteLostUnits(orderId, next, [.. lines], clock.GetUtcNow());
    }

    private static bool IsFor(PlacedLine line, OrderTask task) => task.Kind == OrderTaskKind.ConfirmClaim
        ? line.ClaimId == task.Reference
        : line.ClaimId is null && line.ProductId == task.TargetId;

    private OrderState Postpone(OrderState state, OrderTask task)
    {
        var index = IndexOf(state, task);
        if (index < 0)
        {
            return state;
        }

        var again = state.Tasks[index] with { Attempts = task.Attempts + 1, NotBefore = clock.GetUtcNow() + Backoff.After(task.Attempts) };
        return state with { Tasks = state.Tasks.SetItem(index, again) };
    }

    private static OrderState Without(OrderState state, OrderTask task)
    {
        var index = IndexOf(state, task);
        return index < 0 ? state : state with { Tasks = state.Tasks.RemoveAt(index) };
    }

    private static int IndexOf(OrderState state, OrderTask task)
    {
        for (var index = 0; index < state.Tasks.Length; index++)
        {
            if (state.Tasks[index].Id == task.Id)
            {
                return index;
            }
        }

        return -1;
    }

    private async Task NoteAsync(OrderState next)
    {
        if (!ReferenceEquals(next, _state))
        {
            await SaveAsync(next);
        }
    }
}
