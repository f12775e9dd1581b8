using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Inventory;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Rooms.Selling;

namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>What must be true when all has come to rest: I1 to I5, I8, I11 and I12 of what is meant by no loss.</summary>
internal sealed class Verdict(
    OrderRows rows, Shop shop, Bank bank, ShopWorld world, Clients clients, Scheduler scheduler, PlantedBug bug)
{
    private readonly Dictionary<string, (OrderState State, OrderView View)> _orders = rows.All.ToDictionary(
        row => row.OrderId,
        row =>
        {
            var state = OrderPayload.Read(row.Payload);
            return (state, OrderView.Of(state));
        },
        StringComparer.Ordinal);

    public List<string> Violations { get; } = [.. clients.Violations, .. world.Violations];

    public void Check()
    {
        foreach (var (orderId, (state, view)) in _orders)
        {
            CheckEnd(orderId, state, view);
            CheckMoney(orderId, view);
            CheckPrices(orderId, state.Placed!);
            CheckTelling(orderId, state, view);
        }

        foreach (var stock in shop.Stocks)
        {
            CheckStock(stock);
        }

        CheckAttempts();
        CheckVouchers();
        CheckDeal();
    }

    private void Require(bool isTrue, string what)
    {
        if (!isTrue)
        {
            Violations.Add(what);
        }
    }

    private void CheckEnd(string orderId, OrderState state, OrderView view)
    {
        Require(state.Tasks.IsEmpty, $"{orderId} still has to do {state.Tasks.FirstOrDefault()?.Id}");
        Require(!view.IsPaymentRunning && view.Status != OrderStatus.Reserved, $"{orderId} is stuck as {view.Status}");
        Require(!view.OpenRefunds.Any(), $"{orderId} has an open refund");
        var sales = rows.Find(orderId)!.Sales;
        Require(sales.SequenceEqual(OrderSnapshots.Sales(state)), $"I12 {orderId} is summed up wrong");
    }

    // What the bank took is what the order says, and an order that came to nothing cost nothing.
    private void CheckMoney(string orderId, OrderView view)
    {
        var books = bank.Books.Where(entry => entry.OrderId == orderId).ToList();
        var (charged, refunded) = (books.Sum(entry => entry.ChargedMinor), books.Sum(entry => entry.RefundedMinor));
        var free = view.IsPaid && view.Placed.Total.AmountMinor == 0;
        Require(free || charged == view.PaidMinor, $"{orderId} was charged {charged} and says {view.PaidMinor}");
        Require(refunded == view.RefundedMinor, $"{orderId} was paid back {refunded} and says {view.RefundedMinor}");
        Require(refunded <= charged, $"{orderId} was paid back more than it was charged");
        var kept = Enumerable.Range(0, view.Placed.Lines.Length).Sum(line => view.Placed.Lines[line].Total.AmountMinor - view.RefundedMinorOf(line));
        var owed = view.IsPaid ? kept : 0;
        Require(charged - refunded == owed, $"{orderId} ({view.Status}) costs {charged - refunded} instead of {owed}");
    }

    private void CheckPrices(string orderId, PlacedOrder placed)
    {
        var command = clients.Attempts.GetValueOrDefault(orderId)?.FirstOrDefault(command => OrderFingerprint.Of(command) == placed.Fingerprint);
        if (command is null)
        {
            Violations.Add($"I2 {orderId} was never asked for");
            return;
        }

        for (var index = 0; index < placed.Lines.Length; index++)
        {
            var (line, item) = (placed.Lines[index], command.Items[index]);
            var price = line.DealId is null ? shop.PriceAt(line.ProductId, line.PriceVersion) : Shop.DealPrice.AmountMinor;
            Require(line.UnitPrice.AmountMinor == price, $"I11 {orderId} has a price that never was");
            Require(item.PriceVersion is null || item.PriceVersion == line.PriceVersion, $"I11 {orderId} has another price than was agreed on");
        }

        Require(placed.Total.AmountMinor == placed.Lines.Sum(line => line.Total.AmountMinor), $"I11 {orderId} does not add up");
    }

    private void CheckTelling(string orderId, OrderState state, OrderView view)
    {
        foreach (var lines in state.Placed!.Lines.GroupBy(line => line.ProductId, StringComparer.Ordinal))
        {
            var counted = world.Purchases.Where(entry => entry.Key.StartsWith($"{orderId}:{lines.First().LineId}", StringComparison.Ordinal)).Sum(entry => entry.Value);
            Require(counted == (view.IsPaid ? lines.Sum(line => line.Quantity) : 0), $"I5 {orderId} counted {counted} purchases of {lines.Key}");
        }

        if (view.Ended == OrderStatus.Expired)
        {
            Require(world.Told.Contains((orderId, $"buyer:{OrderTasks.Expired}")), $"I5 the buyer never heard that {orderId} expired");
            return;
        }

        var what = view.IsPaid ? "order.paid" : "order.cancelled";
        foreach (var sellerId in state.Placed.Lines.Select(line => line.SellerId).Distinct())
        {
            Require(world.Told.Contains((orderId, $"seller:{sellerId}:{what}")), $"I5 {sellerId} never heard {what} of {orderId}");
        }
    }

    private void CheckStock(StockHost stock)
    {
        try
        {
            var book = stock.Settled();
            book.CheckAll();
            CheckUnits(stock, book);
        }
#pragma warning disable CA1031 // A stock that cannot be read does not add up.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Violations.Add($"I1 {stock.Sku}: {exception.Message}");
        }

        Require(IsChanged(stock), $"I10 {stock.Sku}: a changed ledger passes");
        Require(IsSound(stock.Sku, stock.Ledger), $"I10 {stock.Sku}: the ledger is broken");
    }

    private void CheckUnits(StockHost stock, StockBook book)
    {
        var unsold = stock.Sku == Shop.DealProduct ? Shop.DealUnits - shop.Deals.Claims.Sold : 0;
        Require(book.Reserved == unsold, $"{stock.Sku} still holds {book.Reserved - unsold}");
        var movements = stock.Ledger.SelectMany(entry => StockEntry.Read(entry).Movements).ToList();
        var folded = new StockBook();
        movements.ForEach(folded.Apply);
        folded.CheckAll();
        Require(folded.Available + folded.Reserved == book.Available + book.Reserved && folded.Sold == book.Sold, $"I1 {stock.Sku}: the ledger says otherwise");

        var adjusted = movements.Where(movement => movement.Kind is StockMovementKind.Received or StockMovementKind.Corrected).ToList();
        Require(adjusted.TrueForAll(movement => shop.Received.GetValueOrDefault(movement.Id!) == movement.Quantity), $"I1 {stock.Sku}: units from nowhere");
        var sold = movements.Where(movement => movement.Kind == StockMovementKind.Settled)
            .GroupBy(movement => movement.Id!, StringComparer.Ordinal).ToDictionary(group => group.Key, SoldOf, StringComparer.Ordinal);
        foreach (var (orderId, (state, view)) in _orders)
        {
            CheckSold(stock.Sku, orderId, state, view, sold.GetValueOrDefault(orderId));
        }

        Require(sold.Where(entry => entry.Value > 0).All(entry => entry.Key == Shop.Deal || _orders.ContainsKey(entry.Key)), $"I2 {stock.Sku}: sold to nobody");
        CheckReturned(stock.Sku, movements);
        CheckBuyers(stock);
    }

    // A reservation may be made again after it was over; what it sold in each of its lives is sold.
    private static int SoldOf(IEnumerable<StockMovement> settlements) => settlements.Max(movement => movement.Sold);

    private void CheckSold(string sku, string orderId, OrderState state, OrderView view, int sold)
    {
        var placed = state.Placed!;
        var wanted = placed.Units().Where(unit => unit.ProductId == sku).Sum(unit => unit.Quantity);
        var isLost = state.Events.Any(step => step.Kind == OrderEventKind.UnitsLost
            && step.Lines.Any(line => placed.Lines.Any(own => own.LineId == line.LineId && own.ProductId == sku && own.ClaimId is null)));
        var expected = view.IsPaid && !isLost ? wanted : 0;
        Require(sold == expected, $"I4 {orderId} ({view.Status}) bought {sold} instead of {expected} of {sku}");
    }

    // Every unit of every refund came back once, by the refund's own command; and nothing else came back.
    private void CheckReturned(string sku, IEnumerable<StockMovement> movements)
    {
        var back = movements.Where(movement => movement.Kind is StockMovementKind.Restocked or StockMovementKind.WrittenOff).ToList();
        var expected = _orders.SelectMany(order => Returns(order.Value.State)).Where(task => task.TargetId == sku).ToList();
        Require(back.Count == expected.Count, $"I4 {sku}: {back.Count} returns instead of {expected.Count}");
        foreach (var task in expected)
        {
            Require(back.Count(movement => movement.Id == task.Reference && movement.Quantity == task.Quantity) == 1, $"I4 {sku}: {task.Id} is not there once");
        }
    }

    private static IEnumerable<OrderTask> Returns(OrderState state)
    {
        var done = state.Events.Where(step => step.Kind == OrderEventKind.RefundSucceeded).Select(step => step.Reference).ToHashSet();
        return state.Events.Where(step => step.Kind == OrderEventKind.RefundStarted && done.Contains(step.Reference))
            .SelectMany(step => OrderTasks.AfterRefund(state, step)).Where(task => task.Kind == OrderTaskKind.ReturnUnits);
    }

    private void CheckBuyers(StockHost stock)
    {
        if (stock.Sku != Shop.LimitedProduct)
        {
            return;
        }

        foreach (var buyer in _orders.Values.GroupBy(order => order.State.Placed!.BuyerId))
        {
            var units = buyer.Where(order => order.View.IsPaid).Sum(order => order.State.Placed!.Lines
                .Select((line, index) => line.ProductId == stock.Sku && line.ClaimId is null ? line.Quantity - order.View.Refunded(index) : 0).Sum());
            Require(units <= Shop.BuyerMax, $"I8 {buyer.Key} bought {units} of {stock.Sku}");
        }
    }

    private void CheckAttempts()
    {
        var acked = clients.Answers.Keys.Where(what => what.StartsWith("place ", StringComparison.Ordinal)).Select(what => what.Split(' ')[1]);
        foreach (var orderId in acked)
        {
            Require(_orders.ContainsKey(orderId), $"I2 {orderId} was promised and is not there");
        }
    }

    private void CheckVouchers()
    {
        var paid = _orders.Where(order => order.Value.View.IsPaid && !order.Value.State.Placed!.VoucherIds.IsEmpty).ToList();
        foreach (var (orderId, (state, _)) in paid)
        {
            var hold = VoucherRules.Find(shop.Vouchers, state.Placed!.BuyerId)!;
            Require(hold.Status == HeldVoucherStatus.Redeemed && hold.OrderId == orderId, $"{orderId} used a voucher that is {hold.Status} by {hold.OrderId}");
        }

        foreach (var buyer in Shop.Buyers)
        {
            var hold = VoucherRules.At(VoucherRules.Find(shop.Vouchers, buyer)!, scheduler.GetUtcNow());
            Require(hold.Status != HeldVoucherStatus.Reserved, $"the voucher of {buyer} is stuck with {hold.OrderId}");
            Require(hold.Status != HeldVoucherStatus.Redeemed || paid.Exists(order => order.Key == hold.OrderId), $"the voucher of {buyer} is gone for nothing");
        }
    }

    private void CheckDeal()
    {
        var book = ClaimRules.Expire(shop.Deals, scheduler.GetUtcNow());
        Require(book.Remaining >= 0 && book.Claims.Reserved == 0, $"the deal still holds {book.Claims.Reserved}");
        foreach (var (orderId, (state, view)) in _orders)
        {
            foreach (var line in state.Placed!.Lines.Where(line => line.ClaimId is not null))
            {
                var isLost = state.Events.Any(step => step.Kind == OrderEventKind.UnitsLost && step.Lines.Any(lost => lost.LineId == line.LineId));
                var isSold = book.Claims.Find(line.ClaimId!)?.Status == ClaimStatus.Sold;
                Require(isSold == (view.IsPaid && !isLost), $"I4 {orderId} ({view.Status}): claim {line.ClaimId} is sold: {isSold}");
            }
        }
    }

    private bool IsChanged(StockHost stock)
    {
        var changed = stock.Ledger.ToList();
        var place = scheduler.Random.Next(changed.Count);
        var payload = changed[place].Payload.ToArray();
        payload[scheduler.Random.Next(payload.Length)] ^= 1;
        changed[place] = changed[place] with { Payload = payload };
        return bug != PlantedBug.ChainNotVerified ? !IsSound(stock.Sku, changed) : false;
    }

    private static bool IsSound(string sku, IReadOnlyList<ChainEntry> ledger)
    {
        var previous = HashChain.Start;
        foreach (var entry in ledger)
        {
            if (!HashChain.Follows($"stock/{sku}", previous, entry))
            {
                return false;
            }

            previous = entry;
        }

        return true;
    }
}
