using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Tools.Verify;

namespace SocialCommerce.Tools.Bench.Orders;

/// <summary>
/// The mix of the Online Marketplace benchmark: 30 % checkouts of 1 to 10 lines with 1 to 10 units, 5 % seller dashboards, 3 %
/// price updates, 2 % product replacements, 60 % delivery updates; 48 callers, uniform keys. What it forbids is counted.
/// </summary>
internal sealed class MarketMix(BenchShop shop, OrdersBenchOptions options)
{
    private const int Callers = 48;
    private const int LinesMax = 10;
    private const int UnitsMax = 10;
    private const int OpenMax = 1_000;

    private readonly ConcurrentQueue<(string OrderId, string SellerId, bool IsShipped)> _toDeliver = new();
    private readonly ConcurrentDictionary<int, long> _priceVersions = new();
    private readonly Latencies _checkouts = new();
    private long _done;
    private long _stalePrices;
    private long _unpaidShipments;
    private long _wrongSums;
    private long _refused;
    private int _orders;

    private int Sellers => Math.Max(1, options.Products / 10);

    public async Task<IReadOnlyList<BenchRow>> RunAsync(TextWriter log, CancellationToken cancellationToken)
    {
        var rates = new List<double>();
        for (var round = 0; round < options.Repeat; round++)
        {
            _done = 0;
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(
                () => CallAsync(new Random(HashCode.Combine(round, caller)), started), cancellationToken)));
            rates.Add(_done / Stopwatch.GetElapsedTime(started).TotalSeconds);
            await log.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"mix: {rates[^1]:F0}/s, {_refused} checkouts refused because the price had changed"));
        }

        return
        [
            new BenchRow("mix of the Online Marketplace benchmark, 48 callers", OrdersBench.Median(rates), "transactions/s", _checkouts.Percentile(0.5), _checkouts.Percentile(0.99)),
            new BenchRow("anomaly: dashboard whose sums are not its rows", _wrongSums, ""),
            new BenchRow("anomaly: shipped before it was paid", _unpaidShipments, ""),
            new BenchRow("anomaly: an older price charged than was known", _stalePrices, ""),
        ];
    }

    /// <summary>What the store says when nothing runs any more.</summary>
    public static BenchRow Judge(string directory) => new(
        "anomaly: order, stock, money, purchases and sellers' rows that differ",
        OrderChecker.CheckStore(StoreFacts.Read(directory)).Sum(finding => finding.Violations.Count),
        "");

    private async Task CallAsync(Random random, long started)
    {
        while (Stopwatch.GetElapsedTime(started) < options.Duration)
        {
            await (random.Next(100) switch
            {
                < 30 => CheckOutAsync(random),
                < 35 => ReadDashboardAsync(random),
                < 38 => UpdatePriceAsync(random),
                < 40 => ReplaceAsync(random),
                _ => DeliverAsync(random),
            });
            Interlocked.Increment(ref _done);
        }
    }

    private async Task CheckOutAsync(Random random)
    {
        var sent = Stopwatch.GetTimestamp();
        var products = Enumerable.Range(0, random.Next(1, LinesMax + 1)).Select(_ => random.Next(options.Products)).Distinct().ToList();
        var known = products.ToDictionary(BenchShop.ProductId, product => _priceVersions.GetValueOrDefault(product), StringComparer.Ordinal);
        var orderId = string.Create(CultureInfo.InvariantCulture, $"o_mix{Interlocked.Increment(ref _orders):x29}");
        var result = await shop.Grains.GetGrain<IOrderGrain>(orderId).PlaceAsync(new PlaceOrder(
            BenchShop.UserId(random.Next(options.Customers)),
            [.. products.Select(product => new OrderItem(BenchShop.ProductId(product), random.Next(1, UnitsMax + 1)))],
            Payment: new PaymentChoice("test-card")));
        if (result is not { Outcome: OrderOutcome.Done, Order: { } order })
        {
            Interlocked.Increment(ref _refused);
            return;
        }

        _checkouts.Add(Stopwatch.GetElapsedTime(sent));
        Interlocked.Add(ref _stalePrices, order.Lines.Count(line => line.PriceVersion < known[line.ProductId]));
        foreach (var part in order.Parts)
        {
            _toDeliver.Enqueue((orderId, part.SellerId, false));
        }
    }

    private async Task ReadDashboardAsync(Random random)
    {
        var board = await shop.Grains.GetGrain<IOrderDeskGrain>(IOrderDeskGrain.All).GetDashboardAsync(BenchShop.UserId(random.Next(Sellers)));
        if (board.Open.Length >= OpenMax)
        {
            return;
        }

        var rows = board.Open.GroupBy(part => part.Status).Select(parts =>
            (parts.Key, (long)parts.Count(), parts.Sum(part => (long)part.Units), parts.Sum(part => part.Amount.AmountMinor)));
        var sums = board.Sums.Where(sum => sum.Status is OrderStatus.Reserved or OrderStatus.Paid or OrderStatus.Shipped)
            .Select(sum => (sum.Status, sum.Orders, sum.Units, sum.Amount.AmountMinor));
        if (!rows.ToHashSet().SetEquals(sums))
        {
            Interlocked.Increment(ref _wrongSums);
        }
    }

    private async Task UpdatePriceAsync(Random random)
    {
        var product = random.Next(options.Products);
        var grain = Product(product);
        await grain.UpdateAsync(new UpdateProduct(SellerOf(product), Price: new Money(1_000 + random.Next(1_000), "CNY")));
        var version = (await grain.GetCardAsync())!.PriceVersion;
        _priceVersions.AddOrUpdate(product, version, (_, before) => Math.Max(before, version));
    }

    private async Task ReplaceAsync(Random random)
    {
        var product = random.Next(options.Products);
        await Product(product).UpdateAsync(new UpdateProduct(SellerOf(product), Title: $"Product {product}, anew", Description: $"Edition {random.Next()}"));
    }

    private async Task DeliverAsync(Random random)
    {
        if (!_toDeliver.TryDequeue(out var part))
        {
            await CheckOutAsync(random);
            return;
        }

        var grain = shop.Grains.GetGrain<IOrderGrain>(part.OrderId);
        if (part.IsShipped)
        {
            await grain.DeliverAsync(new DeliverOrder(part.SellerId, part.SellerId));
            return;
        }

        var result = await grain.ShipAsync(new ShipOrder(part.SellerId, part.SellerId, "carrier", "1"));
        if (result.Order is { } order && order.Steps.Select(step => step.Kind).TakeWhile(kind => kind != "shipped").All(kind => kind != "payment-succeeded"))
        {
            Interlocked.Increment(ref _unpaidShipments);
        }

        _toDeliver.Enqueue(part with { IsShipped = true });
    }

    private IProductGrain Product(int product) => shop.Grains.GetGrain<IProductGrain>(BenchShop.ProductId(product));

    private string SellerOf(int product) => BenchShop.SellerOf(BenchShop.ProductId(product), Sellers);
}
