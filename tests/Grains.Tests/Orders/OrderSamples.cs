using Orleans;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Tests.Products;

namespace SocialCommerce.Grains.Tests.Orders;

/// <summary>Orders for tests.</summary>
internal static class OrderSamples
{
    public const string Buyer = "buyer";

    public static readonly DateTimeOffset Now = ProductSamples.Now;

    public static IOrderGrain Order(this IGrainFactory grains, string id) => grains.GetGrain<IOrderGrain>(id);

    public static PlaceOrder Place(params (string ProductId, int Quantity)[] items) =>
        new(Buyer, [.. items.Select(item => new OrderItem(item.ProductId, item.Quantity))]);

    public static PayOrder Pay(string? key = "k-1", string? method = null) => new(Buyer, key, new PaymentChoice(method));

    public static CancelOrder Cancel(string? key = null) => new(Buyer, IsOperator: false, "changed my mind", key);

    public static ShipOrder Ship(string sellerId = ProductSamples.Seller, params LineQuantity[] lines) =>
        new(sellerId, sellerId, "Post", "T1", [.. lines]);

    public static DeliverOrder Deliver(string sellerId = ProductSamples.Seller) => new(sellerId, sellerId);

    public static RefundOrder Refund(string id, string? sellerId, params LineQuantity[] lines) =>
        new(id, sellerId ?? "operator", sellerId, [.. lines], IsRestocked: true, "broken");

    public static async Task<StockLevel> LevelAsync(this IGrainFactory grains, string productId) =>
        (await grains.GetGrain<IStockGrain>(productId).GetLevelAsync())!;

    /// <summary>An order of two lines by two sellers, 2 × 10.01 and 3 × 5.00.</summary>
    public static OrderState State(params OrderEvent[] events) => new()
    {
        Placed = new PlacedOrder(
            Buyer, "f", null,
            [
                new PlacedLine("1", "p-1", "s-1", "Pot", null, 2, Cny(1001), 1, Cny(2002), [], Cny(2002)),
                new PlacedLine("2", "p-2", "s-2", "Cup", null, 3, Cny(500), 1, Cny(1500), [], Cny(1000)),
            ],
            [], Cny(3502), Cny(3002), Now, Now.AddMinutes(15), "t"),
        Events = [.. events],
    };

    public static OrderEvent Started(int attempt = 1, string? key = "k-1") =>
        new(OrderEventKind.PaymentStarted, Now, key, Reference: $"o-1:pay:{attempt}");

    public static OrderEvent Paid(string? key = "k-1") =>
        new(OrderEventKind.PaymentSucceeded, Now, key, Reference: "pi-1", Amount: Cny(3002));

    public static Money Cny(long minor) => new(minor, "CNY");
}
