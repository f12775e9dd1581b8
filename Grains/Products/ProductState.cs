using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Inventory;

namespace SocialCommerce.Grains.Products;

/// <summary>What is stored of a product: what it is, and what the interaction log made of it so far.</summary>
internal sealed record ProductState
{
    public string? SellerId { get; set; }

    public ProductDetails? Details { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public long Version { get; set; }

    public ProductCounters Counters { get; set; } = new();

    public ItemNeighbourhoodSnapshot<string>? Neighbourhood { get; set; }

    /// <summary>What comes after the product, and before it.</summary>
    public ItemNeighbourhoodSnapshot<string>? Sequence { get; set; }

    public float[] Embedding { get; set; } = [];

    /// <summary>Per partition of the log, the last sequence that is in counters, neighbourhood and embedding.</summary>
    public long[] Applied { get; set; } = [];

    /// <summary>When the seller joined; the beginning of time when that is not known.</summary>
    public DateTimeOffset SellerSince { get; set; }

    /// <summary>Rooms that sell the product, newest first, bounded.</summary>
    public ImmutableArray<string> Rooms { get; set; } = [];

    /// <summary>How often the price was changed.</summary>
    public long PriceChanges { get; set; }

    /// <summary>Where units were, beside those that are available, before the stock had a ledger of its own.</summary>
    public StockLedger? StockLedger { get; set; }

    /// <summary>What the ratings come to; null when there never was one.</summary>
    public RatingSummary? Rating { get; set; }

    /// <summary>Whether the stock is to be asked how many units there are: what is here may be older.</summary>
    public bool IsStockMarked { get; set; }

    /// <summary>The stock's version that is shown.</summary>
    public long StockVersion { get; set; }

    /// <summary>How many shards sell the stock beside itself.</summary>
    public int StockShards { get; set; }
}
