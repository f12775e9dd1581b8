using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders;

/// <summary>
/// Everything outside an order that it asks or tells. Each call may be made again when nobody knows whether it arrived, and
/// then does nothing twice. Orders run on it alone, so that they can be run against a world that fails (OrderSimulation).
/// </summary>
internal interface IOrderWorld
{
    /// <summary>What the items are and cost now, or why they cannot be ordered.</summary>
    Task<Quote> QuoteAsync(string orderId, PlaceOrder command, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Holds units, claims and vouchers: all of them, or none and says which stood in the way.</summary>
    Task<HoldResult> HoldAsync(string orderId, PlacedOrder placed, CancellationToken cancellationToken);

    /// <summary>Gives back what an order that came to nothing may hold.</summary>
    Task LetGoAsync(string orderId, PlacedOrder placed, CancellationToken cancellationToken);

    /// <summary>Does a task that needs no answer, or tells that its units are lost.</summary>
    Task<TaskOutcome> PerformAsync(string orderId, OrderState state, OrderTask task, CancellationToken cancellationToken);

    Task<PaymentResult> ChargeAsync(PaymentCharge charge, CancellationToken cancellationToken);

    Task<PaymentResult> FindPaymentAsync(string idempotencyKey, string? paymentId, CancellationToken cancellationToken);

    Task<PaymentResult> CancelPaymentAsync(PaymentCancel cancel, CancellationToken cancellationToken);

    Task<RefundResult> PayBackAsync(PaymentRefund refund, CancellationToken cancellationToken);
}

/// <summary>What is to be placed, or why it cannot be.</summary>
/// <param name="Placed">Null unless the outcome is done.</param>
internal sealed record Quote(
    OrderOutcome Outcome,
    PlacedOrder? Placed,
    ImmutableArray<FieldError> Errors,
    ImmutableArray<OrderObstacle> Obstacles,
    Money? ActualTotal = null)
{
    public static Quote Refuse(OrderOutcome outcome, params ReadOnlySpan<OrderObstacle> obstacles) =>
        new(outcome, null, [], [.. obstacles]);
}

internal sealed record HoldResult(OrderOutcome Outcome, ImmutableArray<OrderObstacle> Obstacles, TimeSpan? RetryAfter = null)
{
    public static readonly HoldResult Done = new(OrderOutcome.Done, []);
}

internal enum TaskOutcome
{
    Unknown = 0,
    Done = 1,

    /// <summary>The units that were to be sold are not there any more.</summary>
    Lost = 2,
}
