using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Orders;

namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>
/// The world of the orders: the real <see cref="OrderWorld"/> and <see cref="OrderHolds"/> over stock, deal, vouchers and bank
/// behind the network. Only prices, the telling and the counting of purchases are the simulation's own.
/// </summary>
internal sealed class ShopWorld : IOrderWorld
{
    private readonly Shop _shop;
    private readonly Network _network;
    private readonly Scheduler _scheduler;
    private readonly FaultPlan _faults;
    private readonly PlantedBug _bug;
    private readonly Bank _bank;
    private readonly OrderWorld _real;

    public ShopWorld(Shop shop, Bank bank, Network network, Scheduler scheduler, FaultPlan faults, PlantedBug bug)
    {
        (_shop, _bank, _network, _scheduler, _faults, _bug) = (shop, bank, network, scheduler, faults, bug);
        var hints = new SoldOutHints(null!, scheduler);
        _real = new OrderWorld(
            null!, null!, new OrderHolds(new ShopTargets(shop, network, scheduler, bug), hints), hints, bank, scheduler);
    }

    /// <summary>Units of purchases that were recorded, by the id of the interaction.</summary>
    public Dictionary<string, int> Purchases { get; } = new(StringComparer.Ordinal);

    /// <summary>Which sellers and buyers were told of what.</summary>
    public HashSet<(string OrderId, string TaskId)> Told { get; } = [];

    /// <summary>What was seen on the way that must not be.</summary>
    public List<string> Violations { get; } = [];

    public Task<Quote> QuoteAsync(string orderId, PlaceOrder command, DateTimeOffset now, CancellationToken cancellationToken) =>
        _network.CallAsync(() => Task.FromResult(_shop.Quote(orderId, command)));

    public async Task<HoldResult> HoldAsync(string orderId, PlacedOrder placed, CancellationToken cancellationToken)
    {
        if (_bug == PlantedBug.PartialHoldKept)
        {
            return await HoldSomeAsync(orderId, placed, cancellationToken);
        }

        var result = await _real.HoldAsync(orderId, placed, cancellationToken);
        CheckRefusal(orderId, placed, result);
        return result;
    }

    public Task LetGoAsync(string orderId, PlacedOrder placed, CancellationToken cancellationToken) =>
        _real.LetGoAsync(orderId, placed, cancellationToken);

    public Task<PaymentResult> ChargeAsync(PaymentCharge charge, CancellationToken cancellationToken) => _bug == PlantedBug.ChargeAgainOnUnknown
        ? ChargeAgainAsync(charge)
        : _network.CallAsync(() => _bank.ChargeAsync(charge, CancellationToken.None));

    public Task<PaymentResult> FindPaymentAsync(string idempotencyKey, string? paymentId, CancellationToken cancellationToken) =>
        _network.CallAsync(() => _bank.FindAsync(idempotencyKey, paymentId, CancellationToken.None));

    public Task<PaymentResult> CancelPaymentAsync(PaymentCancel cancel, CancellationToken cancellationToken) =>
        _bug == PlantedBug.ExpireWhilePaymentRuns
            ? Task.FromResult(new PaymentResult(PaymentOutcome.Cancelled))
            : _network.CallAsync(() => _bank.CancelAsync(cancel, CancellationToken.None));

    public Task<RefundResult> PayBackAsync(PaymentRefund refund, CancellationToken cancellationToken)
    {
        var asked = _bug == PlantedBug.RefundMoreThanPaid ? refund with { Amount = refund.Amount with { AmountMinor = refund.Amount.AmountMinor * 2 } } : refund;
        return _network.CallAsync(() => _bank.RefundAsync(asked, CancellationToken.None));
    }

    public Task<TaskOutcome> PerformAsync(string orderId, OrderState state, OrderTask task, CancellationToken cancellationToken)
    {
        _scheduler.Note("task", orderId, task.Id);
        if (_bug == PlantedBug.OutboxTaskSkipped && task.Kind == OrderTaskKind.TellSeller && _scheduler.Random.Next(10) == 0)
        {
            return Task.FromResult(TaskOutcome.Done);
        }

        return task.Kind switch
        {
            OrderTaskKind.RecordPurchases => _network.CallAsync(() => RecordAsync(orderId, state)),
            OrderTaskKind.TellBuyer or OrderTaskKind.TellSeller or OrderTaskKind.ClearCart => _network.CallAsync(() => TellAsync(orderId, task)),
            _ => _real.PerformAsync(orderId, state, task, cancellationToken),
        };
    }

    private Task<TaskOutcome> RecordAsync(string orderId, OrderState state)
    {
        foreach (var lines in state.Placed!.Lines.GroupBy(line => line.ProductId, StringComparer.Ordinal))
        {
            var id = $"{orderId}:{lines.First().LineId}";
            Purchases[_bug == PlantedBug.PurchasesRecordedTwice ? $"{id}:{Purchases.Count}" : id] = lines.Sum(line => line.Quantity);
        }

        return Task.FromResult(TaskOutcome.Done);
    }

    private Task<TaskOutcome> TellAsync(string orderId, OrderTask task)
    {
        Told.Add((orderId, task.Id));
        return Task.FromResult(TaskOutcome.Done);
    }

    // Whoever is refused holds nothing; only a call that the network made twice may come after all was given back.
    private void CheckRefusal(string orderId, PlacedOrder placed, HoldResult result)
    {
        if (result.Outcome == OrderOutcome.Done || _faults.Double > 0)
        {
            return;
        }

        foreach (var (productId, _) in placed.Units())
        {
            if (_shop.Stock(productId).FindHold(orderId)?.Token == placed.Token)
            {
                Violations.Add($"{orderId} was refused and holds {productId}");
            }
        }
    }

    private async Task<HoldResult> HoldSomeAsync(string orderId, PlacedOrder placed, CancellationToken cancellationToken)
    {
        var outcome = HoldResult.Done;
        foreach (var line in placed.Lines.Where(line => line.ClaimId is null))
        {
            var some = await _real.HoldAsync(orderId, placed with { Lines = [line], VoucherIds = [] }, cancellationToken);
            outcome = some.Outcome == OrderOutcome.Done ? outcome : some;
        }

        CheckRefusal(orderId, placed, outcome);
        return outcome;
    }

    private async Task<PaymentResult> ChargeAgainAsync(PaymentCharge charge)
    {
        try
        {
            return await _network.CallAsync(() => _bank.ChargeAsync(charge, CancellationToken.None));
        }
        catch (TimeoutException)
        {
            return await _network.CallAsync(() => _bank.ChargeAsync(charge with { IdempotencyKey = $"{charge.IdempotencyKey}:again" }, CancellationToken.None));
        }
    }
}
