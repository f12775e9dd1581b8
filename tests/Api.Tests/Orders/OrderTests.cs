using System.Globalization;
using System.Net;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Live;
using SocialCommerce.Client.Orders;
using SocialCommerce.Client.Products;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Api.Tests.Orders;

public sealed class OrderTests(TestHost host) : IClassFixture<TestHost>, IAsyncLifetime
{
    private const string Orders = "/api/v1/orders";

    private SocialCommerceClient _merchant = null!;
    private SocialCommerceClient _shopper = null!;
    private HttpClient _http = null!;
    private Product _product = null!;

    public async Task InitializeAsync()
    {
        _merchant = await host.SignInAsync(Roles.Merchant);
        _shopper = await host.SignInAsync();
        _http = host.CreateHttp(await _shopper.GetAccessTokenAsync());
        _product = await _merchant.CreateProductAsync(Samples.Product(stock: 50));
    }

    public Task DisposeAsync()
    {
        _merchant.Dispose();
        _shopper.Dispose();
        _http.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Order_FromPlacingToArrival_ForBuyerAndSeller()
    {
        var placed = await _shopper.Orders.PlaceAsync(new NewOrder([new NewOrderItem(_product.ProductId, 2)]));
        Assert.Equal((OrderStatus.Reserved, 3_998L), (placed.Status, placed.Total.AmountMinor));

        var paid = await _shopper.Orders.PayAsync(placed.OrderId);
        Assert.Equal((OrderStatus.Paid, "succeeded"), (paid.Status, paid.Payment.Status));
        Assert.Equal(placed.OrderId, Assert.Single((await _merchant.Orders.ListSalesAsync(OrderStatus.Paid)).Items).OrderId);

        Assert.Equal(OrderStatus.Shipped, (await _merchant.Orders.ShipAsync(placed.OrderId, "Post", "T1")).Status);
        Assert.Equal(OrderStatus.Delivered, (await _merchant.Orders.DeliverAsync(placed.OrderId)).Status);
        var order = await _shopper.Orders.GetAsync(placed.OrderId);
        Assert.Equal(OrderStatus.Delivered, order.Status);
        Assert.Equal(["payment-started", "payment-succeeded", "shipped", "delivered"], order.Timeline.Select(step => step.Kind));
        Assert.Contains((await _shopper.Orders.ListAsync()).Items, own => own.OrderId == placed.OrderId);
        Assert.Equal(48, (await Eventually.GetAsync(() => _shopper.GetProductAsync(_product.ProductId), product => product.Stock == 48)).Stock);
    }

    /// <summary>One order, one charge, the same bytes for everybody.</summary>
    [Fact]
    public async Task OneKey_AHundredTimesAtOnce_IsOneOrderAndOneAnswer()
    {
        var body = Body(payment: true);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _http.SendAsync("POST", Orders, body, ("Idempotency-Key", "hundred"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Body).Distinct());
        Assert.Single(answers, answer => !answer.Headers.ContainsKey("Idempotency-Replayed"));
        await _merchant.Orders.ShipAsync(answers[0].Json.GetProperty("orderId").GetString()!);
        var later = await _http.SendAsync("POST", Orders, body, ("Idempotency-Key", "hundred"));
        Assert.Equal((answers[0].Body, "true"), (later.Body, later.Headers["Idempotency-Replayed"]));
        Assert.Equal(49, (await Eventually.GetAsync(() => _shopper.GetProductAsync(_product.ProductId), product => product.Stock == 49)).Stock);
    }

    [Fact]
    public async Task OneKey_ForAnotherBody_IsRefused()
    {
        await _http.SendAsync("POST", Orders, Body(), ("Idempotency-Key", "same"));

        var other = await _http.SendAsync("POST", Orders, Body(quantity: 2), ("Idempotency-Key", "same"));

        other.IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task Order_ThatCannotBe_SaysWhatIsInTheWay()
    {
        (await _http.SendAsync("POST", Orders, "{}")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        (await _http.SendAsync("POST", Orders, Body(quantity: 0))).IsProblem(HttpStatusCode.BadRequest, "invalid");
        (await _http.SendAsync("POST", Orders, Body(productId: "p-none"))).IsProblem(HttpStatusCode.UnprocessableEntity, "unknown-product");
        var gone = await _http.SendAsync("POST", Orders, Body(quantity: 51));
        gone.IsProblem(HttpStatusCode.Conflict, "sold-out");
        Assert.Equal(50, gone.Json.GetProperty("items")[0].GetProperty("available").GetInt32());
        await _merchant.UpdateProductAsync(_product.ProductId, new ProductChanges(Price: new Money(2_500, "CNY")));
        var changed = await _http.SendAsync("POST", Orders, Body(priceVersion: 1));
        changed.IsProblem(HttpStatusCode.Conflict, "price-changed");
        Assert.Equal(2_500, changed.Json.GetProperty("items")[0].GetProperty("price").GetProperty("amountMinor").GetInt64());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("2147483648")]
    [InlineData("1e400")]
    [InlineData("\"NaN\"")]
    [InlineData("1.5")]
    [InlineData("null")]
    public async Task Quantity_ThatIsNone_IsRefused(string quantity)
    {
        var body = $$"""{"items":[{"productId":"{{_product.ProductId}}","quantity":{{quantity}}}]}""";

        Assert.Equal(HttpStatusCode.BadRequest, (await _http.SendAsync("POST", Orders, body)).Status);
    }

    [Fact]
    public async Task Place_PaymentDeclined_NamesTheOrderThatStands_AndAnotherCardMayPay()
    {
        var body = $$$"""{"items":[{"productId":"{{{_product.ProductId}}}","quantity":1}],"payment":{"method":"test-declined"}}""";

        var declined = await _http.SendAsync("POST", Orders, body, ("Idempotency-Key", "one"));
        var again = await _http.SendAsync("POST", Orders, body, ("Idempotency-Key", "one"));

        declined.IsProblem(HttpStatusCode.UnprocessableEntity, "payment-declined");
        var orderId = declined.Json.GetProperty("orderId").GetString()!;
        Assert.Equal(orderId, again.Json.GetProperty("orderId").GetString());
        Assert.Equal(OrderStatus.Reserved, (await _shopper.Orders.GetAsync(orderId)).Status);
        Assert.Equal(OrderStatus.Paid, (await _shopper.Orders.PayAsync(orderId, "test-card", "two")).Status);
    }

    [Fact]
    public async Task Pay_Declined_IsAnAnswerToKeep_AndAnotherCardMayPay()
    {
        var order = await _shopper.Orders.PlaceAsync(new NewOrder([new NewOrderItem(_product.ProductId, 1)]));
        var path = $"{Orders}/{order.OrderId}/pay";

        var declined = await _http.SendAsync("POST", path, """{"method":"test-declined"}""", ("Idempotency-Key", "one"));
        var again = await _http.SendAsync("POST", path, """{"method":"test-declined"}""", ("Idempotency-Key", "one"));

        declined.IsProblem(HttpStatusCode.UnprocessableEntity, "payment-declined");
        again.IsProblem(HttpStatusCode.UnprocessableEntity, "payment-declined");
        Assert.Equal(OrderStatus.Paid, (await _shopper.Orders.PayAsync(order.OrderId, "test-card", "two")).Status);
        (await _http.SendAsync("POST", path, "{}", ("Idempotency-Key", "three"))).IsProblem(HttpStatusCode.Conflict, "illegal-step");
    }

    [Fact]
    public async Task Cancel_GivesBackUnitsAndMoney_AndTheSellerMayRefundAPart()
    {
        var order = await _shopper.Orders.PlaceAsync(new NewOrder([new NewOrderItem(_product.ProductId, 3)], Payment: new OrderPaymentChoice()));
        var part = await _merchant.Orders.RefundAsync(order.OrderId, "broken", [new LineUnits("1", 1)], restock: true, idempotencyKey: "r1");
        Assert.Equal(1_999, part.Refunded.AmountMinor);

        var cancelled = await _shopper.Orders.CancelAsync(order.OrderId, "changed my mind");

        Assert.Equal((OrderStatus.Refunded, 5_997L), (cancelled.Status, cancelled.Refunded.AmountMinor));
        Assert.Equal(50, (await Eventually.GetAsync(() => _shopper.GetProductAsync(_product.ProductId), product => product.Stock == 50)).Stock);
    }

    /// <summary>Other buyers find nothing; other sellers see and do nothing; an order is split by seller.</summary>
    [Fact]
    public async Task NobodyElse_SeesOrMovesAnOrder()
    {
        using var otherSeller = await host.SignInAsync(Roles.Merchant);
        using var stranger = await host.SignInAsync();
        var theirs = await otherSeller.CreateProductAsync(Samples.Product());
        var order = await _shopper.Orders.PlaceAsync(new NewOrder(
            [new NewOrderItem(_product.ProductId, 1), new NewOrderItem(theirs.ProductId, 2)], Payment: new OrderPaymentChoice()));
        var single = await _shopper.Orders.PlaceAsync(new NewOrder([new NewOrderItem(_product.ProductId, 1)], Payment: new OrderPaymentChoice()));

        Assert.Equal(2, order.Parts.Count);
        foreach (var attempt in new Func<Task>[]
        {
            () => stranger.Orders.GetAsync(order.OrderId),
            () => stranger.Orders.PayAsync(order.OrderId),
            () => stranger.Orders.CancelAsync(order.OrderId),
            () => otherSeller.Orders.ShipAsync(single.OrderId),
            () => otherSeller.Orders.DeliverAsync(single.OrderId),
            () => otherSeller.Orders.RefundAsync(single.OrderId, "x"),
            () => otherSeller.Orders.GetAsync(single.OrderId),
        })
        {
            Assert.Equal(404, (await Assert.ThrowsAsync<ApiException>(attempt)).Status);
        }

        Assert.Equal(403, (await Assert.ThrowsAsync<ApiException>(() => _shopper.Orders.ListSalesAsync())).Status);
        var sale = Assert.Single((await otherSeller.Orders.ListSalesAsync()).Items);
        Assert.Equal([theirs.ProductId], sale.Items.Select(line => line.ProductId));
        Assert.Equal(3_998, sale.Total.AmountMinor);
        var mine = await _merchant.Orders.ShipAsync(order.OrderId);
        Assert.Equal(OrderStatus.Shipped, mine.Status);
        Assert.Equal([OrderStatus.Shipped, OrderStatus.Paid], (await _shopper.Orders.GetAsync(order.OrderId)).Parts.Select(part => part.Status));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("2")]
    [InlineData("gone")]
    public async Task Sales_OfAStatusThatIsNone_AreRefused(string status)
    {
        using var http = host.CreateHttp(await _merchant.GetAccessTokenAsync());

        (await http.SendAsync("GET", $"/api/v1/sellers/me/orders?status={status}")).IsProblem(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task Dashboard_IsTheSumOfItsRows()
    {
        for (var number = 1; number <= 3; number++)
        {
            await _shopper.Orders.PlaceAsync(new NewOrder([new NewOrderItem(_product.ProductId, number)], Payment: new OrderPaymentChoice()));
        }

        using var http = host.CreateHttp(await _merchant.GetAccessTokenAsync());
        var board = (await http.SendAsync("GET", "/api/v1/sellers/me/dashboard")).Json;

        var sum = board.GetProperty("sums")[0];
        var open = board.GetProperty("open").EnumerateArray().ToList();
        Assert.Equal(("paid", 3L, 6L), (sum.GetProperty("status").GetString(), sum.GetProperty("orders").GetInt64(), sum.GetProperty("units").GetInt64()));
        Assert.Equal(
            open.Sum(row => row.GetProperty("amount").GetProperty("amountMinor").GetInt64()),
            sum.GetProperty("amount").GetProperty("amountMinor").GetInt64());
    }

    [Fact]
    public async Task Buyer_IsTold_OverTheHub()
    {
        var notices = new System.Collections.Concurrent.ConcurrentQueue<Notice>();
        await using var live = _shopper.CreateLiveConnection();
        live.NoticeReceived += notices.Enqueue;
        await live.StartAsync();

        // The subscription is made at the next round of the relay.
        var told = await Eventually.GetAsync(
            async () =>
            {
                await _shopper.Orders.PlaceAsync(new NewOrder([new NewOrderItem(_product.ProductId, 1)], Payment: new OrderPaymentChoice()));
                return notices.ToArray();
            },
            known => known.Any(notice => notice.Kind == "order.paid"));

        Assert.Contains(told, notice => notice.Kind == "order.paid");
    }

    [Fact]
    public async Task Quote_IsWhatAnOrderWouldCost_AndHoldsNothing()
    {
        var quote = await _http.SendAsync("POST", $"{Orders}/quote", Body(quantity: 2));

        Assert.Equal((HttpStatusCode.OK, 3_998L), (quote.Status, quote.Json.GetProperty("total").GetProperty("amountMinor").GetInt64()));
        Assert.Equal(50, (await _shopper.GetProductAsync(_product.ProductId)).Stock);
    }

    private string Body(string? productId = null, int quantity = 1, long? priceVersion = null, bool payment = false) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"items":[{"productId":"{{productId ?? _product.ProductId}}","quantity":{{quantity}}{{(priceVersion is null ? "" : $",\"priceVersion\":{priceVersion}")}}}]{{(payment ? ",\"payment\":{}" : "")}}}
        """);
}
