using System.Globalization;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Orders;

/// <summary>
/// The units, claims and vouchers of an order. Each is held under the order's own id, so that repeating a call holds nothing
/// twice, and ends by itself, so that an order that a crash kept from being written holds nothing for long.
/// </summary>
internal sealed class OrderHolds(IOrderHoldTargets targets, SoldOutHints soldOut)
{
    /// <summary>Of two attempts to hold the same order's units the later one counts.</summary>
    public static string TokenAt(DateTimeOffset now) => now.UtcTicks.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>All of it or nothing.</summary>
    public async Task<HoldResult> HoldAsync(string orderId, PlacedOrder placed, CancellationToken cancellationToken)
    {
        var results = await Task.WhenAll(
        [
            .. placed.Units().Select(unit => HoldUnitsAsync(orderId, placed, unit.ProductId, unit.Quantity, cancellationToken)),
            .. placed.Lines.Where(line => line.ClaimId is not null).Select(line => ClaimAsync(placed, line, cancellationToken)),
            .. placed.VoucherIds.Select(voucherId => HoldVoucherAsync(orderId, placed, voucherId, cancellationToken)),
        ]);
        var refused = results.Where(result => result.Outcome != OrderOutcome.Done).ToList();
        if (refused.Count == 0)
        {
            return HoldResult.Done;
        }

        if (refused.Count < results.Length)
        {
            await LetGoAsync(orderId, placed, cancellationToken);
        }

        return new HoldResult(
            refused[0].Outcome,
            [.. refused.SelectMany(result => result.Obstacles)],
            refused.Select(result => result.RetryAfter).Where(wait => wait is not null).Min());
    }

    /// <summary>Answers when nothing of it is held any more, except claims that the buyer had before.</summary>
    public Task LetGoAsync(string orderId, PlacedOrder placed, CancellationToken cancellationToken) => Task.WhenAll(
    [
        .. placed.Units().Select(unit => ReleaseUnitsAsync(orderId, placed, unit.ProductId, unit.Quantity, cancellationToken)),
        .. placed.Lines.Where(line => line.ClaimId?.StartsWith(orderId, StringComparison.Ordinal) == true)
            .Select(line => ReleaseClaimAsync(placed, line.DealId!, line.ClaimId!, cancellationToken)),
        .. placed.VoucherIds.Select(voucherId => ReleaseVoucherAsync(orderId, placed, voucherId, cancellationToken)),
    ]);

    /// <summary>Sells what is held; lost when it is held no more and there is nothing left to take in its place.</summary>
    public async Task<TaskOutcome> SellUnitsAsync(
        string orderId, PlacedOrder placed, string productId, int quantity, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sale = new SettleStock(orderId, quantity, 0, placed.Token);
        if ((await targets.SettleAsync(productId, sale, cancellationToken)).Outcome == StockOutcome.Done)
        {
            return TaskOutcome.Done;
        }

        // The hold ended while nobody knew what became of the payment, or an attempt that came to nothing has it. The order
        // is paid: its word is the last.
        var last = sale with { Token = TokenAt(now) };
        var again = await targets.ReserveAsync(
            productId, new ReserveStock(orderId, quantity, now + OrderRules.HoldGrace, placed.BuyerId, last.Token), cancellationToken);
        return again.Outcome switch
        {
            StockOutcome.Done => Expect((await targets.SettleAsync(productId, last, cancellationToken)).Outcome, StockOutcome.Done),
            StockOutcome.Insufficient or StockOutcome.NotFound or StockOutcome.OverBuyerMax => TaskOutcome.Lost,
            _ => throw new InvalidOperationException($"The stock of {productId} answered {again.Outcome}."),
        };
    }

    public async Task<TaskOutcome> ReleaseUnitsAsync(
        string orderId, PlacedOrder placed, string productId, int quantity, CancellationToken cancellationToken)
    {
        var result = await targets.SettleAsync(productId, new SettleStock(orderId, 0, quantity, placed.Token), cancellationToken);
        return Expect(result.Outcome, StockOutcome.Done, StockOutcome.NotFound, StockOutcome.Expired, StockOutcome.Stale);
    }

    /// <summary>Holds units for longer; what is not held any more is found out when it is to be sold.</summary>
    public async Task<TaskOutcome> ExtendUnitsAsync(
        string orderId, PlacedOrder placed, string productId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await targets.ExtendAsync(productId, new ExtendReservation(orderId, until, placed.Token), cancellationToken);
        return TaskOutcome.Done;
    }

    /// <summary>Takes sold units back, once for each refund.</summary>
    public async Task<TaskOutcome> ReturnUnitsAsync(string orderId, OrderTask task, CancellationToken cancellationToken)
    {
        var result = await targets.ReturnAsync(
            task.TargetId, new ReturnStock(task.Reference!, task.Detail ?? orderId, task.Quantity, task.IsRestocked), cancellationToken);
        return Expect(result.Outcome, StockOutcome.Done);
    }

