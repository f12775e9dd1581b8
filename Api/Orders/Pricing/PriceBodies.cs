using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Api.Orders.Pricing;

/// <summary>One reason why a line costs what it does. The amount is below zero.</summary>
internal sealed record PriceStepBody(
    PriceStepKind Kind,
    string SourceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    long AmountMinor)
{
    public static ImmutableArray<PriceStepBody> From(ImmutableArray<PriceStep> steps) =>
    [
        .. steps.Select(static step => new PriceStepBody(
            step.Kind, step.SourceId, step.Name.Length == 0 ? null : step.Name, step.AmountMinor)),
    ];
}

/// <summary>What became of a voucher.</summary>
internal sealed record VoucherUseBody(string VoucherId, VoucherVerdict Verdict, long AmountMinor, long EligibleMinor)
{
    public static VoucherUseBody From(VoucherUse use) => new(use.VoucherId, use.Verdict, use.AmountMinor, use.EligibleMinor);
}

internal sealed record QuoteResponse(
    string ProductId,
    int Quantity,
    Money UnitPrice,
    long PriceVersion,
    Money ListTotal,
    ImmutableArray<PriceStepBody> Steps,
    Money Total,
    bool IsOnSale,
    DateTimeOffset At)
{
    public static QuoteResponse From(PriceQuote quote) => new(
        quote.Line.ProductId,
        quote.Line.Quantity,
        quote.Line.UnitPrice,
        quote.Line.PriceVersion,
        quote.Line.ListTotal,
        PriceStepBody.From(quote.Line.Steps),
        quote.Line.Total,
        quote.IsOnSale,
        quote.At);
}
