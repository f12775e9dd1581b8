using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using SocialCommerce.Silo.Engine;

namespace SocialCommerce.Tools.Bench;

/// <summary>
/// Measures the engine that is built, in this process: what a call, an activation and a stream event cost.
/// Each rate is the median of a few short rounds. Where LocalOrleans is measured and the Orleans build of this program is
/// at hand, that runs first and its figures stand beside.
/// </summary>
internal static class EngineBench
{
    private const int GrainCount = 1_000;
    private const int CallsPerRound = 2_000_000;
    private const int ActivationCount = 1_000_000;
    private const int StreamCount = 64;
    private const int EventsPerStream = 2_000;
    private const int EventsPerPortion = 500;
    private const int Rounds = 5;
    private const int LatencySampleEvery = 101;
    private const double Mebibyte = 1024 * 1024;

    /// <summary>Longer than a million activations take on the slower engine, so that none goes before all are there.</summary>
    private static readonly TimeSpan CollectionAge = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan CollectionQuantum = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CollectionPatience = TimeSpan.FromMinutes(4);

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        var orleans = await OrleansBeside.RunAsync("engine");
        using var host = await StartAsync(static _ => { });
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        List<BenchRow> rows =
        [
            await HostedClientAsync(grains, callers: 1),
            await HostedClientAsync(grains, callers: 1_000),
            await GrainToGrainAsync(grains),
            await StreamEventsAsync(grains),
        ];
        await host.StopAsync();
        rows.AddRange(await ActivationsAsync());
        return OrleansBeside.Compare(rows, orleans);
    }

    private static async Task<IHost> StartAsync(Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(silo =>
        {
            silo.UseOneProcess();
            silo.AddHintStreams(EngineBenchGrain.StreamProvider);
            configure(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task<BenchRow> HostedClientAsync(IGrainFactory grains, int callers)
    {
        var targets = References(grains);
        var latencies = new List<double>();
        var median = await MedianRoundAsync(CallsPerRound, () => Task.WhenAll(Enumerable.Range(0, callers).Select(caller =>
            Task.Run(() => CallAllAsync(targets, caller, CallsPerRound / callers, latencies)))));
        latencies.Sort();
        return median.ToRow($"hosted client call over 1000 grains, {callers} caller{(callers == 1 ? "" : "s")}", "calls/s") with
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
            await targets[(call + caller) % GrainCount].EchoAsync(call);
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

    private static async Task<IEnumerable<BenchRow>> ActivationsAsync()
    {
        using var host = await StartAsync(static silo => silo.Configure<GrainCollectionOptions>(static options =>
        {
            options.CollectionAge = CollectionAge;
            options.CollectionQuantum = CollectionQuantum;
        }));
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        await grains.GetGrain<IEngineBenchGrain>(-1).EchoAsync(0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0L, ActivationCount, async (key, _) => await grains.GetGrain<IEngineBenchGrain>(key).EchoAsync(0));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var (collectedIn, after) = await CollectAsync(before + (bytes / 10));
        await host.StopAsync();
        return
        [
            new BenchRow("activation", ActivationCount / seconds, "activations/s"),
            new BenchRow("idle activation", bytes / (double)ActivationCount, "bytes"),
            new BenchRow("1000000 idle activations", bytes / Mebibyte, "MiB"),
            new BenchRow($"until they are collected, age {CollectionAge.TotalSeconds} s", collectedIn, "s"),
            new BenchRow("left after that", (after - before) / Mebibyte, "MiB"),
        ];
    }

    // Until nine tenths of the memory of the activations are free again, or nobody waits any longer.
    private static async Task<(double Seconds, long Bytes)> CollectAsync(long memory)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var now = GC.GetTotalMemory(forceFullCollection: true);
            var passed = Stopwatch.GetElapsedTime(started);
            if (now <= memory || passed > CollectionPatience)
            {
                return (passed.TotalSeconds, now);
            }

            await Task.Delay(CollectionQuantum);
        }
    }

    private static async Task<BenchRow> StreamEventsAsync(IGrainFactory grains)
    {
        var round = 0;
        var median = await MedianRoundAsync(StreamCount * EventsPerStream, async () =>
        {
            var firstKey = 10_000_000 + (round++ * StreamCount);
            var keys = Enumerable.Range(firstKey, StreamCount).ToArray();
            await Task.WhenAll(keys.Select(key => StreamAsync(grains, key)));
        });
        return median.ToRow("stream event, 64 streams", "events/s");
    }

    // In portions: a queue of Orleans' memory streams refuses what it has no room for.
    private static async Task StreamAsync(IGrainFactory grains, int key)
    {
        var consumer = grains.GetGrain<IEngineBenchConsumerGrain>($"{key}");
        for (var sent = EventsPerPortion; sent <= EventsPerStream; sent += EventsPerPortion)
        {
            await grains.GetGrain<IEngineBenchGrain>(key).PublishAsync(EventsPerPortion);
            await consumer.ReceivedAsync(sent);
        }
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
