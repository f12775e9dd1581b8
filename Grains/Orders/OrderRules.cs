using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders;

/// <summary>
/// The steps an order may take, and what each makes necessary elsewhere. A step and its tasks are one state, written at
/// once. Pure: the clock is the caller's.
/// </summary>
internal static class OrderRules
{
    /// <summary>Units are kept this much longer than an order can be paid, for a payment that began in time.</summary>
    public static readonly TimeSpan HoldGrace = TimeSpan.FromMinutes(2);

    /// <summary>How long units are kept for a payment whose outcome is not known.</summary>
    public static readonly TimeSpan HoldInDoubt = TimeSpan.FromHours(24);

    /// <summary>After so long nobody waits for the answer of a payment any more, and it is asked for again.</summary>
    public static readonly TimeSpan PaymentWait = TimeSpan.FromSeconds(15);

    public static OrderState Place(PlacedOrder placed) => new()
    {
        Placed = placed,
        Tasks = placed.IsFromCart ? [new OrderTask("cart", OrderTaskKind.ClearCart, placed.BuyerId)] : [],
    };

    /// <summary>An order whose units are held and whose money is there already. Units that are held no more are found out when they are sold.</summary>
    public static OrderState PlacePaid(PlacedOrder placed, string paymentId, DateTimeOffset now) =>
        NotePaymentSuccess(Place(placed), paymentId, now);

    /// <summary>Why it cannot be paid now; done when it can.</summary>
    public static OrderOutcome CheckPayment(OrderView view, DateTimeOffset now) => view switch
    {
        { IsPaymentRunning: true } => OrderOutcome.PaymentRunning,
        { Status: not OrderStatus.Reserved } => OrderOutcome.IllegalStep,
        _ when now >= view.Placed.ExpiresAt => OrderOutcome.IllegalStep,
        { PaymentAttempts: >= OrderLimits.PaymentsMax } => OrderOutcome.TooManySteps,
        _ => OrderOutcome.Done,
    };

    /// <summary>Notes that money is about to be asked for, before it is.</summary>
    public static OrderState StartPayment(string orderId, OrderState state, string? key, string? method, DateTimeOffset now)
    {
        var attempt = OrderView.Of(state).PaymentAttempts + 1;
        var started = new OrderEvent(
            OrderEventKind.PaymentStarted, now, key, Reference: $"{orderId}:pay:{attempt}", Detail: method);
        return Add(state, started, new OrderTask(
            "resolve", OrderTaskKind.ResolvePayment, "payment", NotBefore: now + PaymentWait));
    }

    public static OrderState NotePaymentSuccess(OrderState state, string paymentId, DateTimeOffset now)
    {
        var view = OrderView.Of(state);
        var paid = new OrderEvent(
            OrderEventKind.PaymentSucceeded, now, view.PayKey, Reference: paymentId, Amount: view.Placed.Total);
        return Add(Without(state, OrderTaskKind.ResolvePayment, OrderTaskKind.ExtendUnits), paid, [.. OrderTasks.AfterPayment(view.Placed)]);
    }

    /// <summary>Money came for an order that is over: all of it goes back.</summary>
    public static OrderState NoteLatePayment(string orderId, OrderState state, string paymentId, Money amount, DateTimeOffset now)
    {
        var late = new OrderEvent(OrderEventKind.PaymentLate, now, Reference: paymentId, Amount: amount);
        var refund = new OrderEvent(
            OrderEventKind.RefundStarted, now, Reference: $"{orderId}:late:{paymentId}", Detail: "late-payment", Amount: amount, Lines: []);
        return Add(Add(state, late), refund, OrderTasks.PayBack(refund) with { Detail = paymentId });
    }

    public static OrderState NotePaymentFailure(OrderState state, string? declineCode, DateTimeOffset now) => Add(
        Without(state, OrderTaskKind.ResolvePayment),
        new OrderEvent(OrderEventKind.PaymentFailed, now, OrderView.Of(state).PayKey, Detail: declineCode));

    /// <summary>Nobody knows yet, or the buyer has to act. Noted once; asked again until it is known.</summary>
    public static OrderState NotePaymentPending(OrderState state, string? paymentId, PaymentAction? action, DateTimeOffset now)
    {
        var view = OrderView.Of(state);
        var last = state.Events[^1];
        if (last.Kind == OrderEventKind.PaymentPending && last.Action == action && (paymentId is null || view.PaymentId == paymentId))
        {
            return state;
        }

        var pending = new OrderEvent(OrderEventKind.PaymentPending, now, view.PayKey, Reference: paymentId, Action: action);
        return Add(state, pending, [.. view.Placed.Units().Select(unit =>
            new OrderTask($"extend:{unit.ProductId}", OrderTaskKind.ExtendUnits, unit.ProductId, unit.Quantity))]);
    }

