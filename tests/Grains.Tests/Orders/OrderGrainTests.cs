using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;
using SocialCommerce.Tests.Shared;
using static SocialCommerce.Grains.Tests.Orders.OrderSamples;

namespace SocialCommerce.Grains.Tests.Orders;

public sealed class OrderGrainTests
{
    [Fact]
    public async Task Order_FromPlacingToArrival_SellsOnce()
    {
        await using var host = await StartAsync();
        var order = host.Grains.Order("o-1");

        var placed = await order.PlaceAsync(Place(("p-1", 2), ("p-2", 1)));
        Assert.Equal((OrderOutcome.Done, OrderStatus.Reserved), (placed.Outcome, placed.Order!.Status));
        Assert.Equal(new StockLevel(3, 2, 0), Units(await host.Grains.LevelAsync("p-1")));
        Assert.Equal(Cny(3 * 1999), placed.Order.Total);

        var paid = await order.PayAsync(Pay());
        Assert.Equal(OrderStatus.Paid, paid.Order!.Status);
        var level = await Eventually.GetAsync(() => host.Grains.LevelAsync("p-1"), stock => stock.Reserved == 0);
        Assert.Equal(new StockLevel(3, 0, 2), Units(level));

        Assert.Equal(OrderStatus.Shipped, (await order.ShipAsync(Ship())).Order!.Status);
        Assert.Equal(OrderStatus.Delivered, (await order.DeliverAsync(Deliver())).Order!.Status);
        await host.SettleAsync();
        var product = await Eventually.GetAsync(() => host.Grains.Product("p-1").GetAsync(), known => known!.Counters.Purchases == 1);
        Assert.Equal(1, product!.Counters.Purchases);
    }

