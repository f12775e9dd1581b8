using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialCommerce.Silo.Engine;

namespace SocialCommerce.Tools.Bench;

/// <summary>
/// What counting every call costs: the same calls on an engine that is measured and on one that is not, in turns, so that
/// whatever else the machine does meets both.
/// </summary>
internal static class MeterBench
{
    private const int GrainCount = 1_000;
    private const int CallsPerRound = 1_000_000;
    private const int Rounds = 15;
    private const string Uncounted = "uncounted";

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        using var plain = await StartAsync(static _ => { });
        using var counted = await StartAsync(static silo => silo.MeasureCalls());
        var rows = new List<BenchRow>();
        rows.AddRange(await CompareAsync("hosted client call", plain, counted, HostedClientAsync));
        rows.AddRange(await CompareAsync("grain to grain call", plain, counted, GrainToGrainAsync));
        await plain.StopAsync();
        await counted.StopAsync();
        return rows;
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

    private static async Task<BenchRow[]> CompareAsync(string scenario, IHost plain, IHost counted, Func<IGrainFactory, Task> calls)
    {
        IGrainFactory[] engines = [plain.Services.GetRequiredService<IGrainFactory>(), counted.Services.GetRequiredService<IGrainFactory>()];
        var nanoseconds = new List<double>[] { [], [] };
        for (var round = 0; round <= Rounds; round++)
        {
            for (var turn = 0; turn < engines.Length; turn++)
            {
                // Each is first every second time, and the first round compiles.
                var engine = (turn + round) % engines.Length;
                var started = Stopwatch.GetTimestamp();
                await calls(engines[engine]);
                if (round > 0)
                {
                    nanoseconds[engine].Add(Stopwatch.GetElapsedTime(started).TotalNanoseconds / CallsPerRound);
                }
            }
        }

        var (without, with) = (Median(nanoseconds[0]), Median(nanoseconds[1]));
        return
        [
            new BenchRow($"{scenario}, not counted", without, "ns"),
            new BenchRow($"{scenario}, counted", with, "ns", Against: Uncounted, Ratio: with / without),
        ];
    }

    private static async Task HostedClientAsync(IGrainFactory grains)
    {
        var targets = Enumerable.Range(0, GrainCount).Select(key => grains.GetGrain<IEngineBenchGrain>(key)).ToArray();
        for (var call = 0; call < CallsPerRound; call++)
        {
            await targets[call % GrainCount].EchoAsync(call);
        }
    }

    private static Task GrainToGrainAsync(IGrainFactory grains) => Task.WhenAll(Enumerable.Range(0, GrainCount).Select(key =>
        Task.Run(() => grains.GetGrain<IEngineBenchGrain>(key).CallOtherAsync(GrainCount + key, CallsPerRound / GrainCount))));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
