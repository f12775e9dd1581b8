namespace SocialCommerce.Grains.Interfaces.Orders.Payments;

/// <summary>
/// One charge as the simulated provider has it in its books, apart from the orders. Key: the payment id, which is made of
/// the idempotency key.
/// </summary>
[Alias("sc.ISimulatedPaymentGrain")]
public interface ISimulatedPaymentGrain : IGrainWithStringKey
{
    [Idempotent, Alias("Charge")]
    Task<PaymentResult> ChargeAsync(
        PaymentCharge charge, SimulatedBehaviour behaviour, CancellationToken cancellationToken = default);

    [Idempotent, Alias("Find")]
    Task<PaymentResult> FindAsync(CancellationToken cancellationToken = default);

    [Idempotent, Alias("Cancel")]
    Task<PaymentResult> CancelAsync(PaymentCancel cancel, CancellationToken cancellationToken = default);

    [Idempotent, Alias("Refund")]
    Task<RefundResult> RefundAsync(PaymentRefund refund, CancellationToken cancellationToken = default);

    /// <summary>What the buyer answered their bank. There is no such payment for anybody else.</summary>
    [Idempotent, Alias("Complete")]
    Task<PaymentResult> CompleteAsync(string buyerId, bool isApproved, CancellationToken cancellationToken = default);

    /// <summary>What was charged and paid back, for whoever audits.</summary>
    [ReadOnly, Idempotent, Alias("GetEntry")]
    Task<SimulatedEntry> GetEntryAsync(CancellationToken cancellationToken = default);
}

/// <param name="OrderId">Null when the key was never used.</param>
[GenerateSerializer, Immutable, Alias("sc.SimulatedEntry")]
public sealed record SimulatedEntry(
    [property: Id(0)] string? OrderId,
    [property: Id(1)] long ChargedMinor,
    [property: Id(2)] long RefundedMinor);

/// <summary>How the simulated provider treats one charge.</summary>
/// <param name="Late">How long after the call the charge is decided and told by a notice; null for at once.</param>
/// <param name="Notices">How often the decision is told by a notice.</param>
[GenerateSerializer, Immutable, Alias("sc.SimulatedBehaviour")]
public sealed record SimulatedBehaviour(
    [property: Id(0)] SimulatedAnswer Answer,
    [property: Id(1)] TimeSpan? Late = null,
    [property: Id(2)] int Notices = 0);

[GenerateSerializer, Alias("sc.SimulatedAnswer")]
public enum SimulatedAnswer
{
    Unknown = 0,
    Succeed = 1,
    Decline = 2,

    /// <summary>The first call fails before anything is charged; the next succeeds.</summary>
    FailOnce = 3,

    /// <summary>The buyer has to confirm first.</summary>
    RequireAction = 4,
}
