using System.Text;
using SocialCommerce.Grains.Interfaces.Orders;

namespace SocialCommerce.Grains.Orders;

/// <summary>
/// Orders as callers see them, as they stand or as they stood after any step: a repeated request is answered with the order as
/// it was when the request was answered first. Pure.
/// </summary>
internal static class OrderSnapshots
{
    public static OrderSnapshot Of(string orderId, OrderState state) => Of(orderId, state, state.Events.Length);

    public static OrderSnapshot Of(string orderId, OrderState state, int revision)
    {
        var view = OrderView.Of(state, revision);
        var placed = view.Placed;
        return new OrderSnapshot(
            orderId,
            placed.BuyerId,
            view.Status,
            [.. placed.Lines.Select((line, index) => Describe(line, view.Shipped(index), view.Refunded(index)))],
            [.. placed.Lines.Select(line => line.SellerId).Distinct(StringComparer.Ordinal).Select(sellerId => DescribePart(view, sellerId))],
            placed.ListTotal,
            placed.Total,
            placed.Total with { AmountMinor = view.RefundedMinor },
            new OrderPayment(view.PaymentStatus, view.PaymentId, view.DeclineCode, view.PaymentAction),
            placed.RoomId,
            placed.VoucherIds,
            placed.CreatedAt,
            placed.ExpiresAt,
            revision,
            [.. state.Events.Take(revision).Select(Describe)]);
    }

    /// <summary>How the order stood when this key was answered first; null when it never was.</summary>
    public static (OrderSnapshot Order, OrderOutcome Outcome)? Answered(string orderId, OrderState state, string? key)
    {
        for (var index = 0; key is not null && index < state.Events.Length; index++)
        {
            if (state.Events[index].Key == key && OutcomeOf(state.Events[index]) is { } outcome)
            {
                return (Of(orderId, state, index + 1), outcome);
            }
        }

        return null;
    }

    /// <summary>What a step answers who asked for it; null when the answer is still to come.</summary>
    public static OrderOutcome? OutcomeOf(OrderEvent step) => step.Kind switch
    {
        OrderEventKind.PaymentStarted or OrderEventKind.RefundStarted => null,
        OrderEventKind.PaymentFailed => OrderOutcome.PaymentDeclined,
        OrderEventKind.RefundFailed => OrderOutcome.RefundTooMuch,
        _ => OrderOutcome.Done,
    };

    /// <summary>What each seller sees of the order now.</summary>
    public static ImmutableArray<SaleRow> Sales(OrderState state)
    {
        var view = OrderView.Of(state);
        return [.. view.Placed.Lines.Select(line => line.SellerId).Distinct(StringComparer.Ordinal).Select(sellerId =>
        {
            var part = DescribePart(view, sellerId);
            return new SaleRow(
                sellerId, part.Status, part.Total.Currency, part.Total.AmountMinor, part.Refunded.AmountMinor,
                view.LinesOf(sellerId).Sum(line => view.Placed.Lines[line].Quantity));
        })];
    }

    /// <summary>The money that the newest steps moved; null when they moved none.</summary>
    public static MovedMoney? Moved(OrderState before, OrderState next)
    {
        var view = OrderView.Of(next);
        var known = before.Placed is null ? null : OrderView.Of(before);
        var moved = new MovedMoney(
            view.Placed.Total.Currency, view.PaidMinor - (known?.PaidMinor ?? 0), view.RefundedMinor - (known?.RefundedMinor ?? 0));
        return moved is { PaidMinor: 0, RefundedMinor: 0 } ? null : moved;
    }

    /// <summary>The stable name of a kind of step: <c>paymentStarted</c> is <c>payment-started</c>.</summary>
    public static string NameOf(OrderEventKind kind)
    {
        var name = new StringBuilder();
        foreach (var letter in kind.ToString())
        {
            name.Append(char.IsUpper(letter) && name.Length > 0 ? "-" : string.Empty).Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }

    private static OrderLine Describe(PlacedLine line, int shipped, int refunded) => new(
        line.LineId, line.ProductId, line.SellerId, line.Title, line.ImageUrl, line.Quantity, line.UnitPrice, line.PriceVersion,
        line.ListTotal, line.Steps, line.Total, line.DealId, shipped, refunded);

    private static OrderPart DescribePart(OrderView view, string sellerId)
    {
        var lines = view.LinesOf(sellerId).ToList();
        var open = view.OpenRefunds.SelectMany(refund => refund.Lines).Select(line => view.IndexOf(line.LineId)).ToHashSet();
        return new OrderPart(
            sellerId,
            view.StatusOf(sellerId),
            view.Placed.Total with { AmountMinor = lines.Sum(line => view.Placed.Lines[line].Total.AmountMinor) },
            view.Placed.Total with { AmountMinor = lines.Where(line => !open.Contains(line)).Sum(view.RefundedMinorOf) });
    }

    private static OrderStep Describe(OrderEvent step) => new(
        NameOf(step.Kind),
        step.At,
        step.SellerId,
        step.Amount,
        step.Kind == OrderEventKind.PaymentStarted ? null : step.Detail,
        step.Kind is OrderEventKind.Shipped or OrderEventKind.RefundStarted or OrderEventKind.RefundSucceeded or OrderEventKind.RefundFailed
            ? step.Reference
            : null);
}