    public static (OrderState Next, OrderOutcome Outcome) Cancel(
        string orderId, OrderState state, CancelOrder command, DateTimeOffset now)
    {
        var view = OrderView.Of(state);
        if (view.IsPaymentRunning)
        {
            return (state, OrderOutcome.PaymentRunning);
        }

        if (view.Status == OrderStatus.Reserved)
        {
            var cancelled = new OrderEvent(OrderEventKind.Cancelled, now, command.Key, command.UserId, Detail: command.Reason);
            return (Add(state, cancelled, [.. OrderTasks.AfterEnd(view.Placed, "order.cancelled")]), OrderOutcome.Done);
        }

        // Paid and nothing sent: the money goes back, and with it the order is refunded.
        return view.Status == OrderStatus.Paid && view.Placed.Lines.Select((_, line) => view.Shipped(line)).All(sent => sent == 0)
            ? Refund(state, new RefundOrder($"{orderId}:cancel", command.UserId, null, [], true, command.Reason), command.Key, now)
            : (state, OrderOutcome.IllegalStep);
    }

    /// <summary>Whether the time to pay is over, and no payment is under way that might still succeed.</summary>
    public static bool IsToExpire(OrderView view, DateTimeOffset now) =>
        view.Status == OrderStatus.Reserved && !view.IsPaymentRunning && now >= view.Placed.ExpiresAt;

    public static OrderState Expire(OrderState state, DateTimeOffset now) => Add(
        state, new OrderEvent(OrderEventKind.Expired, now), [.. OrderTasks.AfterEnd(state.Placed!, OrderTasks.Expired)]);

    public static (OrderState Next, OrderOutcome Outcome) Ship(OrderState state, ShipOrder command, DateTimeOffset now)
    {
        var view = OrderView.Of(state);
        var own = view.LinesOf(command.SellerId).ToList();
        if (own.Count == 0)
        {
            return (state, OrderOutcome.NotFound);
        }

        if (!view.IsPaid || state.Events.Length >= OrderLimits.StepsMax)
        {
            return (state, view.IsPaid ? OrderOutcome.TooManySteps : OrderOutcome.IllegalStep);
        }

        var lines = ChooseUnsent(view, own, command.Lines);
        if (lines is not { IsEmpty: false } sent)
        {
            return (state, lines is null ? OrderOutcome.Invalid : OrderOutcome.IllegalStep);
        }

        var shipped = new OrderEvent(
            OrderEventKind.Shipped, now, command.Key, command.UserId, command.SellerId, command.TrackingNumber, command.Carrier, Lines: sent);
        return (Add(state, shipped, [.. OrderTasks.Tell(view.Placed, command.SellerId, "order.shipped", state.Events.Length + 1)]), OrderOutcome.Done);
    }

    public static (OrderState Next, OrderOutcome Outcome) Deliver(OrderState state, DeliverOrder command, DateTimeOffset now)
    {
        var view = OrderView.Of(state);
        var own = view.LinesOf(command.SellerId).ToList();
        if (own.Count == 0)
        {
            return (state, OrderOutcome.NotFound);
        }

        if (!view.IsPaid || own.TrueForAll(line => view.Shipped(line) == view.Delivered(line)))
        {
            return (state, OrderOutcome.IllegalStep);
        }

        var delivered = new OrderEvent(OrderEventKind.Delivered, now, command.Key, command.UserId, command.SellerId);
        return (Add(state, delivered, [.. OrderTasks.Tell(view.Placed, command.SellerId, "order.delivered", state.Events.Length + 1)]), OrderOutcome.Done);
    }

    public static (OrderState Next, OrderOutcome Outcome) Refund(
        OrderState state, RefundOrder command, string? key, DateTimeOffset now)
    {
        var view = OrderView.Of(state);
        if (!view.IsPaid)
        {
            return (state, OrderOutcome.IllegalStep);
        }

        if (state.Events.Length >= OrderLimits.StepsMax)
        {
            return (state, OrderOutcome.TooManySteps);
        }

        if (RefundRules.Choose(view, command) is not { } lines)
        {
            return (state, OrderOutcome.RefundTooMuch);
        }

        if (lines.IsEmpty)
        {
            return (state, OrderOutcome.RefundTooMuch);
        }

        var refund = new OrderEvent(
            OrderEventKind.RefundStarted, now, key, command.UserId, command.SellerId, command.RefundId, command.Reason,
            RefundRules.AmountOf(view, lines), lines, command.IsRestocked);
        return (Add(state, refund, OrderTasks.PayBack(refund)), OrderOutcome.Done);
    }

