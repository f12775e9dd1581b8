using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Carts;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Orders.Payments;

namespace SocialCommerce.Grains.Orders;

/// <summary>The shop as it is: stock, deals, vouchers, the provider of payments, and whoever wants to hear of orders.</summary>
internal sealed class OrderWorld(
    IGrainFactory grains, OrderQuotes quotes, OrderHolds holds, SoldOutHints soldOut, IPaymentProvider payments, TimeProvider clock) : IOrderWorld
{
    public async Task<Quote> QuoteAsync(string orderId, PlaceOrder command, DateTimeOffset now, CancellationToken cancellationToken) =>
        await soldOut.FindObstacleAsync(orderId, command, cancellationToken) is { } obstacle
            ? Quote.Refuse(OrderOutcome.SoldOut, obstacle)
            : await quotes.QuoteAsync(orderId, command, now, cancellationToken);

    public Task<HoldResult> HoldAsync(string orderId, PlacedOrder placed, CancellationToken cancellationToken) =>
        holds.HoldAsync(orderId, placed, cancellationToken);

    public Task LetGoAsync(string orderId, PlacedOrder placed, CancellationToken cancellationToken) =>
        holds.LetGoAsync(orderId, placed, cancellationToken);

    public Task<PaymentResult> ChargeAsync(PaymentCharge charge, CancellationToken cancellationToken) =>
        payments.ChargeAsync(charge, cancellationToken);

    public Task<PaymentResult> FindPaymentAsync(string idempotencyKey, string? paymentId, CancellationToken cancellationToken) =>
        payments.FindAsync(idempotencyKey, paymentId, cancellationToken);

    public Task<PaymentResult> CancelPaymentAsync(PaymentCancel cancel, CancellationToken cancellationToken) =>
        payments.CancelAsync(cancel, cancellationToken);

    public Task<RefundResult> PayBackAsync(PaymentRefund refund, CancellationToken cancellationToken) =>
        payments.RefundAsync(refund, cancellationToken);

    public Task<TaskOutcome> PerformAsync(string orderId, OrderState state, OrderTask task, CancellationToken cancellationToken)
    {
        var placed = state.Placed!;
        return task.Kind switch
        {
            OrderTaskKind.SellUnits => holds.SellUnitsAsync(
                orderId, placed, task.TargetId, task.Quantity, clock.GetUtcNow(), cancellationToken),
            OrderTaskKind.ReleaseUnits => holds.ReleaseUnitsAsync(orderId, placed, task.TargetId, task.Quantity, cancellationToken),
            OrderTaskKind.ConfirmClaim => holds.ConfirmClaimAsync(orderId, placed, task.TargetId, task.Reference!, cancellationToken),
            OrderTaskKind.ReleaseClaim => holds.ReleaseClaimAsync(placed, task.TargetId, task.Reference!, cancellationToken),
            OrderTaskKind.RedeemVoucher => holds.RedeemVoucherAsync(orderId, placed, task.TargetId, cancellationToken),
            OrderTaskKind.ReleaseVoucher => holds.ReleaseVoucherAsync(orderId, placed, task.TargetId, cancellationToken),
            OrderTaskKind.ExtendUnits => holds.ExtendUnitsAsync(
                orderId, placed, task.TargetId, clock.GetUtcNow() + OrderRules.HoldInDoubt, cancellationToken),
            OrderTaskKind.ReturnUnits => holds.ReturnUnitsAsync(orderId, task, cancellationToken),
            OrderTaskKind.ClearCart => ClearCartAsync(orderId, placed, cancellationToken),
            OrderTaskKind.RecordPurchases => RecordPurchasesAsync(orderId, state, cancellationToken),
            OrderTaskKind.TellBuyer => TellBuyerAsync(orderId, placed, task.Detail!, cancellationToken),
            OrderTaskKind.TellSeller => TellSellerAsync(orderId, state, task, cancellationToken),
            _ => Task.FromResult(TaskOutcome.Done),
        };
    }

    // A purchase is an interaction like others, counted once for each product of an order.
    private async Task<TaskOutcome> RecordPurchasesAsync(string orderId, OrderState state, CancellationToken cancellationToken)
    {
        var at = state.Events.First(step => step.Kind == OrderEventKind.PaymentSucceeded).At;
        var placed = state.Placed!;
        var purchases = placed.Lines.GroupBy(line => line.ProductId, StringComparer.Ordinal).Select(lines => new Interaction(
            $"{orderId}:{lines.First().LineId}", lines.Key, InteractionKind.Purchase, at, placed.RoomId, lines.Sum(line => line.Quantity)));
        await grains.GetGrain<IUserGrain>(placed.BuyerId).RecordAsync(new RecordInteractions([.. purchases]), cancellationToken);
        return TaskOutcome.Done;
    }

    private async Task<TaskOutcome> ClearCartAsync(string orderId, PlacedOrder placed, CancellationToken cancellationToken)
    {
        var units = placed.Lines.Select(line => new OrderedUnits(line.ProductId, line.Quantity));
        await grains.GetGrain<ICartGrain>(placed.BuyerId).RemoveOrderedAsync(new RemoveOrdered(orderId, [.. units]), cancellationToken);
        return TaskOutcome.Done;
    }

    private async Task<TaskOutcome> TellSellerAsync(string orderId, OrderState state, OrderTask task, CancellationToken cancellationToken)
    {
        await grains.GetGrain<IWebhookGrain>(task.TargetId).EnqueueAsync(SellerNews.Of(orderId, state, task), cancellationToken);
        return TaskOutcome.Done;
    }

    private async Task<TaskOutcome> TellBuyerAsync(string orderId, PlacedOrder placed, string what, CancellationToken cancellationToken)
    {
        await grains.GetGrain<IUserGrain>(placed.BuyerId).NotifyAsync(new UserNotice(what, orderId), cancellationToken);
        return TaskOutcome.Done;
    }
}
