using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Inventory;

/// <summary>A stock as its ledger made it up to an entry: what an activation begins with before it reads the rest.</summary>
internal sealed record StockState
{
    /// <summary>The last entry that is in here.</summary>
    public long Sequence { get; set; }

    /// <summary>Movements that are in here.</summary>
    public long Version { get; set; }

    public bool IsOpen { get; set; }

    public string? SellerId { get; set; }

    public int Available { get; set; }

    public long Sold { get; set; }

    public long Received { get; set; }

    public StockPolicy Policy { get; set; } = new();

    /// <summary>The most shards there ever were.</summary>
    public int ShardsMax { get; set; }

    public ImmutableArray<StockHold> Holds { get; set; } = [];

    /// <summary>Reservations that are over, oldest first, bounded.</summary>
    public ImmutableArray<StockOver> Over { get; set; } = [];

    /// <summary>Commands that were carried out, oldest first, bounded.</summary>
    public ImmutableArray<string> Commands { get; set; } = [];

    /// <summary>Units per buyer, as long as there is a limit.</summary>
    public ImmutableDictionary<string, int> Buyers { get; set; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Of a shard: what it was lent, oldest first.</summary>
    public ImmutableArray<StockLease> Leases { get; set; } = [];

    /// <summary>Of a shard: how often it was lent something.</summary>
    public int LeasesTaken { get; set; }
}

/// <summary>Units held for somebody.</summary>
/// <param name="Returned">Sold units that came back.</param>
/// <param name="Token">The attempt that holds them.</param>
internal sealed record StockHold(
    string Id,
    int Quantity,
    DateTimeOffset ExpiresAt,
    string? BuyerId = null,
    int Sold = 0,
    int Released = 0,
    int Returned = 0,
    string? Token = null)
{
    public int Held => Quantity - Sold - Released;
}

/// <summary>A reservation that is over.</summary>
internal sealed record StockOver(string Id, int Sold, string? BuyerId = null, int Returned = 0, string? Token = null);

/// <summary>Units that a shard was lent at a time.</summary>
internal sealed record StockLease(string Id, int Quantity, int Sold = 0, int Released = 0)
{
    public int Open => Quantity - Sold - Released;
}
