using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Interfaces.Orders.Pricing;

/// <summary>Bounds of what is priced at once.</summary>
public static class PricingLimits
{
    public const int LinesMax = 100;

    public const int VouchersMax = 20;

    /// <summary>Units that a price is quoted for.</summary>
    public const int QuoteQuantityMax = 1_000;

    /// <summary>What a basket may come to at list prices. Far below the end of a long, so that sums of sums are safe too.</summary>
    public const long TotalMinorMax = 1_000_000_000_000_000_000;

    public static ImmutableArray<FieldError> Check(PricingRequest request)
    {
        var checks = new FieldChecks()
            .Add(request.Lines.IsDefaultOrEmpty || request.Lines.Length > LinesMax, "lines", $"must be 1 to {LinesMax}")
            .Add(HasTwice(request.Lines, static line => line.LineId), "lines", "must not have the same id twice")
            .Add(!request.Vouchers.IsDefault && request.Vouchers.Length > VouchersMax, "vouchers", $"must be at most {VouchersMax}")
            .Add(HasTwice(request.Vouchers, static voucher => voucher.VoucherId), "vouchers", "must not have the same one twice");
        for (var index = 0; !request.Lines.IsDefault && index < request.Lines.Length; index++)
        {
            var line = request.Lines[index];
            checks
                .Add(line.Quantity < 1, $"lines[{index}].quantity", "must be at least 1")
                .Add(!IsPrice(line.UnitPrice), $"lines[{index}].unitPrice", "is out of range")
                .Add(line.Deal is { } deal && !IsPrice(deal.Price), $"lines[{index}].deal", "is out of range");
        }

        return checks.Errors;
    }

    private static bool IsPrice(Money price) => price.AmountMinor is >= 0 and <= ProductLimits.AmountMinorMax;

    private static bool HasTwice<T>(ImmutableArray<T> items, Func<T, string> idOf) =>
        !items.IsDefault && items.Select(idOf).Distinct(StringComparer.Ordinal).Count() < items.Length;
}
