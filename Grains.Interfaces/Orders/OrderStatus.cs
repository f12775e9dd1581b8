namespace SocialCommerce.Grains.Interfaces.Orders;

/// <summary>Where an order, or one seller's part of it, stands. Wire names are the lower-case member names.</summary>
[GenerateSerializer, Alias("sc.OrderStatus")]
public enum OrderStatus
{
    Unknown = 0,

    /// <summary>Its units are held until it is paid or expires.</summary>
    Reserved = 1,
    Paid = 2,
    Shipped = 3,
    Delivered = 4,

    /// <summary>Given up before it was paid; its units went back.</summary>
    Cancelled = 5,

    /// <summary>Not paid in time; its units went back.</summary>
    Expired = 6,

    /// <summary>Everything that was paid went back to the buyer.</summary>
    Refunded = 7,
}

/// <summary>Where the payment of an order stands.</summary>
[GenerateSerializer, Alias("sc.OrderPaymentStatus")]
public enum OrderPaymentStatus
{
    Unknown = 0,
    None = 1,

    /// <summary>Asked for; nobody knows yet, or the provider answers later.</summary>
    Processing = 2,
    Succeeded = 3,

    /// <summary>Declined for certain; another attempt may be made.</summary>
    Failed = 4,

    /// <summary>The buyer has to do something at the provider.</summary>
    ActionNeeded = 5,
}
