using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Api.Operations.Cluster;

/// <summary>Adds up what several silos counted of their calls and commits. Pure.</summary>
internal static class FrameCalls
{
    private const double Half = 0.5;
    private const double NearlyAll = 0.99;

    /// <summary>Buckets of the counters that make one of the heat map: two to every doubling.</summary>
    private const int Coarser = 4;

    private static readonly ImmutableArray<double> HeatBounds =
        [.. Enumerable.Range(0, HeatIndex(LatencyBuckets.Count - 1) + 1).Select(row => row == 0 ? 0 : LatencyBuckets.LowerMs(((row - 1) * Coarser) + 1))];

    public static CallsBody Calls(IReadOnlyList<SiloFigures> silos)
    {
        var methods = silos.SelectMany(static silo => silo.Methods)
            .GroupBy(static method => (method.Grain, method.Method))
            .Select(static group => Sum(group.Key.Grain, group.Key.Method, [.. group]))
            .OrderByDescending(static method => method.PerSecond).ThenByDescending(static method => method.Calls)
            .ToImmutableArray();
        Span<long> all = stackalloc long[LatencyBuckets.Count];
        foreach (var method in silos.SelectMany(static silo => silo.Methods))
        {
            method.Window.AddTo(all);
        }

        return new CallsBody(
            methods.Sum(static method => method.PerSecond),
            methods.Sum(static method => method.FailuresPerSecond),
            LatencyBuckets.QuantileMs(all, Half),
            LatencyBuckets.QuantileMs(all, NearlyAll),
            methods);
    }

    public static HeatBody Heat(IReadOnlyList<SiloFigures> silos)
    {
        Span<long> all = stackalloc long[LatencyBuckets.Count];
        foreach (var silo in silos)
        {
            silo.Latency.AddTo(all);
        }

        var counts = new long[HeatBounds.Length];
        for (var index = 0; index < all.Length; index++)
        {
            counts[HeatIndex(index)] += all[index];
        }

        return new HeatBody(HeatBounds, [.. counts]);
    }

    public static StoreBody? Store(IReadOnlyList<SiloFigures> silos)
    {
        if (silos.Count == 0)
        {
            return null;
        }

        Span<long> window = stackalloc long[LatencyBuckets.Count];
        foreach (var silo in silos)
        {
            silo.Store.Window.AddTo(window);
        }

        var commits = silos.Sum(static silo => silo.Store.WindowCommits);
        return new StoreBody(
            silos.Sum(static silo => silo.Store.Commits),
            silos.Sum(static silo => silo.Store.Writes),
            silos.Sum(static silo => silo.Store.Reads),
            silos.Sum(static silo => silo.Store.CommitsPerSecond),
            silos.Sum(static silo => silo.Store.WritesPerSecond),
            silos.Sum(static silo => silo.Store.ReadsPerSecond),
            LatencyBuckets.QuantileMs(window, Half),
            LatencyBuckets.QuantileMs(window, NearlyAll),
            commits == 0 ? null : (double)silos.Sum(static silo => silo.Store.WindowWrites) / commits);
    }

    private static int HeatIndex(int bucket) => bucket == 0 ? 0 : 1 + ((bucket - 1) / Coarser);

    private static MethodBody Sum(string grain, string method, ImmutableArray<MethodFigures> parts)
    {
        Span<long> window = stackalloc long[LatencyBuckets.Count];
        foreach (var part in parts)
        {
            part.Window.AddTo(window);
        }

        return new MethodBody(
            grain,
            method,
            parts.Sum(static part => part.Calls),
            parts.Sum(static part => part.Failures),
            parts.Sum(static part => part.CallsPerSecond),
            parts.Sum(static part => part.FailuresPerSecond),
            LatencyBuckets.QuantileMs(window, Half),
            LatencyBuckets.QuantileMs(window, NearlyAll));
    }
}
