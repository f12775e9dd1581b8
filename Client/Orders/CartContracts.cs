using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Orders;

/// <summary>Why something costs what it does. Kind: deal, productDiscount, campaign, quantityTier or voucher; the amount is below zero.</summary>
public sealed record PriceStep(string Kind, string SourceId, long AmountMinor, string? Name = null);

/// <summary>What units of a product cost anybody now; list total and steps add up to the total.</summary>
public sealed record PriceQuote(
    string ProductId,
    int Quantity,
    Money UnitPrice,
    long PriceVersion,
    Money ListTotal,
    IReadOnlyList<PriceStep> Steps,
    Money Total,
    bool IsOnSale,
    DateTimeOffset At);

/// <summary>A cart as it is now. Totals: one for each currency of what is to be had.</summary>
public sealed record Cart(
    IReadOnlyList<CartItem> Items,
    IReadOnlyList<CartTotals> Totals,
    string Version,
    IReadOnlyList<string>? LeftOut = null);

/// <summary>One product of a cart. Availability: available, fewer, soldOut or gone; the last two are in no total.</summary>
public sealed record CartItem(
    string ProductId,
    string? Title,
    string? ImageUrl,
    string? SellerId,
    int Quantity,
    string Availability,
    int UnitsAvailable,
    Money? UnitPrice,
    long? PriceVersion,
    IReadOnlyList<PriceStep> Steps,
    DateTimeOffset AddedAt,
    PriceChange? PriceChange = null,
    string? RoomId = null,
    string? DealId = null,
    Money? ListTotal = null,
    Money? Total = null);

/// <summary>A price that moved since it was seen, until it is acknowledged.</summary>
public sealed record PriceChange(Money From, Money To);

public sealed record CartTotals(
    Money ListTotal, Money Discount, Money Total, IReadOnlyList<SellerTotals> Sellers, IReadOnlyList<VoucherUse> Vouchers);

public sealed record SellerTotals(string SellerId, Money ListTotal, Money Discount, Money Total);

/// <summary>What became of a voucher. Verdict: used, nothingToDiscount, belowMinimum, otherCurrency or notHeld.</summary>
public sealed record VoucherUse(string VoucherId, string Verdict, long AmountMinor, long EligibleMinor);

/// <summary>A cart of somebody who has not signed in. Whoever has the secret has the cart.</summary>
public sealed record GuestCart(string CartId, string Secret)
{
    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => $"GuestCart {{ CartId = {CartId} }}";
}
