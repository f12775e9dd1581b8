using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Orders;

namespace SocialCommerce.Grains.Tests.Orders.Keys;

/// <summary>The outside of one order: a bank with books of its own, a stock that sometimes has none, a clock that is moved.</summary>
internal sealed class OrderKeyWorld(Random random) : TimeProvider, IOrderWorld
{
    private readonly Dictionary<string, PaymentResult> _decided = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refunds = new(StringComparer.Ordinal);

    public DateTimeOffset Now { get; set; } = OrderSamples.Now;

    /// <summary>Charges that the bank made, by its key.</summary>
    public int Charges => _decided.Values.Count(result => result.Outcome == PaymentOutcome.Succeeded);

    public override DateTimeOffset GetUtcNow() => Now;

    public Task<Quote> QuoteAsync(string orderId, PlaceOrder command, DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(new Quote(
        OrderOutcome.Done,
        OrderSamples.State().Placed! with { Fingerprint = OrderFingerprint.Of(command), CreatedAt = now, ExpiresAt = now.AddMinutes(15) },
        [], []));

    public Task<HoldResult> HoldAsync(string orderId, PlacedOrder placed, CancellationToken cancellationToken) =>
        Task.FromResult(random.Next(6) == 0 ? new HoldResult(OrderOutcome.SoldOut, []) : HoldResult.Done);

    public Task LetGoAsync(string orderId, PlacedOrder placed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<TaskOutcome> PerformAsync(string orderId, OrderState state, OrderTask task, CancellationToken cancellationToken) =>
        random.Next(8) == 0 ? Task.FromException<TaskOutcome>(new IOException("Not now.")) : Task.FromResult(TaskOutcome.Done);

    // What the bank decided under a key it says again; sometimes it decides and its answer is lost.
    public Task<PaymentResult> ChargeAsync(PaymentCharge charge, CancellationToken cancellationToken)
    {
        var key = charge.IdempotencyKey;
        if (!_decided.TryGetValue(key, out var decided))
        {
            decided = random.Next(4) == 0
                ? new PaymentResult(PaymentOutcome.Declined, DeclineCode: "no-funds")
                : new PaymentResult(PaymentOutcome.Succeeded, $"pi-{key}");
            if (random.Next(5) == 0)
            {
                return Task.FromResult(new PaymentResult(PaymentOutcome.Processing, $"pi-{key}"));
            }

            _decided.Add(key, decided);
        }

        return random.Next(6) == 0 ? Task.FromException<PaymentResult>(new IOException("Nobody knows.")) : Task.FromResult(decided);
    }

    public Task<PaymentResult> FindPaymentAsync(string idempotencyKey, string? paymentId, CancellationToken cancellationToken) =>
        Task.FromResult(_decided.GetValueOrDefault(idempotencyKey) ?? new PaymentResult(PaymentOutcome.NotFound));

    public Task<PaymentResult> CancelPaymentAsync(PaymentCancel cancel, CancellationToken cancellationToken)
    {
        _decided.TryAdd(cancel.IdempotencyKey, new PaymentResult(PaymentOutcome.Declined, DeclineCode: "cancelled"));
        return Task.FromResult(_decided[cancel.IdempotencyKey]);
    }

    public Task<RefundResult> PayBackAsync(PaymentRefund refund, CancellationToken cancellationToken)
    {
        _refunds.Add(refund.IdempotencyKey);
        return random.Next(6) == 0
            ? Task.FromException<RefundResult>(new IOException("Nobody knows."))
            : Task.FromResult(new RefundResult(RefundOutcome.Succeeded, $"re-{refund.IdempotencyKey}"));
    }
}
