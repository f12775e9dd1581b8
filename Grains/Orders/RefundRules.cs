using SocialCommerce.Grains.Interfaces.Orders;

namespace SocialCommerce.Grains.Orders;

/// <summary>
/// What units of a line are worth when they are given back. The first units of a line are rounded down and the last take the
/// rest, so that refunds of all units, in whatever pieces, are exactly what was paid. Pure.
/// </summary>
internal static class RefundRules
{
    /// <summary>Minor units for the first so many units of a line.</summary>
    public static long AmountOf(PlacedLine line, int units) =>
        (long)((Int128)line.Total.AmountMinor * units / line.Quantity);

    /// <summary>Minor units for more units of a line, given those that were refunded before.</summary>
    public static long AmountOf(PlacedLine line, int before, int units) => AmountOf(line, before + units) - AmountOf(line, before);

    /// <summary>
    /// The units that a command means: those it names, or all that are not refunded. Null when it names some that are not
    /// there, not its seller's, or refunded already.
    /// </summary>
    public static ImmutableArray<LineQuantity>? Choose(OrderView view, RefundOrder command)
    {
        if (command.Lines.IsDefaultOrEmpty)
        {
            return
            [
                .. Enumerable.Range(0, view.Placed.Lines.Length)
                    .Where(line => IsOf(view, line, command.SellerId) && Left(view, line) > 0)
                    .Select(line => new LineQuantity(view.Placed.Lines[line].LineId, Left(view, line))),
            ];
        }

        var wanted = command.Lines.GroupBy(line => line.LineId, StringComparer.Ordinal)
            .Select(group => (group.Key, Line: view.IndexOf(group.Key), Units: group.Sum(line => (long)line.Quantity))).ToList();
        return wanted.TrueForAll(line => line.Line >= 0 && line.Units >= 1 && IsOf(view, line.Line, command.SellerId)
            && line.Units <= Left(view, line.Line))
            ? [.. wanted.Select(line => new LineQuantity(line.Key, (int)line.Units))]
            : null;
    }

    public static Money AmountOf(OrderView view, ImmutableArray<LineQuantity> lines) => view.Placed.Total with
    {
        AmountMinor = lines.Sum(line =>
        {
            var index = view.IndexOf(line.LineId);
            return AmountOf(view.Placed.Lines[index], view.Refunded(index), line.Quantity);
        }),
    };

    private static int Left(OrderView view, int line) => view.Placed.Lines[line].Quantity - view.Refunded(line);

    private static bool IsOf(OrderView view, int line, string? sellerId) =>
        sellerId is null || view.Placed.Lines[line].SellerId == sellerId;
}
