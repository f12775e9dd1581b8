using SocialCommerce.Client;
using SocialCommerce.Client.Orders;
using SocialCommerce.Client.Products;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Browser.Tests;

/// <summary>What the demo shop's people do beside the page, by the public contract.</summary>
internal static class DemoTrade
{
    private const string Shopper = "shopper";
    private const string Merchant = "merchant";
    private const string Password = "demo-password-1";

    public static async Task<IReadOnlyList<Order>> OrdersOfShopperAsync(ServerProcess server)
    {
        using var client = new SocialCommerceClient(server.Url);
        await client.LoginAsync(Shopper, Password);
        return (await client.Orders.ListAsync()).Items;
    }

    /// <summary>Products of the demo's merchant that are to be had, once the shop is filled.</summary>
    public static async Task<List<Product>> FindGoodsAsync(ServerProcess server, int count)
    {
        using var client = new SocialCommerceClient(server.Url);
        var tokens = await client.LoginAsync(Merchant, Password);
        var page = await Eventually.GetAsync(
            () => client.ListProductsAsync(limit: 100),
            page => page.Items.Count(product => product.SellerId == tokens.UserId && product.Stock > 5) >= count);
        return [.. page.Items.Where(product => product.SellerId == tokens.UserId && product.Stock > 5).Take(count)];
    }

    public static async Task RepriceAsync(ServerProcess server, Product product, long amountMinor)
    {
        using var client = new SocialCommerceClient(server.Url);
        await client.LoginAsync(Merchant, Password);
        await client.UpdateProductAsync(product.ProductId, new ProductChanges(Price: product.Price with { AmountMinor = amountMinor }));
    }

    public static async Task StockAsync(ServerProcess server, string productId, int stock)
    {
        using var client = new SocialCommerceClient(server.Url);
        await client.LoginAsync(Merchant, Password);
        await client.UpdateProductAsync(productId, new ProductChanges(Stock: stock));
    }

    public static async Task SendAsync(ServerProcess server, string orderId)
    {
        using var client = new SocialCommerceClient(server.Url);
        await client.LoginAsync(Merchant, Password);
        await client.Orders.ShipAsync(orderId, "Demo Post", "DP 1");
        await client.Orders.DeliverAsync(orderId);
    }

    /// <summary>A room of the merchant with a voucher of half, and a deal at one unit of money, which opens in ten seconds.</summary>
    public static async Task<string> OpenRoomAsync(ServerProcess server, string productId)
    {
        using var client = new SocialCommerceClient(server.Url);
        await client.LoginAsync(Merchant, Password);
        var room = await client.CreateRoomAsync(new NewRoom("Deals tonight", [productId]));
        await client.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        var product = await client.GetProductAsync(productId);
        await client.Selling.OpenDealAsync(
            room.RoomId, new NewDeal(productId, product.Price with { AmountMinor = 100 }, CountdownSeconds: 10, DurationSeconds: 300, Quantity: 5));
        await client.Selling.OfferVoucherAsync(
            room.RoomId, new NewVoucher("percent", 50, product.Price.Currency, 5, DateTimeOffset.UtcNow.AddDays(1)));
        return room.RoomId;
    }
}
