using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>What is stored of a flash deal.</summary>
internal sealed record DealState
{
    public DealTerms? Terms { get; set; }

    public DealStatus Status { get; set; }

    public DealEnd Reason { get; set; }

    /// <summary>Claims, oldest first: all that hold or bought units, and the last of those that no longer do.</summary>
    public ImmutableArray<DealHold> Claims { get; set; } = [];

    /// <summary>Whether the room was told of the announcement, of the opening, of the end.</summary>
    public bool IsAnnounced { get; set; }

    public bool IsOpeningTold { get; set; }

    public bool IsEndTold { get; set; }

    /// <summary>What the room was last told of the units that remain.</summary>
    public int RemainingTold { get; set; }

    public DateTimeOffset RemainingToldAt { get; set; }

    /// <summary>How often the room was told of them.</summary>
    public int Tellings { get; set; }

    /// <summary>What the stock was told of the deal's units.</summary>
    public int SoldTold { get; set; }

    public int ReleasedTold { get; set; }
}

/// <summary>What a deal is, from its creation on.</summary>
internal sealed record DealTerms(
    string RoomId,
    string HostId,
    string ProductId,
    string Title,
    string? ImageUrl,
    Money Price,
    Money ListPrice,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    int Quantity,
    int PerBuyer);

/// <summary>Units that a buyer holds, held or bought.</summary>
internal sealed record DealHold(
    string Id, string UserId, int Quantity, ClaimStatus Status, DateTimeOffset ExpiresAt, string? OrderId = null);
