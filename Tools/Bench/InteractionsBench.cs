using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Tools.Bench;

/// <summary>
/// How many interactions a second are acknowledged durably through the grains at concurrency 256, beside single-row
/// commits of plain SQLite with the same durability.
/// </summary>
internal static class InteractionsBench
{
    private const int Products = 2_000;
    private const int Users = 5_000;
    private const int Events = 30_000;
    private const int RawCommits = 3_000;
    private const int Seed = 1;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(string directory)
    {
        var raw = RawCommitsPerSecond(Path.Combine(directory, "raw.db"));
        await using var shop = await BenchShop.StartAsync(Path.Combine(directory, "store"));
        await shop.AddProductsAsync(Products);
        await shop.AddUsersAsync(Users);
        await MeasureAsync(shop, Events / 10, firstEvent: 0);
        var rounds = new List<(double Rate, double AppliedRate, Latencies Latencies)>();
        var processor = Environment.CpuUsage.TotalTime;
        for (var round = 1; round <= 3; round++)
        {
            rounds.Add(await MeasureAsync(shop, Events, firstEvent: round * Events));
        }

        var used = Environment.CpuUsage.TotalTime - processor;
        var median = rounds.OrderBy(round => round.Rate).ElementAt(1);
        return
        [
            new BenchRow(
                "interactions acknowledged durably, concurrency 256", median.Rate, "events/s",
                median.Latencies.Percentile(0.5), median.Latencies.Percentile(0.99),
                Against: "raw-sqlite", Ratio: median.Rate / raw),
            new BenchRow("interactions applied to products, trends and users", median.AppliedRate, "events/s"),
            new BenchRow("processor time of one interaction, all that follows from it included", used.TotalMilliseconds / (3 * Events), "ms"),
            new BenchRow("raw-sqlite, one row per commit, synchronous=FULL", raw, "commits/s"),
        ];
    }

    private static async Task<(double Rate, double AppliedRate, Latencies Latencies)> MeasureAsync(
        BenchShop shop, int events, int firstEvent)
    {
        var latencies = new Latencies();
        var started = Stopwatch.GetTimestamp();
        await BenchShop.ForAllAsync(events, async index =>
        {
            var random = new Random(HashCode.Combine(Seed, firstEvent + index));
            var sent = Stopwatch.GetTimestamp();
            await shop.RecordAsync(random.Next(Users), [MakeEvent(random, firstEvent + index)]);
            latencies.Add(Stopwatch.GetElapsedTime(sent));
        });
        var acknowledged = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await shop.DrainAsync();
        var applied = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (events / acknowledged, events / applied, latencies);
    }

    // Squaring makes some products far more popular than others, as everywhere.
    private static Interaction MakeEvent(Random random, int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"e{number}"),
        BenchShop.ProductId((int)(Products * random.NextDouble() * random.NextDouble())),
        (InteractionKind)random.Next((int)InteractionKind.View, (int)InteractionKind.Rating),
        DateTimeOffset.UtcNow);

    private static double RawCommitsPerSecond(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var setup = connection.CreateCommand();
        setup.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE event (id INTEGER PRIMARY KEY, body TEXT)";
        setup.ExecuteNonQuery();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO event (body) VALUES ('user product click 2026-01-01T00:00:00Z')";
        var started = Stopwatch.GetTimestamp();
        for (var commit = 0; commit < RawCommits; commit++)
        {
            insert.ExecuteNonQuery();
        }

        return RawCommits / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
