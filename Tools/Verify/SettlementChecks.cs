namespace SocialCommerce.Tools.Verify;

/// <summary>Paid means sold and charged, over means let go and not charged; each once.</summary>
internal static class SettlementChecks
{
    public static Finding Check(StoreFacts store)
    {
        var finding = new Finding("I4", "paid = sold and charged; cancelled or expired = released and not charged; each once");
        var reservations = new Reservations(store.Ledgers);
        var payments = store.Payments.Where(payment => payment.OrderId is not null).ToLookup(payment => payment.OrderId!, StringComparer.Ordinal);
        foreach (var order in store.Orders)
        {
            foreach (var (productId, quantity) in order.Units())
            {
                CheckUnits(finding, order, productId, quantity, reservations.Of(productId, order.OrderId));
            }

            CheckMoney(finding, order, [.. payments[order.OrderId]], store.Payments.Count > 0);
        }

        var known = store.Orders.Select(order => order.OrderId).ToHashSet(StringComparer.Ordinal);
        foreach (var (orderId, facts) in reservations.All.Where(pair => OrderIds.IsOrder(pair.OrderId) && !known.Contains(pair.OrderId)))
        {
            finding.Check(facts.Sold == 0, () => $"{facts.Sold} units are sold to order {orderId}, which is not there");
        }

        foreach (var payment in store.Payments.Where(payment => payment.OrderId is not null && !known.Contains(payment.OrderId)))
        {
            finding.Check(
                payment.ChargedMinor == payment.RefundedMinor,
                () => $"{payment.ChargedMinor} were charged for order {payment.OrderId}, which is not there");
        }

        return finding;
    }

    private static void CheckUnits(Finding finding, OrderFacts order, string productId, int quantity, ReservationFacts units)
    {
        var expected = order.IsPaid ? quantity - order.Lost.GetValueOrDefault(productId) : 0;
        var isOpen = order.IsPaid && order.HasTask(OrderFacts.SellUnits, productId);
        finding.Check(
            units.Sold == expected || (isOpen && units.Sold == 0),
            () => $"order {order.OrderId}, {(order.IsPaid ? "paid" : "not paid")}: {units.Sold} of {quantity} units of {productId} are sold");
        if (order.IsPaid && !isOpen)
        {
            finding.Check(units.Held == 0, () => $"order {order.OrderId} is paid and still holds {units.Held} units of {productId}");
        }
        else if (order.IsEnded)
        {
            finding.Check(
                units.Held == 0 || order.HasTask(OrderFacts.ReleaseUnits, productId),
                () => $"order {order.OrderId} is over and still holds {units.Held} units of {productId}");
        }
        else if (!order.IsPaid)
        {
            finding.Check(
                units.Held == quantity || units.ExpiredAt >= order.ExpiresAt,
                () => $"order {order.OrderId} can still be paid and holds {units.Held} of {quantity} units of {productId}");
        }
    }

    private static void CheckMoney(Finding finding, OrderFacts order, IReadOnlyList<PaymentFacts> payments, bool hasBooks)
    {
        if (!hasBooks || order.TotalMinor == 0)
        {
            return;
        }

        var (charged, refunded) = (payments.Sum(payment => payment.ChargedMinor), payments.Sum(payment => payment.RefundedMinor));
        var isKnown = !order.HasTask(OrderFacts.ResolvePayment) && payments.All(payment => payment.IsOver);
        if (isKnown)
        {
            finding.Check(
                charged == order.PaidMinor && (!order.IsPaid || charged >= order.TotalMinor),
                () => $"order {order.OrderId} over {order.TotalMinor} notes {order.PaidMinor} paid, the provider {charged} charged");
        }

        if (isKnown && !order.HasTask(OrderFacts.PayBack))
        {
            finding.Check(
                refunded == order.RefundedMinor,
                () => $"order {order.OrderId} notes {order.RefundedMinor} paid back, the provider {refunded}");
            finding.Check(
                !order.IsEnded || charged == refunded,
                () => $"order {order.OrderId} is over, and the provider keeps {charged - refunded}");
        }
    }
}

/// <summary>What all ledgers of a product say of the reservations for orders.</summary>
internal sealed class Reservations
{
    private readonly Dictionary<(string ProductId, string Id), ReservationFacts> _all = [];

    public Reservations(IEnumerable<LedgerFacts> ledgers)
    {
        foreach (var ledger in ledgers)
        {
            foreach (var (id, facts) in ledger.Reservations)
            {
                Add(Of(ledger.ProductId, id), facts);
            }
        }
    }

    public IEnumerable<(string OrderId, ReservationFacts Facts)> All => _all.Select(pair => (pair.Key.Id, pair.Value));

    public ReservationFacts Of(string productId, string id)
    {
        if (!_all.TryGetValue((productId, id), out var facts))
        {
            _all.Add((productId, id), facts = new ReservationFacts());
        }

        return facts;
    }

    private static void Add(ReservationFacts sum, ReservationFacts part)
    {
        sum.Held += part.Held;
        sum.Sold += part.Sold;
        sum.Returned += part.Returned;
        sum.ExpiredAt = part.ExpiredAt ?? sum.ExpiredAt;
    }
}

/// <summary>How orders are named.</summary>
internal static class OrderIds
{
    public static bool IsOrder(string id) => id.StartsWith("o_", StringComparison.Ordinal);
}
