namespace SocialCommerce.Grains.Orders;

/// <summary>What a step of an order makes necessary elsewhere. Pure.</summary>
internal static class OrderTasks
{
    /// <summary>What the buyer is told when an order was not paid in time.</summary>
    public const string Expired = "order.expired";

    /// <summary>Detail of a refund for units that were lost.</summary>
    public const string LostReason = "units-lost";

    public static IEnumerable<OrderTask> AfterPayment(PlacedOrder placed)
    {
        foreach (var (productId, quantity) in placed.Units())
        {
            yield return new OrderTask($"sell:{productId}", OrderTaskKind.SellUnits, productId, quantity);
        }

        foreach (var line in placed.Lines.Where(line => line.ClaimId is not null))
        {
            yield return new OrderTask($"sell:{line.DealId}:{line.ClaimId}", OrderTaskKind.ConfirmClaim, line.DealId!, line.Quantity, line.ClaimId);
        }

        foreach (var voucherId in placed.VoucherIds)
        {
            yield return new OrderTask($"redeem:{voucherId}", OrderTaskKind.RedeemVoucher, voucherId);
        }

        yield return new OrderTask("purchases", OrderTaskKind.RecordPurchases, placed.BuyerId);
        foreach (var task in TellAll(placed, "order.paid"))
        {
            yield return task;
        }
    }

    public static IEnumerable<OrderTask> AfterEnd(PlacedOrder placed, string what)
    {
        foreach (var (productId, quantity) in placed.Units())
        {
            yield return new OrderTask($"release:{productId}", OrderTaskKind.ReleaseUnits, productId, quantity);
        }

        foreach (var line in placed.Lines.Where(line => line.ClaimId is not null))
        {
            yield return new OrderTask($"release:{line.DealId}:{line.ClaimId}", OrderTaskKind.ReleaseClaim, line.DealId!, line.Quantity, line.ClaimId);
        }

        foreach (var voucherId in placed.VoucherIds)
        {
            yield return new OrderTask($"release:{voucherId}", OrderTaskKind.ReleaseVoucher, voucherId);
        }

        // What ran out unpaid is no seller's business.
        foreach (var task in TellAll(placed, what).Where(task => what != Expired || task.Kind == OrderTaskKind.TellBuyer))
        {
            yield return task;
        }
    }

    private static IEnumerable<OrderTask> TellAll(PlacedOrder placed, string what) =>
    [
        .. placed.Lines.Select(line => line.SellerId).Distinct(StringComparer.Ordinal).Select(sellerId =>
            new OrderTask($"seller:{sellerId}:{what}", OrderTaskKind.TellSeller, sellerId, Detail: what)),
        new OrderTask($"buyer:{what}", OrderTaskKind.TellBuyer, placed.BuyerId, Detail: what),
    ];

    public static IEnumerable<OrderTask> Tell(PlacedOrder placed, string sellerId, string what, int revision) =>
    [
        new OrderTask($"seller:{sellerId}:{what}:{revision}", OrderTaskKind.TellSeller, sellerId, Quantity: revision, Detail: what),
        new OrderTask($"buyer:{what}:{revision}", OrderTaskKind.TellBuyer, placed.BuyerId, Detail: what),
    ];

    public static OrderTask PayBack(OrderEvent refund) =>
        new($"payback:{refund.Reference}", OrderTaskKind.PayBack, "payment", Reference: refund.Reference, Amount: refund.Amount);

    /// <summary>
    /// The units of a refund that go back to the stock, without those that were lost: they never left it. Units of a deal were
    /// sold from the deal's reservation: they go back to it, and apart from the order's own.
    /// </summary>
    public static IEnumerable<OrderTask> Return(OrderState state, OrderEvent refund)
    {
        var lost = state.Events.Where(step => step.Kind == OrderEventKind.UnitsLost)
            .SelectMany(step => step.Lines).Select(line => line.LineId).ToHashSet(StringComparer.Ordinal);
        return refund.Lines
            .Select(line => (Placed: state.Placed!.Lines.First(own => own.LineId == line.LineId), line.Quantity))
            .GroupBy(line => (line.Placed.ProductId, DealId: line.Placed.ClaimId is null ? null : line.Placed.DealId))
            .Select(group =>
            {
                var reference = group.Key.DealId is null ? refund.Reference : $"{refund.Reference}:{group.First().Placed.LineId}";
                return new OrderTask(
                    $"return:{reference}:{group.Key.ProductId}", OrderTaskKind.ReturnUnits, group.Key.ProductId,
                    group.Where(line => !lost.Contains(line.Placed.LineId)).Sum(line => line.Quantity),
                    reference, group.Key.DealId, IsRestocked: refund.IsRestocked);
            })
            .Where(task => task.Quantity > 0);
    }

    /// <summary>The units of a refund that go back to the stock; none of those that never left it.</summary>
    public static IEnumerable<OrderTask> AfterRefund(OrderState state, OrderEvent refund)
    {
        var placed = state.Placed!;
        if (refund.Detail != LostReason)
        {
            foreach (var task in Return(state, refund))
            {
                yield return task;
            }
        }

        var sellers = refund.Lines.Select(line => placed.Lines.First(own => own.LineId == line.LineId).SellerId).Distinct(StringComparer.Ordinal);
        foreach (var sellerId in sellers)
        {
            yield return new OrderTask(
                $"seller:{sellerId}:{refund.Reference}", OrderTaskKind.TellSeller, sellerId, Reference: refund.Reference, Detail: "order.refunded");
        }

        yield return new OrderTask($"buyer:{refund.Reference}", OrderTaskKind.TellBuyer, placed.BuyerId, Detail: "order.refunded");
    }
}

/// <summary>What an order holds of each product's stock.</summary>
internal static class PlacedUnits
{
    /// <summary>Units by product, without those that a deal holds.</summary>
    public static IEnumerable<(string ProductId, int Quantity)> Units(this PlacedOrder placed) => placed.Lines
        .Where(line => line.ClaimId is null)
        .GroupBy(line => line.ProductId, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Sum(line => line.Quantity)));
}
