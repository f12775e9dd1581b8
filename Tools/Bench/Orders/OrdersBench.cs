using System.Diagnostics;
using System.Globalization;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Tools.Simulate;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Bench.Orders;

/// <summary>
/// Orders through the grains of one process over SQLite with FULL durability: placed at a fixed rate and as fast as it goes,
/// placed and paid, and in the mix of the Online Marketplace benchmark; beside plain SQLite that writes the same rows.
/// </summary>
internal sealed class OrdersBench(OrdersBenchOptions options, string directory, TextWriter log)
{
    private const int Seed = 1;
    private const int CeilingOrders = 20_000;
    private const int CheckoutOrders = 8_000;

    private readonly string _data = Path.Combine(directory, "store");
    private BenchShop _shop = null!;
    private int _orders;
    private int _raws;

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        var rows = await MeasureAsync(cancellationToken);
        return [.. rows, MarketMix.Judge(_data)];
    }

    private async Task<IReadOnlyList<BenchRow>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var shop = await BenchShop.StartAsync(_data);
        _shop = shop;
        await FillAsync();
        return
        [
            .. await MeasureCeilingAsync(),
            await MeasureRateAsync(cancellationToken),
            await MeasureCheckoutAsync(),
            .. await new MarketMix(shop, options).RunAsync(log, cancellationToken),
        ];
    }

    // Every product sells once, so that each stock has begun.
    private async Task FillAsync()
    {
        await log.WriteLineAsync($"{options.Products} products, {options.Customers} customers");
        await _shop.AddProductsAsync(options.Products, Math.Max(1, options.Products / 10));
        await _shop.AddUsersAsync(options.Customers);
        await BenchShop.ForAllAsync(options.Products, product => PlaceAsync(product, product % options.Customers, isPaid: false));
    }

    private async Task<IReadOnlyList<BenchRow>> MeasureCeilingAsync()
    {
        var rounds = new List<(double Rate, double Raw, Latencies Latencies, double PerCommit, double ProcessorMs, double RawMs)>();
        for (var round = 0; round < options.Repeat; round++)
        {
            using var commits = new CommitCounter();
            var before = RawOrders.Begin(_data);
            var used = Environment.CpuUsage.TotalTime;
            var (rate, latencies) = await PlaceAllAsync(CeilingOrders, isPaid: false);
            used = Environment.CpuUsage.TotalTime - used;
            var grouped = commits.Commits;
            var (raw, rawUsed) = before.Measure(Path.Combine(directory, $"raw-{_raws++}.db"), grouped);
            await log.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"ceiling: {rate:F0}/s, raw {raw:F0}/s, {grouped} commits of {commits.Writes} writes"));
            rounds.Add((
                rate, raw, latencies, (double)CeilingOrders / grouped,
                used.TotalMilliseconds / CeilingOrders, rawUsed.TotalMilliseconds / CeilingOrders));
        }

        var median = rounds.OrderBy(round => round.Rate).ElementAt(rounds.Count / 2);
        var rawMedian = Median(rounds.Select(round => round.Raw));
        return
        [
            new BenchRow(
                "place: reserved and durable, concurrency 256", median.Rate, "orders/s", median.Latencies.Percentile(0.5), median.Latencies.Percentile(0.99),
                Against: "raw-sqlite", Ratio: Median(rounds.Select(round => round.Rate / round.Raw))),
            new BenchRow("raw-sqlite: the same rows in as many commits, FULL", rawMedian, "orders/s"),
            new BenchRow("processor time of one order placed, all that follows from it included", 1_000 * Median(rounds.Select(round => round.ProcessorMs)), "µs"),
            new BenchRow("processor time of the same rows in raw-sqlite", 1_000 * Median(rounds.Select(round => round.RawMs)), "µs"),
            new BenchRow("orders that shared a commit", Median(rounds.Select(round => round.PerCommit)), "orders/commit"),
        ];
    }

    private async Task<BenchRow> MeasureRateAsync(CancellationToken cancellationToken)
    {
        var rounds = new List<(double Rate, LatencyHistogram Latencies)>();
        for (var round = 0; round < options.Repeat; round++)
        {
            var (latencies, ownLag) = (new LatencyHistogram(), new LatencyHistogram());
            var count = (int)(options.PerSecond * options.Duration.TotalSeconds);
            var placing = new Task[count];
            var started = Stopwatch.GetTimestamp();
            await Pacer.RunAsync(
                count, options.PerSecond, TimeProvider.System, ownLag,
                (number, due) => placing[number] = Task.Run(() => PlaceDueAsync(due, latencies), cancellationToken), cancellationToken);
            await Task.WhenAll(placing);
            var rate = count / Stopwatch.GetElapsedTime(started).TotalSeconds;
            await log.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{options.PerSecond}/s offered: {rate:F0}/s, p50 {latencies.Percentile(0.5).TotalMilliseconds:F1} ms, p99 {latencies.Percentile(0.99).TotalMilliseconds:F1} ms, own lag p99 {ownLag.Percentile(0.99).TotalMilliseconds:F1} ms"));
            rounds.Add((rate, latencies));
        }

        var median = rounds.OrderBy(round => round.Latencies.Percentile(0.99)).ElementAt(rounds.Count / 2);
        return new BenchRow(
            $"place: {options.PerSecond} orders/s offered, from when they were due", median.Rate, "orders/s",
            median.Latencies.Percentile(0.5).TotalMilliseconds, median.Latencies.Percentile(0.99).TotalMilliseconds);
    }

    private async Task<BenchRow> MeasureCheckoutAsync()
    {
        var rounds = new List<(double Rate, Latencies Latencies)>();
        for (var round = 0; round < options.Repeat; round++)
        {
            rounds.Add(await PlaceAllAsync(CheckoutOrders, isPaid: true));
            await log.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"checkout: {rounds[^1].Rate:F0}/s"));
        }

        var median = rounds.OrderBy(round => round.Rate).ElementAt(rounds.Count / 2);
        return new BenchRow(
            "checkout: placed and paid, concurrency 256", median.Rate, "orders/s", median.Latencies.Percentile(0.5), median.Latencies.Percentile(0.99));
    }

    private async Task<(double Rate, Latencies Latencies)> PlaceAllAsync(int count, bool isPaid)
    {
        var latencies = new Latencies();
        var started = Stopwatch.GetTimestamp();
        await BenchShop.ForAllAsync(count, async number =>
        {
            var random = new Random(HashCode.Combine(Seed, number));
            var sent = Stopwatch.GetTimestamp();
            await PlaceAsync(random.Next(options.Products), random.Next(options.Customers), isPaid);
            latencies.Add(Stopwatch.GetElapsedTime(sent));
        });
        return (count / Stopwatch.GetElapsedTime(started).TotalSeconds, latencies);
    }

    private async Task PlaceDueAsync(long due, LatencyHistogram latencies)
    {
        var random = new Random(HashCode.Combine(Seed, due));
        await PlaceAsync(random.Next(options.Products), random.Next(options.Customers), isPaid: false);
        latencies.Add(Stopwatch.GetElapsedTime(due));
    }

    private async Task PlaceAsync(int product, int customer, bool isPaid)
    {
        var orderId = string.Create(CultureInfo.InvariantCulture, $"o_{Interlocked.Increment(ref _orders):x32}");
        var command = new PlaceOrder(
            BenchShop.UserId(customer), [new OrderItem(BenchShop.ProductId(product), 1)], Payment: isPaid ? new PaymentChoice("test-card") : null);
        var result = await _shop.Grains.GetGrain<IOrderGrain>(orderId).PlaceAsync(command);
        if (result.Outcome != OrderOutcome.Done)
        {
            throw new InvalidOperationException($"Order {orderId} was refused: {result.Outcome}.");
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}

/// <summary>How large the market is, and how long it is measured.</summary>
/// <param name="PerSecond">Orders offered where the rate is fixed.</param>
/// <param name="Repeat">Every figure is the median of so many.</param>
internal sealed record OrdersBenchOptions(int Products, int Customers, int PerSecond, TimeSpan Duration, int Repeat);
