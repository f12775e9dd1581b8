namespace SocialCommerce.Grains.Interfaces.Rooms.Selling;

/// <summary>A flash deal as viewers see it.</summary>
/// <param name="ListPrice">What the product cost when the deal was made.</param>
/// <param name="OpensAt">The first moment at which units can be claimed, by the server's clock.</param>
/// <param name="ClosesAt">The first moment at which they no longer can.</param>
/// <param name="Quantity">Units in all.</param>
/// <param name="PerBuyer">Units that one buyer may have.</param>
/// <param name="Remaining">Units that nobody has claimed.</param>
/// <param name="Reason">Why it is closed; unknown while it is not.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomDeal")]
public sealed record RoomDeal(
    [property: Id(0)] string DealId,
    [property: Id(1)] string ProductId,
    [property: Id(2)] string Title,
    [property: Id(3)] string? ImageUrl,
    [property: Id(4)] Money Price,
    [property: Id(5)] Money ListPrice,
    [property: Id(6)] DateTimeOffset OpensAt,
    [property: Id(7)] DateTimeOffset ClosesAt,
    [property: Id(8)] int Quantity,
    [property: Id(9)] int PerBuyer,
    [property: Id(10)] DealStatus Status,
    [property: Id(11)] int Remaining,
    [property: Id(12)] DealEnd Reason = DealEnd.Unknown);

[GenerateSerializer, Alias("sc.DealStatus")]
public enum DealStatus
{
    Unknown = 0,

    /// <summary>Its units are not held yet; nobody has heard of it.</summary>
    Preparing = 1,
    Announced = 2,
    Open = 3,
    Closed = 4,
}

/// <summary>Why a deal is over.</summary>
[GenerateSerializer, Alias("sc.DealEnd")]
public enum DealEnd
{
    Unknown = 0,

    /// <summary>Its time is over.</summary>
    Ended = 1,

    /// <summary>Every unit is claimed, and none can come back by itself before its time is over.</summary>
    SoldOut = 2,

    /// <summary>The host closed it.</summary>
    Cancelled = 3,
    RoomEnded = 4,

    /// <summary>It never began: there was not enough stock.</summary>
    NoStock = 5,
}
