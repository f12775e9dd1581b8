using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SocialCommerce.Tools.Bench;

/// <summary>
/// Measures the engine that is built, in this process: what a call, an activation and a stream event cost.
/// Each rate is the median of a few short rounds.
/// </summary>
internal static class EngineBench
{
    private const int GrainCount = 1_000;
    private const int CallsPerRound = 2_000_000;
    private const int ActivationCount = 200_000;
    private const int StreamCount = 64;
    private const int EventsPerStream = 2_000;
    private const int Rounds = 5;
    private const int LatencySampleEvery = 101;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        using var host = await StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        List<BenchRow> rows =
        [
            await HostedClientAsync(grains),
            await GrainToGrainAsync(grains),
            .. await ActivationsAsync(grains),
            await StreamEventsAsync(grains),
        ];
        await host.StopAsync();
        return rows;
    }

    private static async Task<IHost> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(static silo =>
        {
#if ORLEANS
            silo.UseLocalhostClustering();
#endif
            silo.AddMemoryStreams(EngineBenchGrain.StreamProvider);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task<BenchRow> HostedClientAsync(IGrainFactory grains)
    {
        var targets = References(grains);
        var callers = Environment.ProcessorCount;
        var latencies = new List<double>();
        var median = await MedianRoundAsync(CallsPerRound, () => Task.WhenAll(Enumerable.Range(0, callers).Select(caller =>
            Task.Run(() => CallAllAsync(targets, caller, CallsPerRound / callers, latencies)))));
        latencies.Sort();
        return median.ToRow("hosted client call over 1000 grains", "calls/s") with
        {
            P50Ms = Percentile(latencies, 0.50),
            P99Ms = Percentile(latencies, 0.99),
        };
    }

    private static async Task CallAllAsync(IEngineBenchGrain[] targets, int caller, int calls, List<double> latencies)
    {
        var samples = new List<double>(calls / LatencySampleEvery);
        for (var call = 0; call < calls; call++)
        {
            var started = call % LatencySampleEvery == 0 ? Stopwatch.GetTimestamp() : 0;
            await targets[(call + (caller * (GrainCount / 2))) % GrainCount].EchoAsync(call);
            if (started != 0)
            {
                samples.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        lock (latencies)
        {
            latencies.AddRange(samples);
        }
    }

    private static async Task<BenchRow> GrainToGrainAsync(IGrainFactory grains)
    {
        var sources = References(grains);
        var callsEach = CallsPerRound / GrainCount;
        var median = await MedianRoundAsync(CallsPerRound, () => Task.WhenAll(Enumerable.Range(0, GrainCount).Select(index =>
            Task.Run(() => sources[index].CallOtherAsync(GrainCount + index, callsEach)))));
        return median.ToRow("grain to grain call, 1000 pairs", "calls/s");
    }

    private static async Task<IEnumerable<BenchRow>> ActivationsAsync(IGrainFactory grains)
    {
        const long FirstKey = 1_000_000;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(FirstKey, FirstKey + ActivationCount, async (key, _) =>
            await grains.GetGrain<IEngineBenchGrain>(key).EchoAsync(0));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)ActivationCount;
        return
        [
            new BenchRow("activation", ActivationCount / seconds, "activations/s"),
            new BenchRow("idle activation", bytes, "bytes", BytesPerOp: bytes),
        ];
    }

    private static async Task<BenchRow> StreamEventsAsync(IGrainFactory grains)
    {
        var round = 0;
        var median = await MedianRoundAsync(StreamCount * EventsPerStream, async () =>
        {
            var firstKey = 10_000_000 + (round++ * StreamCount);
            var keys = Enumerable.Range(firstKey, StreamCount).ToArray();
            await Task.WhenAll(keys.Select(key => grains.GetGrain<IEngineBenchGrain>(key).PublishAsync(EventsPerStream)));
            await Task.WhenAll(keys.Select(key =>
                grains.GetGrain<IEngineBenchConsumerGrain>($"{key}").ReceivedAsync(EventsPerStream)));
        });
        return median.ToRow("stream event, 64 streams", "events/s");
    }

    private static async Task<Round> MedianRoundAsync(int operations, Func<Task> run)
    {
        // The first compiles; it is not counted.
        await run();
        var rounds = new List<Round>();
        for (var round = 0; round < Rounds; round++)
        {
            var bytesBefore = GC.GetTotalAllocatedBytes(precise: true);
            var started = Stopwatch.GetTimestamp();
            await run();
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            rounds.Add(new Round(operations, seconds, GC.GetTotalAllocatedBytes(precise: true) - bytesBefore));
        }

        return rounds.OrderBy(round => round.Seconds).ElementAt(Rounds / 2);
    }

    private static IEngineBenchGrain[] References(IGrainFactory grains) =>
        [.. Enumerable.Range(0, GrainCount).Select(key => grains.GetGrain<IEngineBenchGrain>(key))];

    private static double Percentile(List<double> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)];

    private sealed record Round(int Operations, double Seconds, long Bytes)
    {
        public BenchRow ToRow(string scenario, string unit) =>
            new(scenario, Operations / Seconds, unit, BytesPerOp: Bytes / (double)Operations);
    }
}
