using SocialCommerce.Client;
using SocialCommerce.Client.Orders;

namespace SocialCommerce.Browser.Tests.Pages;

/// <summary>A page of the demo shop.</summary>
/// <param name="Account">Who looks; null for somebody who has not signed in.</param>
internal sealed record ShopPage(string Name, string Path, string? Account)
{
    public const string Password = "demo-password-1";

    private const string Shopper = "shopper";
    private const string Merchant = "merchant";
    private const string Operator = "operator";
    private const string Room = "r_demo-tea";

    /// <summary>The one that the merchant's account hosts.</summary>
    private const string OwnRoom = "r_demo-outdoor";

    private static readonly string[] MerchantSections = ["products", "import", "stock", "orders", "promotions", "webhooks"];

    /// <summary>
    /// Every page there is, each with something on it: a cart, an order that waits to be sent, a group and what
    /// <see cref="ShopContent"/> has are made first. Pages of one account follow each other.
    /// </summary>
    public static async Task<IReadOnlyList<ShopPage>> ListAsync(Uri shop)
    {
        var product = await ShopContent.OfferAsync(shop);
        var replay = await ShopContent.ReplayAsync(shop, product);
        var experiment = await ShopContent.DraftAsync(shop);
        using var client = new SocialCommerceClient(shop);
        await client.LoginAsync(Shopper, Password);
        // The crowd buys meanwhile.
        var others = (await client.ListProductsAsync()).Items.Where(other => other.Stock > 20).ToList();
        await client.Cart.SetAsync(product.ProductId, 2, roomId: Room);
        await client.Cart.SetAsync(others[^1].ProductId, 1);
        var order = await client.Orders.PlaceAsync(new NewOrder(
            [new NewOrderItem(product.ProductId, 1), new NewOrderItem(others[^2].ProductId, 2)],
            Payment: new OrderPaymentChoice()));
        var offer = (await client.GroupBuying.ListOffersAsync(product.ProductId)).Items[0];
        var group = await client.GroupBuying.OpenAsync(offer.OfferId);
        return
        [
            new("home-guest", "/", null),
            new("product-guest", $"/products/{product.ProductId}", null),
            new("room-guest", $"/rooms/{Room}", null),
            new("cart-guest", "/cart", null),
            new("seller-guest", $"/users/{product.SellerId}", null),
            new("sign-in", "/sign-in", null),
            new("docs", "/docs", null),
            new("home", "/", Shopper),
            new("product", $"/products/{product.ProductId}", Shopper),
            new("room", $"/rooms/{Room}", Shopper),
            new("replay", $"/rooms/{replay}/replay", Shopper),
            new("search", "/search?q=tea", Shopper),
            new("cart", "/cart", Shopper),
            new("checkout", "/checkout", Shopper),
            new("orders", "/orders", Shopper),
            new("order", $"/orders/{order.OrderId}", Shopper),
            new("group", $"/groups/{group.GroupId}", Shopper),
            new("seller", $"/users/{product.SellerId}", Shopper),
            new("me", "/me", Shopper),
            new("host-in-room", $"/rooms/{OwnRoom}", Merchant),
            new("host", "/host", Merchant),
            new("host-console", $"/host/{OwnRoom}", Merchant),
            new("merchant", "/merchant", Merchant),
            .. MerchantSections.Select(section => new ShopPage($"merchant-{section}", $"/merchant/{section}", Merchant)),
            new("merchant-stock-of-product", $"/merchant/stock/{product.ProductId}", Merchant),
            new("group-to-join", $"/groups/{group.GroupId}", Operator),
            new("experiments", "/experiments", Operator),
            new("experiment", $"/experiments/{experiment}", Operator),
            new("operations", "/operations", Operator),
            new("operations-grain", $"/operations/grains/room/{Room}", Operator),
        ];
    }
}
