using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Orders;
using static SocialCommerce.Grains.Tests.Orders.OrderSamples;

namespace SocialCommerce.Grains.Tests.Orders;

public sealed class OrderRulesTests
{
    private const string Id = "o-1";

    [Fact]
    public void Payment_Succeeds_MakesEverythingElseNecessaryInTheSameState()
    {
        var paid = OrderRules.NotePaymentSuccess(OrderRules.StartPayment(Id, State(), "k-1", "card", Now), "pi-1", Now);

        Assert.Equal(OrderStatus.Paid, OrderView.Of(paid).Status);
        Assert.Equal(
            [
                OrderTaskKind.SellUnits, OrderTaskKind.SellUnits, OrderTaskKind.RecordPurchases, OrderTaskKind.TellSeller,
                OrderTaskKind.TellSeller, OrderTaskKind.TellBuyer,
            ],
            paid.Tasks.Select(task => task.Kind));
    }

    [Fact]
    public void StartPayment_NotesItBeforeMoneyIsAskedFor_AndThatSomebodyHasToAsk()
    {
        var started = OrderRules.StartPayment(Id, State(), "k-1", "card", Now);

        Assert.Equal(OrderPaymentStatus.Processing, OrderView.Of(started).PaymentStatus);
        Assert.Equal(OrderTaskKind.ResolvePayment, Assert.Single(started.Tasks).Kind);
        Assert.Equal(Now + OrderRules.PaymentWait, OrderRules.DueAt(started));
    }

    [Theory]
    [InlineData(0, OrderOutcome.Done)]
    [InlineData(15 * 60, OrderOutcome.IllegalStep)]
    public void CheckPayment_InTimeOnly(int seconds, OrderOutcome expected) =>
        Assert.Equal(expected, OrderRules.CheckPayment(OrderView.Of(State()), Now.AddSeconds(seconds)));

    [Fact]
    public void CheckPayment_WhileOneRuns_IsRefused() => Assert.Equal(
        OrderOutcome.PaymentRunning, OrderRules.CheckPayment(OrderView.Of(State(Started())), Now));

    [Fact]
    public void Declined_MayBePaidAgain_UnderAnotherKeyOfTheProvider()
    {
        var declined = OrderRules.NotePaymentFailure(OrderRules.StartPayment(Id, State(), "k-1", null, Now), "no-funds", Now);
        var again = OrderRules.StartPayment(Id, declined, "k-2", null, Now);

        Assert.Equal(("o-1:pay:2", "k-2"), (OrderView.Of(again).PaymentKey, OrderView.Of(again).PayKey));
        Assert.Equal(OrderStatus.Reserved, OrderView.Of(declined).Status);
    }

    [Fact]
    public void Expire_NotWhileAPaymentMayStillSucceed()
    {
        var late = Now.AddHours(1);

        Assert.True(OrderRules.IsToExpire(OrderView.Of(State()), late));
        Assert.False(OrderRules.IsToExpire(OrderView.Of(State()), Now));
        Assert.False(OrderRules.IsToExpire(OrderView.Of(State(Started())), late));
        Assert.False(OrderRules.IsToExpire(OrderView.Of(State(Started(), Paid())), late));
    }

    [Fact]
    public void Cancel_Reserved_GivesBackWhatWasHeld()
    {
        var (next, outcome) = OrderRules.Cancel(Id, State(), Cancel(), Now);

        Assert.Equal((OrderOutcome.Done, OrderStatus.Cancelled), (outcome, OrderView.Of(next).Status));
        Assert.Equal(2, next.Tasks.Count(task => task.Kind == OrderTaskKind.ReleaseUnits));
        Assert.DoesNotContain(next.Tasks, task => task.Kind == OrderTaskKind.PayBack);
    }

