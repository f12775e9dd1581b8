using System.Globalization;
using SocialCommerce.Tools.Serve;
using SocialCommerce.Tools.Simulate;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>One measured stretch as a row wants it, with what went wrong in it.</summary>
/// <param name="Details">The rest, for whoever watches.</param>
/// <param name="BytesPerOp">Managed memory that the server allocated per operation; null where it does not count.</param>
internal sealed record Figure(
    double Value, double P50Ms, double P99Ms, double? BytesPerOp, double ServerCores, double OwnLagMs, string Details, LoadRun Run)
{
    public static Figure Of(LoadMeasure measured, Gauge gauge, ServerMeters before, ServerMeters after)
    {
        var run = measured.Run;
        return new Figure(
            gauge.Value(measured),
            Ms(gauge.Latency(run), 0.5),
            Ms(gauge.Latency(run), 0.99),
            (after.AllocatedBytes - before.AllocatedBytes) / (double)Math.Max(1, gauge.Operations(run)),
            (after.ProcessorMs - before.ProcessorMs) / measured.Elapsed.TotalMilliseconds,
            Ms(run.OwnLag, 0.99),
            Describe(run),
            run);
    }

    /// <summary>The load was late itself: the figure says little about the server.</summary>
    public bool IsVoid => OwnLagMs > LoadMeasure.OwnLagMax.TotalMilliseconds;

    /// <exception cref="BenchException">Something was lost, doubled, or shown differently: no figure is worth anything then.</exception>
    public void Check(string contender)
    {
        if (Run.Refusal is { } refusal)
        {
            throw new BenchException($"{contender} refused: {refusal}");
        }

        if (Run.CountMissing() is var missing && missing + Run.Duplicates + Run.Disagreements + Run.Gaps > 0)
        {
            throw new BenchException($"{contender}: {Wrong(missing)}.");
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Value:N0}, p50 {P50Ms:F1} ms, p99 {P99Ms:F1} ms, {Details}, server {ServerCores:F2} cores, {BytesPerOp:F0} B/op, own lag {OwnLagMs:F1} ms{(IsVoid ? " (void)" : "")}");

    private static string Describe(LoadRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"p99.9 {Ms(run.Delivery, 0.999):F1} ms, max {run.Delivery.Max.TotalMilliseconds:F0} ms, {run.Frames} frames, {run.Items} items, {run.Drops} drops");

    private string Wrong(int missing) => string.Create(
        CultureInfo.InvariantCulture,
        $"{missing} acknowledged comments missing, {Run.Duplicates} repeated, {Run.Gaps} gaps, {Run.Disagreements} places shown differently");

    private static double Ms(LatencyHistogram histogram, double share) => histogram.Percentile(share).TotalMilliseconds;
}

/// <summary>The bench cannot be run, or what it measured is wrong; the message says what.</summary>
internal sealed class BenchException(string message) : Exception(message);
