using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders.Carts;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Orders.Carts;

namespace SocialCommerce.Grains.Tests.Orders.Carts;

internal static class CartSamples
{
    public const string Secret = "hash";

    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static ProductCard Card(string id = "p-1", int stock = 5, long price = 1_999, long version = 1, bool isHidden = false) => new(
        id, "Teapot", new Money(price, "CNY"), null, "kitchen", stock, 0, [], Now, "seller", isHidden, PriceVersion: version);

    public static RoomDeal Deal(DealStatus status = DealStatus.Open, int remaining = 5, string product = "p-1") => new(
        "d-1", product, "Teapot", null, new Money(990, "CNY"), new Money(1_999, "CNY"), Now, Now.AddMinutes(5), 10, 2, status, remaining);

    public static CartOffer Offer(string id = "p-1", int stock = 5, RoomDeal? deal = null) => new(Card(id, stock), deal);

    public static CartEntry Entry(string id, int quantity, long version = 1, DateTimeOffset? at = null, string? room = null) =>
        new(id, quantity, new Money(1_000 + version, "CNY"), version, room, null, at ?? Now);

    public static CartState Cart(params ReadOnlySpan<CartEntry> entries) => new() { Entries = [.. entries], Version = 1 };

    public static CartState Guests(params ReadOnlySpan<CartEntry> entries) => Cart(entries) with { Guest = new GuestCart(Secret, Now) };

    public static CartState Set(CartState state, string id, int quantity)
    {
        var (next, outcome) = CartRules.Set(state, new SetCartItem(id, quantity), Offer(id), Now);
        Assert.Equal(CartOutcome.Done, outcome);
        return next;
    }

    public static (string Id, int Quantity)[] Units(CartState state) =>
        [.. state.Entries.Select(entry => (entry.ProductId, entry.Quantity))];
}
