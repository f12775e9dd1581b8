namespace SocialCommerce.Grains.Interfaces.Orders.Pricing;

/// <summary>What the lines cost and why, to the minor unit: the lines add up to the totals.</summary>
/// <param name="Discount">How much less the total is than the list total; never negative.</param>
/// <param name="Vouchers">What became of each voucher, by its id.</param>
[GenerateSerializer, Immutable, Alias("sc.PricedBasket")]
public sealed record PricedBasket(
    [property: Id(0)] ImmutableArray<PricedLine> Lines,
    [property: Id(1)] Money ListTotal,
    [property: Id(2)] Money Discount,
    [property: Id(3)] Money Total,
    [property: Id(4)] ImmutableArray<VoucherUse> Vouchers)
{
    /// <summary>Each seller's part, by seller id. The parts add up to the basket's totals exactly.</summary>
    public ImmutableArray<SellerTotals> BySeller() =>
    [
        .. Lines.GroupBy(static line => line.SellerId, StringComparer.Ordinal)
            .OrderBy(static lines => lines.Key, StringComparer.Ordinal)
            .Select(lines => SellerTotals.Of(lines.Key, [.. lines], Total.Currency)),
    ];
}

/// <summary>One line: its list total plus its steps is its total.</summary>
/// <param name="UnitPrice">The product's own price.</param>
/// <param name="Steps">In the order in which they were taken; a step that takes off nothing is left out.</param>
[GenerateSerializer, Immutable, Alias("sc.PricedLine")]
public sealed record PricedLine(
    [property: Id(0)] string LineId,
    [property: Id(1)] string ProductId,
    [property: Id(2)] string SellerId,
    [property: Id(3)] int Quantity,
    [property: Id(4)] Money UnitPrice,
    [property: Id(5)] long PriceVersion,
    [property: Id(6)] Money ListTotal,
    [property: Id(7)] ImmutableArray<PriceStep> Steps,
    [property: Id(8)] Money Total);

/// <summary>Why a line costs what it does.</summary>
/// <param name="SourceId">The deal, promotion or voucher.</param>
/// <param name="Name">The promotion's; empty for deals and vouchers.</param>
/// <param name="AmountMinor">What it does to the line's price: below zero, for it only ever takes off.</param>
[GenerateSerializer, Immutable, Alias("sc.PriceStep")]
public sealed record PriceStep(
    [property: Id(0)] PriceStepKind Kind,
    [property: Id(1)] string SourceId,
    [property: Id(2)] string Name,
    [property: Id(3)] long AmountMinor);

[GenerateSerializer, Alias("sc.PriceStepKind")]
public enum PriceStepKind
{
    Unknown = 0,
    Deal = 1,
    ProductDiscount = 2,
    Campaign = 3,
    QuantityTier = 4,
    Voucher = 5,
}

/// <param name="AmountMinor">What it took off in all; 0 unless it is used.</param>
/// <param name="EligibleMinor">What the lines that it is for came to before vouchers: to be held against its minimum.</param>
[GenerateSerializer, Immutable, Alias("sc.VoucherUse")]
public sealed record VoucherUse(
    [property: Id(0)] string VoucherId,
    [property: Id(1)] VoucherVerdict Verdict,
    [property: Id(2)] long AmountMinor,
    [property: Id(3)] long EligibleMinor);

[GenerateSerializer, Alias("sc.VoucherVerdict")]
public enum VoucherVerdict
{
    Unknown = 0,
    Used = 1,

    /// <summary>No line of its seller, other than at a room deal's price, is left to take something off.</summary>
    NothingToDiscount = 2,
    BelowMinimum = 3,
    OtherCurrency = 4,

    /// <summary>The buyer does not have it, has used it, or it is not valid any more. Said by whoever looks vouchers up.</summary>
    NotHeld = 5,
}

/// <summary>The part of a basket that is one seller's.</summary>
[GenerateSerializer, Immutable, Alias("sc.SellerTotals")]
public sealed record SellerTotals(
    [property: Id(0)] string SellerId,
    [property: Id(1)] Money ListTotal,
    [property: Id(2)] Money Discount,
    [property: Id(3)] Money Total)
{
    internal static SellerTotals Of(string sellerId, ImmutableArray<PricedLine> lines, string currency)
    {
        var list = lines.Sum(static line => line.ListTotal.AmountMinor);
        var total = lines.Sum(static line => line.Total.AmountMinor);
        return new SellerTotals(
            sellerId, new Money(list, currency), new Money(checked(list - total), currency), new Money(total, currency));
    }
}
