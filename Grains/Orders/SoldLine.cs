namespace SocialCommerce.Grains.Orders;

/// <summary>
/// One line of an order that was paid, as the shop's figures count it: written in the commit of the order's own steps, so
/// that what is sold of a product or in a room is never another number than the orders are.
/// </summary>
/// <param name="RoomId">The room it was bought in; null for none.</param>
/// <param name="RefundedMinor">What went back of the amount.</param>
public sealed record SoldLine(
    string LineId,
    string SellerId,
    string ProductId,
    string? RoomId,
    DateTimeOffset PaidAt,
    string Currency,
    long AmountMinor,
    long RefundedMinor,
    int Units,
    int RefundedUnits)
{
    /// <summary>The lines of an order; none before it is paid.</summary>
    internal static ImmutableArray<SoldLine> Of(OrderState state)
    {
        if (state.Events.FirstOrDefault(step => step.Kind == OrderEventKind.PaymentSucceeded) is not { } paid)
        {
            return [];
        }

        // As in the parts of sellers, money counts as gone back when the provider has said so.
        var view = OrderView.Of(state);
        var open = view.OpenRefunds.SelectMany(refund => refund.Lines).Select(line => view.IndexOf(line.LineId)).ToHashSet();
        return
        [
            .. view.Placed.Lines.Select((line, index) => new SoldLine(
                line.LineId, line.SellerId, line.ProductId, view.Placed.RoomId, paid.At, line.Total.Currency, line.Total.AmountMinor,
                open.Contains(index) ? 0 : view.RefundedMinorOf(index), line.Quantity, open.Contains(index) ? 0 : view.Refunded(index))),
        ];
    }

    /// <summary>Those of a state that another does not have already.</summary>
    internal static ImmutableArray<SoldLine> Changed(OrderState before, OrderState after) =>
        before.Placed is null ? Of(after) : [.. Of(after).Except(Of(before))];
}

/// <summary>What was sold in one bucket of time, or of one product, or in one room.</summary>
/// <param name="Key">The bucket, counted from 1970, or the id.</param>
public sealed record SoldSum(
    string Key, string Currency, long Orders, long Units, long AmountMinor, long RefundedUnits, long RefundedMinor);
