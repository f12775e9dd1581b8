using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Grains.Inventory;
using SocialCommerce.Grains.Operations.Webhooks;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;
using SocialCommerce.Tests.Shared;
using static SocialCommerce.Grains.Tests.Orders.OrderSamples;

namespace SocialCommerce.Grains.Tests.Orders;

/// <summary>What sellers' programs are told.</summary>
public sealed class SellerNewsTests
{
    [Fact]
    public void Of_AnOrderOfTwoSellers_TellsEachItsPartAndNothingOfTheBuyer()
    {
        var state = State(Started(), Paid());

        var told = SellerNews.Of("o-1", state, new OrderTask("seller:s-1:order.paid", OrderTaskKind.TellSeller, "s-1", Detail: "order.paid"));

        Assert.Equal(("order.paid", "o-1", Now), (told.Type, told.SubjectId, told.At));
        var data = JsonSerializer.Deserialize<JsonElement>(told.DataJson);
        Assert.Equal("paid", data.GetProperty("status").GetString());
        Assert.Equal("p-1", Assert.Single(data.GetProperty("lines").EnumerateArray()).GetProperty("productId").GetString());
        Assert.Equal(2002, data.GetProperty("total").GetProperty("amountMinor").GetInt64());
        Assert.DoesNotContain(Buyer, told.DataJson, StringComparison.Ordinal);
        Assert.DoesNotContain("s-2", told.DataJson, StringComparison.Ordinal);
    }

    /// <summary>It may be told late, when the order has gone on.</summary>
    [Fact]
    public void Of_AStepThatOthersFollowed_IsTheOrderAsItStoodThen()
    {
        var task = new OrderTask("seller:s-1:order.paid", OrderTaskKind.TellSeller, "s-1", Detail: "order.paid");
        var shipped = new OrderEvent(OrderEventKind.Shipped, Now.AddHours(1), SellerId: "s-1", Lines: [new("1", 2)]);

        var early = SellerNews.Of("o-1", State(Started(), Paid()), task);
        var late = SellerNews.Of("o-1", State(Started(), Paid(), shipped), task);

        Assert.Equal(early, late);
        Assert.NotEqual(early.EventId, SellerNews.Of("o-1", State(Started(), Paid()), task with { Id = "other" }).EventId);
    }

    [Theory]
    [InlineData(StockAlertKind.Low, "low")]
    [InlineData(StockAlertKind.Out, "out")]
    [InlineData(StockAlertKind.Back, null)]
    public void StockNews_IsOfStocksThatRunLow(StockAlertKind kind, string? expected)
    {
        var told = StockNews.Of(new StockAlert("p-1", "s-1", kind, 3, 5, Now));

        Assert.Equal(expected, told is null ? null : JsonSerializer.Deserialize<JsonElement>(told.DataJson).GetProperty("level").GetString());
    }

    [Fact]
    public async Task Seller_OfAnOrderThatIsPaidAndShipped_IsToldBothInOrder()
    {
        var sent = new Sent();
        await using var host = await GrainHost.StartAsync(services => services.AddSingleton<IWebhookSender>(sent));
        await host.Grains.StockAsync(1);
        await host.Grains.GetGrain<IWebhookGrain>(ProductSamples.Seller).CreateAsync(
            new CreateWebhook("we_1", "https://shop.test/", ["order.paid", "order.shipped"], null, [1]));

        await host.Grains.Order("o-1").PlaceAsync(Place(("p-1", 1)));
        await host.Grains.Order("o-1").PayAsync(Pay());
        await host.Grains.Order("o-1").ShipAsync(Ship());

        var types = await Eventually.GetAsync(() => Task.FromResult(sent.Types), types => types.Count == 2);
        Assert.Equal(["order.paid", "order.shipped"], types);
    }

    private sealed class Sent : IWebhookSender
    {
        private readonly ConcurrentQueue<string> _types = new();

        public IReadOnlyList<string> Types => [.. _types];

        public Task<WebhookAnswer> SendAsync(WebhookRequest request, CancellationToken cancellationToken)
        {
            _types.Enqueue(JsonSerializer.Deserialize<JsonElement>(request.Body).GetProperty("type").GetString()!);
            return Task.FromResult(new WebhookAnswer(200));
        }
    }
}