    [Fact]
    public void Cancel_Paid_RefundsAllOfIt()
    {
        var (next, _) = OrderRules.Cancel(Id, State(Started(), Paid()), Cancel(), Now);

        Assert.Equal(Cny(3002), Assert.Single(next.Tasks, task => task.Kind == OrderTaskKind.PayBack).Amount);
        Assert.Equal(OrderStatus.Paid, OrderView.Of(next).Status);
        var done = OrderRules.NoteRefund(next, "o-1:cancel", OrderEventKind.RefundSucceeded, null, Now);
        Assert.Equal(OrderStatus.Refunded, OrderView.Of(done).Status);
        Assert.Equal([(2, true), (3, true)], done.Tasks.Where(task => task.Kind == OrderTaskKind.ReturnUnits).Select(task => (task.Quantity, task.IsRestocked)));
    }

    [Fact]
    public void Refund_OfADealsUnitsAndOthersOfTheSameProduct_ReturnsEachToWhereItWasSoldFrom()
    {
        var state = State(Started(), Paid());
        var lines = state.Placed!.Lines;
        state.Placed = state.Placed with { Lines = [lines[0], lines[1] with { ProductId = "p-1", DealId = "d-1", ClaimId = "o-1:2" }] };
        var (next, _) = OrderRules.Cancel(Id, state, Cancel(), Now);

        var done = OrderRules.NoteRefund(next, "o-1:cancel", OrderEventKind.RefundSucceeded, null, Now);

        Assert.Equal(
            [("o-1:cancel", null, 2), ("o-1:cancel:2", "d-1", 3)],
            done.Tasks.Where(task => task.Kind == OrderTaskKind.ReturnUnits).Select(task => (task.Reference, task.Detail, task.Quantity)));
    }

    [Fact]
    public void Cancel_PaymentRunningOrSent_IsIllegal()
    {
        var sent = OrderRules.Ship(State(Started(), Paid()), Ship("s-1"), Now).Next;

        Assert.Equal(OrderOutcome.PaymentRunning, OrderRules.Cancel(Id, State(Started()), Cancel(), Now).Outcome);
        Assert.Equal(OrderOutcome.IllegalStep, OrderRules.Cancel(Id, sent, Cancel(), Now).Outcome);
        Assert.Equal(OrderOutcome.IllegalStep, OrderRules.Cancel(Id, OrderRules.Expire(State(), Now), Cancel(), Now).Outcome);
    }

    [Fact]
    public void Ship_PartByPart_MovesEachSellerAlone_TheOrderWhenAllAre()
    {
        var one = OrderRules.Ship(State(Started(), Paid()), Ship("s-1"), Now).Next;
        var some = OrderRules.Ship(one, Ship("s-2", new LineQuantity("2", 1)), Now).Next;
        var all = OrderRules.Ship(some, Ship("s-2"), Now).Next;

        Assert.Equal((OrderStatus.Shipped, OrderStatus.Paid, OrderStatus.Paid), Statuses(one));
        Assert.Equal((OrderStatus.Shipped, OrderStatus.Paid, OrderStatus.Paid), Statuses(some));
        Assert.Equal((OrderStatus.Shipped, OrderStatus.Shipped, OrderStatus.Shipped), Statuses(all));
        var delivered = OrderRules.Deliver(OrderRules.Deliver(all, Deliver("s-1"), Now).Next, Deliver("s-2"), Now).Next;
        Assert.Equal((OrderStatus.Delivered, OrderStatus.Delivered, OrderStatus.Delivered), Statuses(delivered));
    }

    [Theory]
    [InlineData("s-1", "2", 1, OrderOutcome.Invalid)]
    [InlineData("s-1", "1", 3, OrderOutcome.Invalid)]
    [InlineData("s-1", "9", 1, OrderOutcome.Invalid)]
    [InlineData("s-3", "1", 1, OrderOutcome.NotFound)]
    public void Ship_WhatIsNotTheSellersToSend_IsRefused(string sellerId, string lineId, int quantity, OrderOutcome expected) =>
        Assert.Equal(expected, OrderRules.Ship(State(Started(), Paid()), Ship(sellerId, new LineQuantity(lineId, quantity)), Now).Outcome);

