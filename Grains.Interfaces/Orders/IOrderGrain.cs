using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Interfaces.Orders;

/// <summary>
/// An order, from the units it holds to what becomes of them and of the money. What it has decided it carries out, whatever
/// crashes meanwhile. Key: the order id.
/// </summary>
[Alias("sc.IOrderGrain")]
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>Holds every item or none, and is there when it answers. Repeating the command is answered like the first time.</summary>
    [Idempotent, Alias("Place"), ResponseTimeout(LongStep)]
    Task<OrderResult> PlaceAsync(PlaceOrder command, CancellationToken cancellationToken = default);

    [Idempotent, Alias("Pay"), ResponseTimeout(LongStep)]
    Task<OrderResult> PayAsync(PayOrder command, CancellationToken cancellationToken = default);

    /// <summary>Gives the order up: unpaid its units go back, paid and not sent its money too.</summary>
    [Idempotent, Alias("Cancel"), ResponseTimeout(LongStep)]
    Task<OrderResult> CancelAsync(CancelOrder command, CancellationToken cancellationToken = default);

    [Idempotent, Alias("Ship")]
    Task<OrderResult> ShipAsync(ShipOrder command, CancellationToken cancellationToken = default);

    [Idempotent, Alias("Deliver")]
    Task<OrderResult> DeliverAsync(DeliverOrder command, CancellationToken cancellationToken = default);

    [Idempotent, Alias("Refund"), ResponseTimeout(LongStep)]
    Task<OrderResult> RefundAsync(RefundOrder command, CancellationToken cancellationToken = default);

    /// <summary>What the provider of payments says by itself about a payment or refund of this order.</summary>
    [Idempotent, Alias("NotePayment"), ResponseTimeout(LongStep)]
    Task NotePaymentAsync(PaymentNotice notice, CancellationToken cancellationToken = default);

    /// <summary>The order as it is stored, or null when there is none. Interleaves: reading waits for no payment.</summary>
    [AlwaysInterleave, Idempotent, Alias("Get")]
    Task<OrderSnapshot?> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Goes on with what is due. Called by whoever looks after orders that a crash interrupted.</summary>
    [Idempotent, Alias("Drive"), ResponseTimeout(LongStep)]
    Task DriveAsync(CancellationToken cancellationToken = default);

    /// <summary>A step may wait for the provider of payments.</summary>
    const string LongStep = "00:00:30";
}