    public async Task<TaskOutcome> ConfirmClaimAsync(
        string orderId, PlacedOrder placed, string dealId, string claimId, CancellationToken cancellationToken)
    {
        var result = await targets.ConfirmAsync(dealId, new SettleClaim(claimId, placed.BuyerId, orderId), cancellationToken);
        return result.Outcome switch
        {
            DealOutcome.Done => TaskOutcome.Done,
            DealOutcome.IllegalStep or DealOutcome.NotFound => TaskOutcome.Lost,
            _ => throw new InvalidOperationException($"Deal {dealId} answered {result.Outcome}."),
        };
    }

    public async Task<TaskOutcome> ReleaseClaimAsync(PlacedOrder placed, string dealId, string claimId, CancellationToken cancellationToken)
    {
        await targets.ReleaseAsync(dealId, new SettleClaim(claimId, placed.BuyerId), cancellationToken);
        return TaskOutcome.Done;
    }

    public async Task<TaskOutcome> RedeemVoucherAsync(string orderId, PlacedOrder placed, string voucherId, CancellationToken cancellationToken)
    {
        await targets.RedeemAsync(voucherId, Use(orderId, placed), cancellationToken);
        return TaskOutcome.Done;
    }

    public async Task<TaskOutcome> ReleaseVoucherAsync(string orderId, PlacedOrder placed, string voucherId, CancellationToken cancellationToken)
    {
        await targets.ReleaseAsync(voucherId, Use(orderId, placed), cancellationToken);
        return TaskOutcome.Done;
    }

    private async Task<HoldResult> HoldUnitsAsync(
        string orderId, PlacedOrder placed, string productId, int quantity, CancellationToken cancellationToken)
    {
        var result = await targets.ReserveAsync(
            productId,
            new ReserveStock(orderId, quantity, placed.ExpiresAt + OrderRules.HoldGrace, placed.BuyerId, placed.Token),
            cancellationToken);
        if (result is { Outcome: StockOutcome.Insufficient, Level.Available: 0 })
        {
            soldOut.Note(productId);
        }

        return result.Outcome switch
        {
            StockOutcome.Done => HoldResult.Done,
            StockOutcome.Insufficient => Refuse(OrderOutcome.SoldOut, productId, result.Level?.Available),
            StockOutcome.NotFound => Refuse(OrderOutcome.UnknownProduct, productId),
            StockOutcome.OverBuyerMax => Refuse(OrderOutcome.OverBuyerMax, productId),
            StockOutcome.TooMany or StockOutcome.Stale => Refuse(OrderOutcome.Busy, productId),
            _ => throw new InvalidOperationException($"The stock of {productId} answered {result.Outcome}."),
        };
    }

    private async Task<HoldResult> ClaimAsync(PlacedOrder placed, PlacedLine line, CancellationToken cancellationToken)
    {
        var result = await targets.ClaimAsync(
            line.DealId!, new ClaimDeal(line.ClaimId!, placed.BuyerId, line.Quantity), cancellationToken);
        return result switch
        {
            { Outcome: DealOutcome.Done, Claim.Status: ClaimStatus.Reserved } => HoldResult.Done,
            { Outcome: DealOutcome.SoldOut } => Refuse(OrderOutcome.SoldOut, line.ProductId) with { RetryAfter = result.RetryAfter },
            { Outcome: DealOutcome.OverCap } => Refuse(OrderOutcome.OverBuyerMax, line.ProductId),
            _ => Refuse(OrderOutcome.DealRefused, line.ProductId) with { RetryAfter = result.RetryAfter },
        };
    }

    private async Task<HoldResult> HoldVoucherAsync(string orderId, PlacedOrder placed, string voucherId, CancellationToken cancellationToken)
    {
        var result = await targets.ReserveAsync(voucherId, Use(orderId, placed), cancellationToken);
        return result.Outcome == VoucherOutcome.Done ? HoldResult.Done : new HoldResult(OrderOutcome.VoucherRefused, []);
    }

    // A voucher outlasts every doubt about the order's payment: two orders with one voucher are worse than a wait.
    private static UseVoucher Use(string orderId, PlacedOrder placed) =>
        new(placed.BuyerId, orderId, placed.ExpiresAt + OrderRules.HoldInDoubt, placed.Token);

    private static HoldResult Refuse(OrderOutcome outcome, string productId, int? available = null) =>
        new(outcome, [new OrderObstacle(productId, outcome, available)]);

    private static TaskOutcome Expect(StockOutcome outcome, params ReadOnlySpan<StockOutcome> good) => good.Contains(outcome)
        ? TaskOutcome.Done
        : throw new InvalidOperationException($"The stock answered {outcome}.");
}