    /// <summary>Units that were paid for are gone: their money goes back by itself.</summary>
    public static OrderState NoteLostUnits(string orderId, OrderState state, ImmutableArray<LineQuantity> lines, DateTimeOffset now)
    {
        var view = OrderView.Of(state);
        var left = lines.Where(line => view.Refunded(view.IndexOf(line.LineId)) == 0).ToImmutableArray();
        var lost = new OrderEvent(OrderEventKind.UnitsLost, now, Lines: lines);
        var noted = WithoutReturnsOfLost(Add(state, lost));
        if (left.IsEmpty)
        {
            return noted;
        }

        var refund = new OrderEvent(
            OrderEventKind.RefundStarted, now, Reference: $"{orderId}:lost:{state.Events.Length}", Detail: OrderTasks.LostReason,
            Amount: RefundRules.AmountOf(view, left), Lines: left);
        return Add(noted, refund, OrderTasks.PayBack(refund));
    }

    // What was refunded before it was known to be lost must not go back to a stock that it never left.
    private static OrderState WithoutReturnsOfLost(OrderState state)
    {
        var returns = state.Events.Where(step => step.Kind == OrderEventKind.RefundStarted)
            .SelectMany(refund => OrderTasks.Return(state, refund)).ToDictionary(task => task.Id, task => task.Quantity, StringComparer.Ordinal);
        return state with
        {
            Tasks =
            [
                .. state.Tasks.Where(task => task.Kind != OrderTaskKind.ReturnUnits || returns.ContainsKey(task.Id))
                    .Select(task => task.Kind == OrderTaskKind.ReturnUnits ? task with { Quantity = returns[task.Id] } : task),
            ],
        };
    }

    public static OrderState NoteRefund(OrderState state, string refundId, OrderEventKind outcome, string? detail, DateTimeOffset now)
    {
        var view = OrderView.Of(state);
        if (view.OpenRefunds.FirstOrDefault(refund => refund.Reference == refundId) is not { } started)
        {
            return state;
        }

        if (outcome == OrderEventKind.RefundPending)
        {
            return state.Events.Any(step => step.Kind == outcome && step.Reference == refundId)
                ? state
                : Add(state, new OrderEvent(outcome, now, started.Key, Reference: refundId));
        }

        var done = new OrderEvent(outcome, now, started.Key, SellerId: started.SellerId, Reference: refundId, Detail: detail, Amount: started.Amount);
        return Add(state, done, outcome == OrderEventKind.RefundSucceeded ? [.. OrderTasks.AfterRefund(state, started)] : []);
    }

    /// <summary>When somebody has to look at the order again; null when it has nothing left to do by itself.</summary>
    public static DateTimeOffset? DueAt(OrderState state)
    {
        var view = OrderView.Of(state);
        DateTimeOffset? due = view.Status == OrderStatus.Reserved && !view.IsPaymentRunning ? view.Placed.ExpiresAt : null;
        foreach (var task in state.Tasks)
        {
            due = due is { } earlier && earlier <= task.NotBefore ? earlier : task.NotBefore;
        }

        return due;
    }

    // Null when units are named that cannot be sent.
    private static ImmutableArray<LineQuantity>? ChooseUnsent(OrderView view, List<int> own, ImmutableArray<LineQuantity> wanted)
    {
        if (wanted.IsDefaultOrEmpty)
        {
            return [.. own.Where(line => view.Unsent(line) > 0).Select(line => new LineQuantity(view.Placed.Lines[line].LineId, view.Unsent(line)))];
        }

        var named = wanted.GroupBy(line => line.LineId, StringComparer.Ordinal)
            .Select(group => (group.Key, Line: view.IndexOf(group.Key), Units: group.Sum(line => (long)line.Quantity))).ToList();
        return named.TrueForAll(line => own.Contains(line.Line) && line.Units >= 1 && line.Units <= view.Unsent(line.Line))
            ? [.. named.Select(line => new LineQuantity(line.Key, (int)line.Units))]
            : null;
    }

    private static OrderState Without(OrderState state, params ReadOnlySpan<OrderTaskKind> kinds)
    {
        var tasks = state.Tasks;
        foreach (var kind in kinds)
        {
            tasks = tasks.RemoveAll(task => task.Kind == kind);
        }

        return state with { Tasks = tasks };
    }

    private static OrderState Add(OrderState state, OrderEvent step, params ReadOnlySpan<OrderTask> tasks) => state with
    {
        Events = state.Events.Add(step),
        Tasks = [.. state.Tasks, .. tasks],
    };
}
