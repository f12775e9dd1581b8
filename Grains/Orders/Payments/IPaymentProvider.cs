using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders.Payments;

/// <summary>
/// Moves money. What the provider does, its failures and its silence are values; nothing here throws for them, and every
/// method answers within <see cref="PaymentOptions.Deadline"/>.
/// </summary>
public interface IPaymentProvider
{
    /// <summary>As it stands in the address of its webhook.</summary>
    string Name { get; }

    /// <summary>
    /// Charges, at most once for a key. After <see cref="PaymentOutcome.Unknown"/> the same call with the same key tells
    /// what happened, and charges when nothing had.
    /// </summary>
    Task<PaymentResult> ChargeAsync(PaymentCharge charge, CancellationToken cancellationToken);

    /// <summary>
    /// What became of a charge. <see cref="PaymentOutcome.NotFound"/>: nothing was charged under this key, though a call
    /// that is still on its way may yet; whoever has to be sure cancels.
    /// </summary>
    Task<PaymentResult> FindAsync(string idempotencyKey, string? paymentId, CancellationToken cancellationToken);

    /// <summary>
    /// Closes a charge. <see cref="PaymentOutcome.Cancelled"/> and <see cref="PaymentOutcome.Declined"/>: nothing will be
    /// charged under this key whatever is still on its way; <see cref="PaymentOutcome.Succeeded"/>: it was charged before;
    /// <see cref="PaymentOutcome.Processing"/>: it is too late to cancel and too early to know.
    /// </summary>
    Task<PaymentResult> CancelAsync(PaymentCancel cancel, CancellationToken cancellationToken);

    /// <summary>Pays back, at most once for a key, and in all never more than was charged.</summary>
    Task<RefundResult> RefundAsync(PaymentRefund refund, CancellationToken cancellationToken);

    /// <summary>Checks who signed a call of the provider, and reads it.</summary>
    NoticeReading ReadNotice(PaymentHook hook);
}

/// <param name="IsSigned">Whether the provider signed it, not long ago.</param>
/// <param name="Notice">Null when it is of something else than payments of orders.</param>
public readonly record struct NoticeReading(bool IsSigned, PaymentNotice? Notice);
