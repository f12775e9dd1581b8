namespace SocialCommerce.Tools.Verify;

/// <summary>The lines of orders, against what sellers see, what was recorded as bought and what came back.</summary>
internal static class MovementChecks
{
    public static Finding Check(StoreFacts store)
    {
        var finding = new Finding("I5", "lines of orders = purchases in the log = rows of sellers = units that came back");
        var purchases = store.Purchases.Where(purchase => OrderIds.IsOrder(purchase.EventId))
            .ToLookup(purchase => purchase.EventId.Split(':')[0], StringComparer.Ordinal);
        var sales = store.Sales.ToLookup(sale => sale.OrderId, StringComparer.Ordinal);
        var reservations = new Reservations(store.Ledgers);
        foreach (var order in store.Orders)
        {
            CheckPurchases(finding, order, [.. purchases[order.OrderId]]);
            CheckSales(finding, order, [.. sales[order.OrderId]]);
            CheckReturns(finding, order, reservations);
        }

        var known = store.Orders.Select(order => order.OrderId).ToHashSet(StringComparer.Ordinal);
        finding.Add(0, purchases.Where(group => !known.Contains(group.Key)).Select(group => $"purchases are logged for order {group.Key}, which is not there"));
        finding.Add(0, sales.Where(group => !known.Contains(group.Key)).Select(group => $"a seller sees order {group.Key}, which is not there"));
        return finding;
    }

    private static void CheckPurchases(Finding finding, OrderFacts order, IReadOnlyList<PurchaseFacts> logged)
    {
        var expected = order.IsPaid
            ? order.Lines.GroupBy(line => line.ProductId, StringComparer.Ordinal).ToDictionary(lines => lines.Key, lines => (double)lines.Sum(line => line.Quantity))
            : [];
        var isSame = logged.Count == expected.Count && logged.All(purchase =>
            purchase.BuyerId == order.BuyerId && expected.TryGetValue(purchase.ProductId, out var units) && units.Equals(purchase.Units));
        finding.Check(
            isSame || (logged.Count == 0 && order.HasTask(OrderFacts.RecordPurchases)),
            () => $"order {order.OrderId}, {(order.IsPaid ? "paid" : "not paid")}: the log has {logged.Count} purchases of {expected.Count}, or of other units");
    }

    private static void CheckSales(Finding finding, OrderFacts order, IReadOnlyList<SaleFacts> sales)
    {
        var expected = order.Lines.GroupBy(line => line.SellerId, StringComparer.Ordinal)
            .Select(lines => (lines.Key, lines.Sum(line => line.TotalMinor), lines.Sum(line => line.Quantity)));
        var isSame = expected.ToHashSet().SetEquals(sales.Select(sale => (sale.SellerId, sale.AmountMinor, sale.Units)))
            && sales.DistinctBy(sale => sale.SellerId).Count() == sales.Count;
        finding.Check(isSame, () => $"order {order.OrderId}: its sellers see {string.Join(", ", sales)}");
    }

    private static void CheckReturns(Finding finding, OrderFacts order, Reservations reservations)
    {
        foreach (var (productId, _) in order.Units().Where(_ => !order.HasTask(OrderFacts.ReturnUnits)))
        {
            var (expected, returned) = (order.Returned.GetValueOrDefault(productId), reservations.Of(productId, order.OrderId).Returned);
            finding.Check(returned == expected, () => $"order {order.OrderId}: {expected} units of {productId} were refunded, {returned} came back");
        }
    }
}
