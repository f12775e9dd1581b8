namespace SocialCommerce.Grains.Interfaces.Operations.Webhooks;

/// <summary>What merchants can be told. Names are only ever added.</summary>
public static class WebhookEvents
{
    public const string OrderPaid = "order.paid";
    public const string OrderShipped = "order.shipped";
    public const string OrderDelivered = "order.delivered";
    public const string OrderCancelled = "order.cancelled";
    public const string OrderRefunded = "order.refunded";
    public const string StockLow = "stock.low";
    public const string ReviewAdded = "review.added";
    public const string GroupFilled = "group.filled";

    public static readonly ImmutableArray<string> All =
        [OrderPaid, OrderShipped, OrderDelivered, OrderCancelled, OrderRefunded, StockLow, ReviewAdded, GroupFilled];
}