    [Fact]
    public async Task Place_SameIdAHundredTimesAtOnce_IsOneOrder()
    {
        await using var host = await StartAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => host.Grains.Order("o-1").PlaceAsync(Place(("p-1", 2)))));

        Assert.All(results, result => Assert.Equal(OrderOutcome.Done, result.Outcome));
        Assert.Equal(1, results.Count(result => !result.IsReplay));
        Assert.Equal(new StockLevel(3, 2, 0), Units(await host.Grains.LevelAsync("p-1")));
    }

    [Fact]
    public async Task Place_SameIdForSomethingElse_IsRefused()
    {
        await using var host = await StartAsync();
        await host.Grains.Order("o-1").PlaceAsync(Place(("p-1", 2)));

        Assert.Equal(OrderOutcome.KeyReused, (await host.Grains.Order("o-1").PlaceAsync(Place(("p-1", 1)))).Outcome);
    }

    [Fact]
    public async Task Place_OneLineSoldOut_HoldsNothingAtAll()
    {
        await using var host = await StartAsync();

        var result = await host.Grains.Order("o-1").PlaceAsync(Place(("p-1", 2), ("p-2", 6)));

        Assert.Equal((OrderOutcome.SoldOut, "p-2"), (result.Outcome, Assert.Single(result.Items).ProductId));
        Assert.Equal(new StockLevel(5, 0, 0), Units(await host.Grains.LevelAsync("p-1")));
        Assert.Null(await host.Grains.Order("o-1").GetAsync());
        Assert.Equal(OrderOutcome.Done, (await host.Grains.Order("o-1").PlaceAsync(Place(("p-1", 2)))).Outcome);
    }

    [Fact]
    public async Task Place_WhileSoldOut_IsRefusedUntilUnitsComeBackAndNotAMomentLonger()
    {
        await using var host = await StartAsync();
        await host.Grains.Order("o-1").PlaceAsync(Place(("p-1", 5)));

        // The second refusal knows of the first.
        foreach (var id in new[] { "o-2", "o-3" })
        {
            var refused = await host.Grains.Order(id).PlaceAsync(Place(("p-1", 1)));
            Assert.Equal((OrderOutcome.SoldOut, (int?)0), (refused.Outcome, Assert.Single(refused.Items).Available));
        }

        var won = await host.Grains.Order("o-1").PlaceAsync(Place(("p-1", 5)));
        Assert.Equal((OrderOutcome.Done, true), (won.Outcome, won.IsReplay));
        await host.Grains.Order("o-1").CancelAsync(Cancel());
        await Eventually.GetAsync(() => host.Grains.LevelAsync("p-1"), stock => stock.Available == 5);
        Assert.Equal(OrderOutcome.Done, (await host.Grains.Order("o-3").PlaceAsync(Place(("p-1", 1)))).Outcome);
    }

    [Fact]
    public async Task Place_SameProductTwice_IsHeldTogether()
    {
        await using var host = await StartAsync();

        Assert.Equal(OrderOutcome.SoldOut, (await host.Grains.Order("o-1").PlaceAsync(Place(("p-1", 3), ("p-1", 3)))).Outcome);
        Assert.Equal(OrderOutcome.Done, (await host.Grains.Order("o-2").PlaceAsync(Place(("p-1", 3), ("p-1", 2)))).Outcome);
        Assert.Equal(new StockLevel(0, 5, 0), Units(await host.Grains.LevelAsync("p-1")));
    }

    [Fact]
    public async Task Place_PriceChangedMeanwhile_IsRefusedWithBothPrices()
    {
        await using var host = await StartAsync();
        await host.Grains.Product("p-1").UpdateAsync(new UpdateProduct(ProductSamples.Seller, Price: Cny(2500)));

        var result = await host.Grains.Order("o-1").PlaceAsync(new PlaceOrder(Buyer, [new OrderItem("p-1", 1, PriceVersion: 1)]));
        var total = await host.Grains.Order("o-2").PlaceAsync(Place(("p-1", 1)) with { ExpectedTotal = Cny(1999) });

        var obstacle = Assert.Single(result.Items);
        Assert.Equal((OrderOutcome.PriceChanged, 1L, 2L, Cny(2500)), (result.Outcome, obstacle.ExpectedPriceVersion!.Value, obstacle.PriceVersion!.Value, obstacle.Price!.Value));
        Assert.Equal((OrderOutcome.PriceChanged, Cny(2500)), (total.Outcome, total.ActualTotal!.Value));
    }

    [Fact]
    public async Task Pay_Declined_LeavesItReservedForAnotherCard()
    {
        await using var host = await StartAsync();
        var order = host.Grains.Order("o-1");
        await order.PlaceAsync(Place(("p-1", 1)));

        var declined = await order.PayAsync(Pay("k-1", "test-declined"));
        var again = await order.PayAsync(Pay("k-1", "test-declined"));
        var paid = await order.PayAsync(Pay("k-2"));

        Assert.Equal((OrderOutcome.PaymentDeclined, OrderOutcome.PaymentDeclined, true), (declined.Outcome, again.Outcome, again.IsReplay));
        Assert.Equal(OrderStatus.Paid, paid.Order!.Status);
    }

    [Fact]
    public async Task Pay_AnswerLost_IsFoundOut_AndChargedOnce()
    {
        await using var host = await StartAsync();
        var order = host.Grains.Order("o-1");
        await order.PlaceAsync(Place(("p-1", 1)));

        var unknown = await order.PayAsync(Pay("k-1", "test-timeout"));
        Assert.Equal(OrderPaymentStatus.Processing, unknown.Order!.Payment.Status);
        Assert.Equal(OrderOutcome.PaymentRunning, (await order.PayAsync(Pay("k-2"))).Outcome);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var found = await Eventually.GetAsync(() => order.GetAsync(), known => known!.Status == OrderStatus.Paid);

        Assert.Equal(OrderStatus.Paid, found!.Status);
    }

    [Fact]
    public async Task Place_WithPayment_IsOneStep_AndRepeatsTheSameAnswer()
    {
        await using var host = await StartAsync();
        var command = Place(("p-1", 1)) with { Payment = new PaymentChoice(null) };

        var first = await host.Grains.Order("o-1").PlaceAsync(command);
        await host.Grains.Order("o-1").ShipAsync(Ship());
        var second = await host.Grains.Order("o-1").PlaceAsync(command);

        Assert.Equal(OrderStatus.Paid, first.Order!.Status);
        Assert.True(second.IsReplay);
        Assert.Equal((first.Order.Status, first.Order.Revision), (second.Order!.Status, second.Order.Revision));
    }

    [Fact]
    public async Task Order_NotPaidInTime_ExpiresByItself_AndItsUnitsAreFree()
    {
        await using var host = await StartAsync();
        var order = host.Grains.Order("o-1");
        await order.PlaceAsync(Place(("p-1", 5)));

        host.Clock.Advance(TimeSpan.FromMinutes(15));
        var expired = await Eventually.GetAsync(() => order.GetAsync(), known => known!.Status == OrderStatus.Expired);
        var level = await Eventually.GetAsync(() => host.Grains.LevelAsync("p-1"), stock => stock.Available == 5);

        Assert.Equal(OrderStatus.Expired, expired!.Status);
        Assert.Equal(new StockLevel(5, 0, 0), Units(level));
        Assert.Equal(OrderOutcome.IllegalStep, (await order.PayAsync(Pay())).Outcome);
    }

    [Fact]
    public async Task Order_AfterARestart_GoesOnWhereItWas()
    {
        await using var host = await StartAsync();
        await host.Grains.Order("o-1").PlaceAsync(Place(("p-1", 2)));
        await host.Grains.Order("o-2").PlaceAsync(Place(("p-1", 1)));
        await host.RestartAsync();

        Assert.Equal(OrderStatus.Paid, (await host.Grains.Order("o-1").PayAsync(Pay())).Order!.Status);
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        await host.RestartAsync();
        var level = await Eventually.GetAsync(() => host.Grains.LevelAsync("p-1"), stock => stock.Sold == 2 && stock.Reserved == 0);

        Assert.Equal(new StockLevel(3, 0, 2), Units(level));
        Assert.Equal(OrderStatus.Expired, (await host.Grains.Order("o-2").GetAsync())!.Status);
    }

    [Fact]
    public async Task Cancel_AfterPayment_GivesMoneyAndUnitsBack()
    {
        await using var host = await StartAsync();
        var order = host.Grains.Order("o-1");
        await order.PlaceAsync(Place(("p-1", 2)) with { Payment = new PaymentChoice(null) });

        var cancelled = await order.CancelAsync(Cancel("c-1"));
        var level = await Eventually.GetAsync(() => host.Grains.LevelAsync("p-1"), stock => stock.Available == 5);

        Assert.Equal((OrderStatus.Refunded, Cny(2 * 1999)), (cancelled.Order!.Status, cancelled.Order.Refunded));
        Assert.Equal(new StockLevel(5, 0, 0), Units(level));
        Assert.True((await order.CancelAsync(Cancel("c-1"))).IsReplay);
    }

    [Fact]
    public async Task Cancel_BySomebodyElse_FindsNothing()
    {
        await using var host = await StartAsync();
        await host.Grains.Order("o-1").PlaceAsync(Place(("p-1", 1)));

        Assert.Equal(OrderOutcome.NotFound, (await host.Grains.Order("o-1").CancelAsync(new CancelOrder("other", false, null))).Outcome);
        Assert.Equal(OrderOutcome.NotFound, (await host.Grains.Order("o-1").PayAsync(new PayOrder("other", null, new PaymentChoice(null)))).Outcome);
    }

    [Fact]
    public async Task Lists_HaveTheOrderWhenItIsAnswered()
    {
        await using var host = await StartAsync();
        await host.Grains.Order("o-1").PlaceAsync(Place(("p-1", 1)));
        await host.Grains.Order("o-2").PlaceAsync(Place(("p-2", 2)) with { Payment = new PaymentChoice(null) });
        var desk = host.Grains.GetGrain<IOrderDeskGrain>(IOrderDeskGrain.All);

        var own = await desk.ListOfBuyerAsync(Buyer, new(10, null));
        var paid = await desk.ListOfSellerAsync(ProductSamples.Seller, OrderStatus.Paid, new(10, null));
        var board = await desk.GetDashboardAsync(ProductSamples.Seller);

        Assert.Equal(["o-2", "o-1"], own.Orders.Select(order => order.OrderId));
        Assert.Equal("o-2", Assert.Single(paid.Orders).OrderId);
        Assert.Equal([(OrderStatus.Reserved, 1999L), (OrderStatus.Paid, 3998L)], board.Sums.Select(sum => (sum.Status, sum.Amount.AmountMinor)));
    }

    private static StockLevel Units(StockLevel level) => new(level.Available, level.Reserved, level.Sold);

    private static async Task<GrainHost> StartAsync()
    {
        var host = await GrainHost.StartAsync();
        await host.Grains.RegisterAsync(Buyer);
        await host.Grains.StockAsync(2);
        return host;
    }
}
