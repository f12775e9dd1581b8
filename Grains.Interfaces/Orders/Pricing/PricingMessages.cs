using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Interfaces.Orders.Pricing;

/// <summary>Everything that a price depends on: the same request has the same answer, in whatever order things stand in it.</summary>
[GenerateSerializer, Immutable, Alias("sc.PricingRequest")]
public sealed record PricingRequest(
    [property: Id(0)] ImmutableArray<PricingLine> Lines,
    [property: Id(1)] ImmutableArray<Promotion> Promotions,
    [property: Id(2)] ImmutableArray<VoucherOffer> Vouchers,
    [property: Id(3)] DateTimeOffset Now);

/// <summary>Units of one product that are to be priced.</summary>
/// <param name="LineId">Unique in the request.</param>
/// <param name="UnitPrice">The product's own price.</param>
/// <param name="PriceVersion">Which of the product's prices that is.</param>
/// <param name="Deal">The room deal that the units are held by, or none.</param>
[GenerateSerializer, Immutable, Alias("sc.PricingLine")]
public sealed record PricingLine(
    [property: Id(0)] string LineId,
    [property: Id(1)] string ProductId,
    [property: Id(2)] string SellerId,
    [property: Id(3)] string Category,
    [property: Id(4)] string Title,
    [property: Id(5)] Money UnitPrice,
    [property: Id(6)] long PriceVersion,
    [property: Id(7)] int Quantity,
    [property: Id(8)] DealPrice? Deal = null);

[GenerateSerializer, Immutable, Alias("sc.DealPrice")]
public sealed record DealPrice([property: Id(0)] string DealId, [property: Id(1)] Money Price);

/// <summary>A voucher that the buyer wants to use. It is worth something on its seller's lines only.</summary>
/// <param name="SellerId">The host who offered it.</param>
/// <param name="Value">Minor units of an amount, whole percent of a percentage.</param>
/// <param name="Currency">Of the amounts; empty for a percentage without a minimum.</param>
/// <param name="MinimumSpend">What the lines it is for must come to, after everything but vouchers; 0 for none.</param>
[GenerateSerializer, Immutable, Alias("sc.VoucherOffer")]
public sealed record VoucherOffer(
    [property: Id(0)] string VoucherId,
    [property: Id(1)] string SellerId,
    [property: Id(2)] VoucherKind Kind,
    [property: Id(3)] long Value,
    [property: Id(4)] string Currency,
    [property: Id(5)] long MinimumSpend)
{
    public static VoucherOffer From(RoomVoucher voucher, string hostId) =>
        new(voucher.VoucherId, hostId, voucher.Kind, voucher.Value, voucher.Currency, voucher.MinimumSpend);
}

/// <param name="Basket">The prices; null unless the outcome is done.</param>
[GenerateSerializer, Immutable, Alias("sc.PricingResult")]
public sealed record PricingResult(
    [property: Id(0)] PricingOutcome Outcome,
    [property: Id(1)] PricedBasket? Basket,
    [property: Id(2)] ImmutableArray<FieldError> Errors);

[GenerateSerializer, Alias("sc.PricingOutcome")]
public enum PricingOutcome
{
    Unknown = 0,
    Done = 1,
    Invalid = 2,

    /// <summary>The lines have prices in more than one currency.</summary>
    MixedCurrencies = 3,

    /// <summary>The sum is beyond what an order may come to.</summary>
    TooLarge = 4,
}
