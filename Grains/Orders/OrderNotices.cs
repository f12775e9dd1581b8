using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders;

/// <summary>
/// What a provider tells of a payment, held against what the order knows. Money that came for an order that does not want it,
/// or came twice, goes back. Pure.
/// </summary>
internal static class OrderNotices
{
    /// <summary>The same state when the notice says nothing new.</summary>
    public static OrderState Note(string orderId, OrderState state, PaymentNotice notice, DateTimeOffset now)
    {
        var view = OrderView.Of(state);
        var isCurrent = view.IsPaymentRunning && view.PaymentKey == notice.IdempotencyKey;
        return notice.Kind switch
        {
            PaymentNoticeKind.Succeeded when IsKnown(state, notice.PaymentId) => state,
            PaymentNoticeKind.Succeeded when isCurrent => OrderRules.NotePaymentSuccess(state, notice.PaymentId, now),
            PaymentNoticeKind.Succeeded when IsOurs(state, notice.IdempotencyKey) =>
                OrderRules.NoteLatePayment(orderId, state, notice.PaymentId, notice.Amount, now),
            PaymentNoticeKind.Failed when isCurrent => OrderRules.NotePaymentFailure(state, notice.DeclineCode ?? "declined", now),
            PaymentNoticeKind.Refunded => AskNow(state, now),
            _ => state,
        };
    }

    private static bool IsKnown(OrderState state, string paymentId) => state.Events.Any(step =>
        step.Kind is OrderEventKind.PaymentSucceeded or OrderEventKind.PaymentLate && step.Reference == paymentId);

    private static bool IsOurs(OrderState state, string idempotencyKey) => state.Events.Any(step =>
        step.Kind == OrderEventKind.PaymentStarted && step.Reference == idempotencyKey);

    // Refunds that are on their way are asked for now: the same key tells what became of them.
    private static OrderState AskNow(OrderState state, DateTimeOffset now) =>
        state.Tasks.Any(task => task.Kind == OrderTaskKind.PayBack && task.NotBefore > now)
            ? state with { Tasks = [.. state.Tasks.Select(task => task.Kind == OrderTaskKind.PayBack ? task with { NotBefore = now } : task)] }
            : state;
}
