using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Silo.Engine;
using SocialCommerce.Silo.Storage;
using SocialCommerce.Tools.Cluster;

namespace SocialCommerce.Tools.Bench;

/// <summary>
/// How many interactions a second are durable in PostgreSQL, from one silo and from two, beside the same rows committed
/// one by one on many connections; on Orleans also how many writes of grain state. The server runs beside the load.
/// </summary>
internal static class PostgresBench
{
    private const int Rows = 20_000;
    private const int Rounds = 3;
    private const int RawConnections = 64;

    // A directory of its own: the server may run as another user, who cannot enter this one's.
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(string _)
    {
        var directory = Directory.CreateTempSubdirectory("social-commerce-postgres-").FullName;
        try
        {
            await using var server = await LocalPostgres.StartAsync(directory, port: 0);
            return await RunAsync(server);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<BenchRow>> RunAsync(LocalPostgres server)
    {
        await using var first = await OpenAsync(server.ConnectionString);
        await using var second = await OpenAsync(server.ConnectionString);
        var firstLog = first.GetRequiredService<IInteractionLog>();
        var secondLog = second.GetRequiredService<IInteractionLog>();
        await using var raw = await RawTable.CreateAsync(server.ConnectionString);

        var rows = new List<BenchRow>();
        foreach (var callers in (int[])[64, 256])
        {
            var plain = await MeasureAsync(callers, raw.CommitAsync);
            var alone = await MeasureAsync(callers, user => AppendAsync(firstLog, user));
            var both = await MeasureAsync(callers, user => AppendAsync(user % 2 == 0 ? firstLog : secondLog, user));
            rows.Add(plain.ToRow($"raw-postgres, a row per commit, {RawConnections} connections, {callers} callers", "commits/s"));
            rows.Add(alone.ToRow($"interactions durable, one silo, {callers} callers", "events/s", plain.Rate));
            rows.Add(both.ToRow($"interactions durable, two silos, {callers} callers", "events/s", plain.Rate));
        }

        if (SiloEngine.Name == "Orleans")
        {
            rows.AddRange(await GrainStateBench.RunAsync(server.ConnectionString));
        }

        return rows;
    }

    /// <summary>Runs work at a concurrency and takes the median of three rounds, after one that warms up.</summary>
    internal static async Task<BenchRound> MeasureAsync(int callers, Func<int, Task> work)
    {
        await RunRoundAsync(callers, Rows / 4, work);
        var rounds = new List<BenchRound>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add(await RunRoundAsync(callers, Rows, work));
        }

        return rounds.OrderBy(round => round.Rate).ElementAt(Rounds / 2);
    }

    private static async Task<BenchRound> RunRoundAsync(int callers, int count, Func<int, Task> work)
    {
        var latencies = new Latencies();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = callers }, async (number, _) =>
        {
            var sent = Stopwatch.GetTimestamp();
            await work(number);
            latencies.Add(Stopwatch.GetElapsedTime(sent));
        });
        return new BenchRound(count / Stopwatch.GetElapsedTime(started).TotalSeconds, latencies);
    }

    private static async Task<ServiceProvider> OpenAsync(string connectionString)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddConsole(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddPostgresLogs(connectionString);
        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<PostgresStore>().OpenAsync(CancellationToken.None);
        return provider;
    }

    private static Task<IReadOnlyList<LogPlace>> AppendAsync(IInteractionLog log, int user)
    {
        var item = new Interaction(
            Guid.NewGuid().ToString("N"), "product-1", InteractionKind.Click, DateTimeOffset.UtcNow, "room-1");
        var userId = string.Create(CultureInfo.InvariantCulture, $"user-{user % 5_000}");
        return log.AppendAsync([new LogEntry(userId, item, "shoes", DateTimeOffset.UtcNow)], CancellationToken.None);
    }
}

/// <summary>One round at a concurrency.</summary>
internal sealed record BenchRound(double Rate, Latencies Latencies)
{
    public BenchRow ToRow(string scenario, string unit, double? plainRate = null) => new(
        scenario, Rate, unit, Latencies.Percentile(0.5), Latencies.Percentile(0.99),
        Against: plainRate is null ? null : "raw-postgres", Ratio: Rate / plainRate);
}