    [Fact]
    public void IllegalSteps_AreRefusedFromEveryStatus()
    {
        Assert.Equal(OrderOutcome.IllegalStep, OrderRules.Ship(State(), Ship("s-1"), Now).Outcome);
        Assert.Equal(OrderOutcome.IllegalStep, OrderRules.Deliver(State(Started(), Paid()), Deliver("s-1"), Now).Outcome);
        Assert.Equal(OrderOutcome.IllegalStep, OrderRules.Refund(State(), Refund("r", null), "r", Now).Outcome);
        Assert.Equal(OrderOutcome.IllegalStep, OrderRules.CheckPayment(OrderView.Of(State(Started(), Paid())), Now));
        var sent = OrderRules.Ship(State(Started(), Paid()), Ship("s-1"), Now).Next;
        Assert.Equal(OrderOutcome.IllegalStep, OrderRules.Ship(sent, Ship("s-1"), Now).Outcome);
    }

    [Fact]
    public void Refund_InPieces_IsExactlyWhatWasPaid()
    {
        var state = State(Started(), Paid());
        var amounts = new List<long>();
        for (var piece = 0; piece < 3; piece++)
        {
            state = OrderRules.Refund(state, Refund($"r-{piece}", "s-2", new LineQuantity("2", 1)), $"r-{piece}", Now).Next;
            amounts.Add(state.Events[^1].Amount!.Value.AmountMinor);
            state = OrderRules.NoteRefund(state, $"r-{piece}", OrderEventKind.RefundSucceeded, null, Now);
        }

        Assert.Equal([333, 333, 334], amounts);
        Assert.Equal(OrderStatus.Refunded, OrderView.Of(state).StatusOf("s-2"));
        Assert.Equal(OrderOutcome.RefundTooMuch, OrderRules.Refund(state, Refund("r-9", "s-2", new LineQuantity("2", 1)), null, Now).Outcome);
    }

    [Fact]
    public void Refund_UnderWay_TakesItsUnitsAtOnce_AndGivesThemBackWhenRefused()
    {
        var state = OrderRules.Refund(State(Started(), Paid()), Refund("r-1", "s-1"), null, Now).Next;

        Assert.Equal(OrderOutcome.IllegalStep, OrderRules.Ship(state, Ship("s-1"), Now).Outcome);
        Assert.Equal(OrderOutcome.RefundTooMuch, OrderRules.Refund(state, Refund("r-2", "s-1"), null, Now).Outcome);
        var refused = OrderRules.NoteRefund(state, "r-1", OrderEventKind.RefundFailed, "no", Now);
        Assert.Equal(OrderOutcome.Done, OrderRules.Ship(refused, Ship("s-1"), Now).Outcome);
        Assert.Equal(0, OrderView.Of(refused).RefundedMinor);
    }

    [Fact]
    public void LostUnits_GoBackInMoney_AndNeverToTheStock()
    {
        var state = OrderRules.NoteLostUnits(Id, State(Started(), Paid()), [new LineQuantity("1", 2)], Now);
        var payBack = Assert.Single(state.Tasks, task => task.Kind == OrderTaskKind.PayBack);
        var done = OrderRules.NoteRefund(state, payBack.Reference!, OrderEventKind.RefundSucceeded, null, Now);

        Assert.Equal(Cny(2002), payBack.Amount);
        Assert.DoesNotContain(done.Tasks, task => task.Kind == OrderTaskKind.ReturnUnits);
        Assert.Equal((OrderStatus.Refunded, OrderStatus.Paid, OrderStatus.Paid), Statuses(done));
    }

