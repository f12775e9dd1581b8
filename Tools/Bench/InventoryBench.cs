using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Tools.Bench;

/// <summary>
/// How many units of one SKU are reserved durably in a second at concurrency 256, beside plain SQLite that inserts as many
/// rows, as many to a commit, with the same durability; and how fast those who come too late are refused.
/// </summary>
internal static class InventoryBench
{
    private const int Reservations = 30_000;
    private const int Rounds = 3;
    private const int Shards = 4;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(string directory)
    {
        await using var shop = await BenchShop.StartAsync(Path.Combine(directory, "store"));
        await shop.AddProductsAsync(2);
        var stock = shop.Grains.GetGrain<IStockGrain>(BenchShop.ProductId(0));
        await MeasureAsync(Reservations / 5, number => ReserveAsync(stock, $"warm-{number}", StockOutcome.Done));
        var entriesBefore = await EntriesAsync(stock);
        var reserved = await MedianAsync(round => MeasureAsync(
            Reservations, number => ReserveAsync(stock, Id(round, number), StockOutcome.Done)));
        var entries = await EntriesAsync(stock) - entriesBefore;
        var perCommit = (int)Math.Max(1, Math.Round((double)Rounds * Reservations / entries));
        var raw = RawRowsPerSecond(Path.Combine(directory, "raw.db"), perCommit);

        await stock.AdjustAsync(new AdjustStock("out", StockAdjustment.SetAvailable, 0, null, "bench", DateTimeOffset.UtcNow));
        var refused = await MedianAsync(round => MeasureAsync(
            Reservations, number => ReserveAsync(stock, $"late-{Id(round, number)}", StockOutcome.Insufficient)));
        var sharded = await RunShardedAsync(shop);
        return
        [
            Row($"reserve-one-sku, durable, {perCommit} to a commit", reserved, raw),
            new BenchRow($"raw-sqlite, the same rows, {perCommit} to a commit, synchronous=FULL", raw, "rows/s"),
            Row("refuse-one-sku, sold out", refused),
            Row($"reserve-one-sku, durable, {Shards} shards", sharded, raw),
        ];
    }

    private static async Task<BenchRound> RunShardedAsync(BenchShop shop)
    {
        var sku = BenchShop.ProductId(1);
        await shop.Grains.GetGrain<IStockGrain>(sku).SetPolicyAsync(new StockPolicy(Shards: Shards), "bench");
        var shards = Enumerable.Range(0, Shards)
            .Select(shard => shop.Grains.GetGrain<IStockShardGrain>(string.Create(CultureInfo.InvariantCulture, $"{sku}/{shard}"))).ToArray();
        await MeasureAsync(Reservations / 5, number => ReserveAsync(shards[number % Shards], $"warm-{number}", StockOutcome.Done));
        return await MedianAsync(round => MeasureAsync(
            Reservations, number => ReserveAsync(shards[number % Shards], Id(round, number), StockOutcome.Done)));
    }

    private static async Task ReserveAsync(IStockUnits units, string id, StockOutcome expected)
    {
        var result = await units.ReserveAsync(new ReserveStock(id, 1, DateTimeOffset.UtcNow.AddMinutes(15), "u1"));
        if (result.Outcome != expected)
        {
            throw new InvalidOperationException($"A reservation ended as {result.Outcome}.");
        }
    }

    private static async Task<BenchRound> MedianAsync(Func<int, Task<BenchRound>> measure)
    {
        var rounds = new List<BenchRound>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add(await measure(round));
        }

        return rounds.OrderBy(round => round.Rate).ElementAt(Rounds / 2);
    }

    private static async Task<BenchRound> MeasureAsync(int count, Func<int, Task> work)
    {
        var latencies = new Latencies();
        var started = Stopwatch.GetTimestamp();
        await BenchShop.ForAllAsync(count, async number =>
        {
            var sent = Stopwatch.GetTimestamp();
            await work(number);
            latencies.Add(Stopwatch.GetElapsedTime(sent));
        });
        return new BenchRound(count / Stopwatch.GetElapsedTime(started).TotalSeconds, latencies);
    }

    private static BenchRow Row(string scenario, BenchRound round, double? raw = null) => new(
        scenario, round.Rate, "reservations/s", round.Latencies.Percentile(0.5), round.Latencies.Percentile(0.99),
        Against: raw is null ? null : "raw-sqlite", Ratio: round.Rate / raw);

    private static async Task<long> EntriesAsync(IStockGrain stock) =>
        (await stock.ListMovementsAsync(new PageRequest(1, null))).Movements[0].Entry;

    private static string Id(int round, int number) => string.Create(CultureInfo.InvariantCulture, $"o_{round}_{number:D26}");

    private static double RawRowsPerSecond(string path, int perCommit)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var setup = connection.CreateCommand();
        setup.CommandText =
            """
            PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
            CREATE TABLE reservation (id TEXT PRIMARY KEY, quantity INTEGER, expires TEXT, buyer TEXT) WITHOUT ROWID
            """;
        setup.ExecuteNonQuery();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO reservation VALUES (@id, 1, '2026-01-01T00:15:00.0000000+00:00', 'u1')";
        var id = insert.Parameters.Add("@id", SqliteType.Text);
        var started = Stopwatch.GetTimestamp();
        for (var row = 0; row < Reservations; row += perCommit)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var index = row; index < Math.Min(Reservations, row + perCommit); index++)
            {
                id.Value = Id(0, index);
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return Reservations / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
