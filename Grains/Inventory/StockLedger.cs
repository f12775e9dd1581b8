namespace SocialCommerce.Grains.Inventory;

/// <summary>Where a product's units were before its stock had a ledger of its own; read once, when the stock begins.</summary>
internal sealed record StockLedger
{
    /// <summary>Reservations under way, oldest first.</summary>
    public ImmutableArray<StockReservation> Reservations { get; set; } = [];

    /// <summary>Reservations that are over, newest last.</summary>
    public ImmutableArray<string> Over { get; set; } = [];

    /// <summary>Units sold in all.</summary>
    public long Sold { get; set; }
}

/// <summary>Units held for somebody.</summary>
internal sealed record StockReservation(string Id, int Quantity, DateTimeOffset ExpiresAt, int Sold = 0, int Released = 0);
