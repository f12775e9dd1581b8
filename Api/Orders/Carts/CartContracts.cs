using System.Globalization;
using System.Text.Json.Serialization;
using SocialCommerce.Api.Orders.Pricing;
using SocialCommerce.Api.Rooms.Selling;
using SocialCommerce.Grains.Interfaces.Orders.Carts;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Api.Orders.Carts;

/// <summary>What is given stands in the place of what was there.</summary>
internal sealed record CartItemRequest(int? Quantity, string? RoomId, string? DealId);

internal sealed record AcknowledgeRequest(long? PriceVersion);

internal sealed record MergeRequest(string? CartId, string? Secret);

/// <summary>The secret is told once; only its hash is kept.</summary>
internal sealed record GuestCartResponse(string CartId, string Secret)
{
    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => $"GuestCartResponse {{ CartId = {CartId} }}";
}

/// <param name="Totals">One for each currency of what is to be had: an order can have only one.</param>
/// <param name="LeftOut">After a merge, products that found no room.</param>
internal sealed record CartResponse(
    ImmutableArray<CartLineBody> Items,
    ImmutableArray<CartTotalsBody> Totals,
    string Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<string>? LeftOut)
{
    public static CartResponse From(CartSnapshot cart, ImmutableArray<string> leftOut, DateTimeOffset now) => new(
        [.. cart.Lines.Select(line => CartLineBody.From(line, now))],
        [.. cart.Totals.Select(CartTotalsBody.From)],
        cart.Version.ToString(CultureInfo.InvariantCulture),
        leftOut.IsDefaultOrEmpty ? null : leftOut);
}

/// <param name="UnitPrice">The product's own price now; before a deal, promotions and vouchers.</param>
internal sealed record CartLineBody(
    string ProductId,
    string? Title,
    string? ImageUrl,
    string? SellerId,
    int Quantity,
    CartAvailability Availability,
    int UnitsAvailable,
    Money? UnitPrice,
    long? PriceVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PriceChangeBody? PriceChange,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RoomId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DealId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DealBody? Deal,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Money? ListTotal,
    ImmutableArray<PriceStepBody> Steps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Money? Total,
    DateTimeOffset AddedAt)
{
    public static CartLineBody From(CartLine line, DateTimeOffset now) => new(
        line.Entry.ProductId,
        line.Product?.Title,
        line.Product?.ImageUrl,
        line.Product?.SellerId,
        line.Entry.Quantity,
        line.Availability,
        line.UnitsAvailable,
        line.Product?.Price,
        line.Product?.PriceVersion,
        line.PriceChange is { } change ? new PriceChangeBody(change.From, change.To) : null,
        line.Entry.RoomId,
        line.Entry.DealId,
        line.Deal is { } deal ? DealBody.From(deal, now) : null,
        line.Price?.ListTotal,
        line.Price is { } price ? PriceStepBody.From(price.Steps) : [],
        line.Price?.Total,
        line.Entry.AddedAt);
}

internal sealed record PriceChangeBody(Money From, Money To);

internal sealed record CartTotalsBody(
    Money ListTotal,
    Money Discount,
    Money Total,
    ImmutableArray<SellerTotalsBody> Sellers,
    ImmutableArray<VoucherUseBody> Vouchers)
{
    public static CartTotalsBody From(PricedBasket basket) => new(
        basket.ListTotal,
        basket.Discount,
        basket.Total,
        [.. basket.BySeller().Select(static part => new SellerTotalsBody(part.SellerId, part.ListTotal, part.Discount, part.Total))],
        [.. basket.Vouchers.Select(VoucherUseBody.From)]);
}

internal sealed record SellerTotalsBody(string SellerId, Money ListTotal, Money Discount, Money Total);
