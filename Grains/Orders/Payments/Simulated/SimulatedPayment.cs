using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders.Payments;

/// <summary>
/// One charge in the books of the simulated provider. They are kept apart from the orders, so that whoever checks can hold
/// the one against the other: what was charged for an order is the sum over its charges that succeeded.
/// </summary>
internal sealed record SimulatedPayment
{
    /// <summary>Null until the key was used.</summary>
    public PaymentCharge? Charge { get; set; }

    public SimulatedStatus Status { get; set; }

    public string? DeclineCode { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When a late charge is decided.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public bool IsDeclinedLate { get; set; }

    /// <summary>Notices that are still to be sent.</summary>
    public int Notices { get; set; }

    /// <summary>What was paid back, oldest first, bounded.</summary>
    public ImmutableArray<SimulatedRefund> Refunds { get; set; } = [];
}

internal sealed record SimulatedRefund(string IdempotencyKey, long AmountMinor);

internal enum SimulatedStatus
{
    /// <summary>Nothing was charged yet.</summary>
    Open = 0,
    Pending = 1,
    ActionRequired = 2,
    Succeeded = 3,
    Declined = 4,
    Cancelled = 5,
}
