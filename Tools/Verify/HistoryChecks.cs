namespace SocialCommerce.Tools.Verify;

/// <summary>What clients were told, against what is stored.</summary>
internal static class HistoryChecks
{
    public static Finding CheckExistence(ClientHistory history, StoreFacts store)
    {
        var finding = new Finding("I2", "every acknowledged step is stored exactly once; no order without an attempt");
        var orders = store.Orders.ToLookup(order => order.OrderId, StringComparer.Ordinal);
        foreach (var asked in history.Asked.Where(asked => asked.Accepted.Count > 0))
        {
            CheckAcknowledged(finding, asked, [.. orders[asked.Accepted[0].OrderId ?? string.Empty]]);
        }

        var places = history.Asked.Where(asked => asked.First.Op == ClientOp.Place).ToList();
        var declined = places.Where(asked => asked.Declined is not null).ToList();
        foreach (var asked in declined)
        {
            CheckDeclined(finding, asked, history, [.. orders[asked.Declined!.OrderId!]]);
        }

        var known = places.SelectMany(asked => asked.Accepted).Concat(declined.Select(asked => asked.Declined!))
            .Select(record => record.OrderId).ToHashSet();
        var open = places.Where(asked => asked.IsUnknown && asked.HasAttempt)
            .GroupBy(asked => Describe(asked.First)).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        foreach (var order in store.Orders.Where(order => !known.Contains(order.OrderId)))
        {
            finding.Check(TryTake(open, Describe(order)), () => $"order {order.OrderId} of {order.BuyerId} is stored, and nobody asked for it");
        }

        return finding;
    }

    public static Finding CheckKeys(ClientHistory history)
    {
        var finding = new Finding("I3", "one key leads to one accepted result, and its answer is the same, byte for byte");
        foreach (var asked in history.Asked.Where(asked => asked.Accepted.Count > 0))
        {
            finding.Check(
                asked.Accepted.DistinctBy(record => (record.OrderId, record.Hash)).Count() == 1,
                () => $"{asked} was answered as {string.Join(" and as ", asked.Accepted.Select(record => $"{record.OrderId}/{record.Hash}").Distinct())}");
        }

        var twice = history.Asked.Where(asked => asked.First.Op == ClientOp.Place && asked.Accepted.Count > 0)
            .GroupBy(asked => asked.Accepted[0].OrderId).Where(group => group.Count() > 1);
        foreach (var group in twice)
        {
            finding.Check(false, () => $"order {group.Key} answers {string.Join(" and ", group)}");
        }

        return finding;
    }

    public static Finding CheckPrices(ClientHistory history, StoreFacts store)
    {
        var finding = new Finding("I11", "what is charged is the price that was confirmed");
        foreach (var order in store.Orders)
        {
            finding.Check(AddsUp(order), () => $"order {order.OrderId}: its lines do not come to its total of {order.TotalMinor}");
            foreach (var line in order.Lines)
            {
                var price = store.Prices.GetValueOrDefault(line.ProductId);
                finding.Check(
                    price is null || price.Version != line.PriceVersion || price.AmountMinor == line.UnitMinor,
                    () => $"order {order.OrderId}: {line.ProductId} at {line.UnitMinor}, its price of version {line.PriceVersion} is {price!.AmountMinor}");
            }
        }

        var orders = store.Orders.DistinctBy(order => order.OrderId).ToDictionary(order => order.OrderId, StringComparer.Ordinal);
        foreach (var asked in history.Asked.Where(asked => asked.First.Op == ClientOp.Place))
        {
            foreach (var record in asked.Accepted.Where(record => record.OrderId is not null && orders.ContainsKey(record.OrderId)))
            {
                var order = orders[record.OrderId!];
                finding.Check(
                    IsConfirmed(asked.First, order) && (record.TotalMinor is null || record.TotalMinor == order.TotalMinor),
                    () => $"{asked}: order {order.OrderId} over {order.TotalMinor} is not what was confirmed");
            }
        }

        return finding;
    }

    private static void CheckAcknowledged(Finding finding, ClientAsked asked, IReadOnlyList<OrderFacts> stored)
    {
        var record = asked.Accepted[0];
        finding.Check(
            stored.Count == 1 && stored[0].BuyerId == record.BuyerId && stored[0].PlacedBy == record.BuyerId,
            () => $"{asked} was acknowledged as order {record.OrderId}, which is stored {stored.Count} times for this buyer");
        if (stored.Count != 1)
        {
            return;
        }

        var isThere = asked.First.Op switch
        {
            ClientOp.Pay => record.State is not "paid" || stored[0].IsPaid,
            ClientOp.Cancel => stored[0].IsEnded || stored[0].IsPaid,
            ClientOp.Place => record.State is not "paid" || stored[0].IsPaid,
            ClientOp.Ship => stored[0].IsShipped,
            ClientOp.Deliver => stored[0].IsDelivered,
            ClientOp.Refund => stored[0].HasRefund,
            _ => true,
        };
        finding.Check(isThere, () => $"{asked} was acknowledged with order {record.OrderId} {record.State}, which the store does not know");
    }

    // It stands and can be paid in another way; until somebody tries that, it is not paid.
    private static void CheckDeclined(Finding finding, ClientAsked asked, ClientHistory history, IReadOnlyList<OrderFacts> stored)
    {
        var orderId = asked.Declined!.OrderId;
        var isTriedAgain = history.Asked.Any(other => other.First.Op == ClientOp.Pay && other.First.OrderId == orderId);
        finding.Check(
            stored.Count == 1 && stored[0].BuyerId == asked.First.BuyerId && (isTriedAgain || !stored[0].IsPaid),
            () => $"{asked} was told that the payment of order {orderId} was declined; it is stored {stored.Count} times, and paid: {stored.Any(order => order.IsPaid)}");
    }

    private static bool AddsUp(OrderFacts order) =>
        order.Lines.Sum(line => line.TotalMinor) == order.TotalMinor
        && order.Lines.All(line => line.ListMinor == line.UnitMinor * line.Quantity && line.TotalMinor >= 0);

    private static bool IsConfirmed(ClientRecord asked, OrderFacts order) => (asked.Items ?? []).All(item => order.Lines.Any(line =>
        line.ProductId == item.ProductId && line.Quantity == item.Quantity
        && (item.PriceVersion is null || item.PriceVersion == line.PriceVersion)));

    // An order without an acknowledged attempt belongs to an attempt of the same buyer for the same things.
    private static string Describe(ClientRecord record) => Describe(
        record.BuyerId, (record.Items ?? []).Select(item => (item.ProductId, item.Quantity)));

    private static string Describe(OrderFacts order) => Describe(
        order.BuyerId, order.Lines.Select(line => (line.ProductId, line.Quantity)));

    private static string Describe(string buyerId, IEnumerable<(string ProductId, int Quantity)> items) =>
        $"{buyerId}: {string.Join(", ", items.Select(item => $"{item.ProductId} x {item.Quantity}").Order(StringComparer.Ordinal))}";

    private static bool TryTake(Dictionary<string, int> open, string what)
    {
        if (open.GetValueOrDefault(what) == 0)
        {
            return false;
        }

        open[what]--;
        return true;
    }
}
