using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Orders.Pricing;

/// <summary>
/// Vouchers, on what promotions left: percentages before amounts, so that an amount makes no percentage smaller. Minimums
/// are all held against what the lines came to before the first voucher. A voucher's amount is spread over its lines.
/// </summary>
internal static class VoucherSteps
{
    public static ImmutableArray<VoucherUse> Apply(ImmutableArray<OpenLine> lines, ImmutableArray<VoucherOffer> vouchers, string currency)
    {
        if (vouchers.IsDefaultOrEmpty)
        {
            return [];
        }

        // By id, so that the minor units that do not divide go to the same lines whatever the order of the request.
        var bySeller = lines.Where(static line => line.Source.Deal is null)
            .OrderBy(static line => line.Source.LineId, StringComparer.Ordinal)
            .ToLookup(static line => line.Source.SellerId, StringComparer.Ordinal);
        var spends = bySeller.ToDictionary(
            static seller => seller.Key, static seller => seller.Sum(static line => line.Left), StringComparer.Ordinal);
        return
        [
            .. vouchers
                .OrderBy(static voucher => voucher.Kind == VoucherKind.Percent ? 0 : 1)
                .ThenByDescending(static voucher => voucher.Value)
                .ThenBy(static voucher => voucher.VoucherId, StringComparer.Ordinal)
                .Select(voucher => Use(
                    voucher, [.. bySeller[voucher.SellerId]], spends.GetValueOrDefault(voucher.SellerId), currency))
                .ToList()
                .OrderBy(static use => use.VoucherId, StringComparer.Ordinal),
        ];
    }

    private static VoucherUse Use(VoucherOffer voucher, ImmutableArray<OpenLine> lines, long spend, string currency)
    {
        var left = lines.Sum(static line => line.Left);
        var verdict = voucher.Currency.Length > 0 && voucher.Currency != currency ? VoucherVerdict.OtherCurrency
            : spend > 0 && spend < voucher.MinimumSpend ? VoucherVerdict.BelowMinimum
            : VoucherVerdict.Used;
        var off = verdict == VoucherVerdict.Used ? Off(voucher, left) : 0;
        if (off == 0)
        {
            return new VoucherUse(voucher.VoucherId, verdict == VoucherVerdict.Used ? VoucherVerdict.NothingToDiscount : verdict, 0, spend);
        }

        var shares = Allocation.ByLargestRemainder(off, [.. lines.Select(static line => line.Left)]);
        for (var index = 0; index < lines.Length; index++)
        {
            lines[index].TakeOff(PriceStepKind.Voucher, voucher.VoucherId, string.Empty, shares[index]);
        }

        return new VoucherUse(voucher.VoucherId, VoucherVerdict.Used, off, spend);
    }

    private static long Off(VoucherOffer voucher, long left) => voucher.Kind switch
    {
        VoucherKind.Percent => PriceEffects.Percent(left, voucher.Value),
        VoucherKind.Amount => Math.Clamp(voucher.Value, 0, left),
        _ => 0,
    };
}
