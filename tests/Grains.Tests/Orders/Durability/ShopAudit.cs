using Microsoft.Data.Sqlite;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Orders.Payments;
using SocialCommerce.Grains.Tests.Hosting;

namespace SocialCommerce.Grains.Tests.Orders.Durability;

/// <summary>Holds a shop that has come to rest against itself: orders, stock and the provider's books have to agree.</summary>
internal static class ShopAudit
{
    /// <summary>Lets everything that is due be done, and what is unpaid expire.</summary>
    public static async Task SettleAsync(GrainHost host)
    {
        var store = host.Service<IOrderStore>();
        host.Clock.Advance(TimeSpan.FromHours(1));
        for (var round = 0; round < 200; round++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            var due = await store.ReadDueAsync(host.Clock.GetUtcNow(), 1_000, default);
            if (due.Count == 0)
            {
                return;
            }

            await Task.WhenAll(due.Select(orderId => host.Grains.Order(orderId).DriveAsync()));
        }

        Assert.Fail("The orders do not come to rest.");
    }

    public static async Task CheckAsync(GrainHost host, IEnumerable<string> orderIds)
    {
        var sold = new Dictionary<string, long>();
        foreach (var orderId in orderIds)
        {
            if (await host.Grains.Order(orderId).GetAsync() is { } order)
            {
                await CheckMoneyAsync(host, order);
                foreach (var line in order.Lines)
                {
                    var isSold = order.Status is OrderStatus.Paid or OrderStatus.Shipped or OrderStatus.Delivered;
                    sold[line.ProductId] = sold.GetValueOrDefault(line.ProductId) + (isSold ? line.Quantity - line.Refunded : 0);
                }
            }
        }

        for (var number = 0; number < Workload.Skus; number++)
        {
            var sku = Workload.Sku(number);
            var stock = host.Grains.GetGrain<IStockGrain>(sku);
            var level = (await stock.GetLevelAsync())!;
            Assert.Equal((sku, 0, sold.GetValueOrDefault(sku)), (sku, level.Reserved, level.Sold));
            var verified = await stock.VerifyAsync();
            Assert.Null(verified.Broken);
        }
    }

    // Paid in the order if and only if it was charged and not paid back, to the minor unit.
    private static async Task CheckMoneyAsync(GrainHost host, OrderSnapshot order)
    {
        var provider = host.Service<IPaymentProvider>();
        var charged = 0L;
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var payment = await provider.FindAsync($"{order.OrderId}:pay:{attempt}", null, default);
            charged += payment.Outcome == PaymentOutcome.Succeeded ? order.Total.AmountMinor : 0;
        }

        var isPaid = order.Payment.Status == OrderPaymentStatus.Succeeded;
        Assert.Equal((order.OrderId, isPaid ? order.Total.AmountMinor : 0), (order.OrderId, charged));
        Assert.DoesNotContain(order.Status, new[] { OrderStatus.Reserved, OrderStatus.Unknown });
        if (isPaid)
        {
            Assert.DoesNotContain(order.Status, new[] { OrderStatus.Cancelled, OrderStatus.Expired });
        }
    }

    public static void CheckFile(string directory)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "store.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", command.ExecuteScalar());
    }
}
