using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Inventory;

/// <summary>What is stored of a product's stock beside the units that are available.</summary>
internal sealed record StockLedger
{
    /// <summary>Reservations under way, oldest first, bounded.</summary>
    public ImmutableArray<StockReservation> Reservations { get; set; } = [];

    /// <summary>Reservations that are over, newest last, bounded: repeating one of them does nothing.</summary>
    public ImmutableArray<string> Over { get; set; } = [];

    /// <summary>Units sold in all.</summary>
    public long Sold { get; set; }
}

/// <summary>Units held for somebody.</summary>
internal sealed record StockReservation(string Id, int Quantity, DateTimeOffset ExpiresAt, int Sold = 0, int Released = 0)
{
    public int Held => Quantity - Sold - Released;
}

/// <summary>The units that are available, and where the others are.</summary>
internal sealed record StockBook(int Available, StockLedger Ledger)
{
    public StockLevel Level => new(Available, Ledger.Reservations.Sum(reservation => reservation.Held), Ledger.Sold);

    /// <summary>When the next reservation expires; null without one.</summary>
    public DateTimeOffset? ExpiresNext =>
        Ledger.Reservations.IsEmpty ? null : Ledger.Reservations.Min(reservation => reservation.ExpiresAt);
}