    /// <summary>Seed 176 of the simulation: cancelled, refunded, and only then known to be lost.</summary>
    [Fact]
    public void LostUnits_ThatWereRefundedBefore_DoNotGoToTheStockEither()
    {
        var cancelled = OrderRules.Cancel(Id, State(Started(), Paid()), Cancel(), Now).Next;
        var refunded = OrderRules.NoteRefund(cancelled, "o-1:cancel", OrderEventKind.RefundSucceeded, null, Now);
        var early = OrderRules.NoteLostUnits(Id, refunded, [new LineQuantity("1", 2)], Now);
        var late = OrderRules.NoteRefund(
            OrderRules.NoteLostUnits(Id, cancelled, [new LineQuantity("1", 2)], Now), "o-1:cancel", OrderEventKind.RefundSucceeded, null, Now);

        Assert.All([early, late], state =>
            Assert.Equal("p-2", Assert.Single(state.Tasks, task => task.Kind == OrderTaskKind.ReturnUnits).TargetId));
    }

    [Fact]
    public void Notice_MoneyForAnOrderThatIsOver_GoesBackOnce()
    {
        var expired = OrderRules.Expire(OrderRules.NotePaymentFailure(OrderRules.StartPayment(Id, State(), "k", null, Now), "cancelled", Now), Now);
        var late = OrderNotices.Note(Id, expired, Notice("o-1:pay:1"), Now);

        Assert.Equal(Cny(3002), Assert.Single(late.Tasks, task => task.Kind == OrderTaskKind.PayBack).Amount);
        Assert.Same(late, OrderNotices.Note(Id, late, Notice("o-1:pay:1"), Now));
        Assert.Equal(OrderStatus.Expired, OrderView.Of(late).Status);
    }

    [Fact]
    public void Notice_OfSomebodyElsesPayment_ChangesNothing()
    {
        var state = State(Started());

        Assert.Same(state, OrderNotices.Note(Id, state, Notice("o-2:pay:1"), Now));
    }

    [Fact]
    public void Notice_OfThePaymentUnderWay_IsItsOutcome_Once()
    {
        var paid = OrderNotices.Note(Id, OrderRules.StartPayment(Id, State(), "k", null, Now), Notice("o-1:pay:1"), Now);

        Assert.Equal(OrderStatus.Paid, OrderView.Of(paid).Status);
        Assert.Same(paid, OrderNotices.Note(Id, paid, Notice("o-1:pay:1"), Now));
        Assert.DoesNotContain(paid.Tasks, task => task.Kind == OrderTaskKind.ResolvePayment);
    }

    [Fact]
    public void Answered_IsTheOrderAsItStoodThen()
    {
        var state = OrderRules.Ship(OrderRules.NotePaymentSuccess(OrderRules.StartPayment(Id, State(), "k-1", null, Now), "pi-1", Now), Ship("s-1"), Now).Next;

        var answer = OrderSnapshots.Answered(Id, state, "k-1");

        Assert.Equal((OrderStatus.Paid, 2L), (answer!.Value.Order.Status, answer.Value.Order.Revision));
        Assert.Null(OrderSnapshots.Answered(Id, state, "k-2"));
        Assert.Equal(OrderStatus.Reserved, OrderSnapshots.Of(Id, state, 0).Status);
    }

    [Fact]
    public void NameOf_Kind_IsStable() => Assert.Equal(
        ("payment-started", "shipped"),
        (OrderSnapshots.NameOf(OrderEventKind.PaymentStarted), OrderSnapshots.NameOf(OrderEventKind.Shipped)));

    private static (OrderStatus First, OrderStatus Second, OrderStatus All) Statuses(OrderState state)
    {
        var view = OrderView.Of(state);
        return (view.StatusOf("s-1"), view.StatusOf("s-2"), view.Status);
    }

    private static PaymentNotice Notice(string key) => new(
        PaymentNoticeKind.Succeeded, "simulated", "n-1", Id, "pi-1", key, Cny(3002), Now);
}
