using System.Diagnostics;
using System.Diagnostics.Metrics;
using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Silo.Storage;

/// <summary>How the store of this process commits, for whoever listens to the meter, and as sums for whoever looks.</summary>
internal static class StoreMetrics
{
    public const string MeterName = "SocialCommerce.Store";

    private static readonly ActivitySource Source = new(MeterName);

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> CommitDuration =
        Meter.CreateHistogram<double>("socialcommerce.store.commit.duration", unit: "s");

    private static readonly Histogram<int> CommitWrites =
        Meter.CreateHistogram<int>("socialcommerce.store.commit.writes", unit: "{write}");

    private static readonly Counter<long> Reads = Meter.CreateCounter<long>("socialcommerce.store.reads", unit: "{read}");

    private static readonly long[] CommitCounts = new long[LatencyBuckets.Count];
    private static long _writes;
    private static long _reads;

    /// <summary>Since the process started.</summary>
    public static long TotalWrites => Interlocked.Read(ref _writes);

    /// <summary>Since the process started.</summary>
    public static long TotalReads => Interlocked.Read(ref _reads);

    /// <summary>
    /// The span of a write, from when it is queued to when its commit is durable; null when nobody listens. Names are those of
    /// OpenTelemetry for databases.
    /// </summary>
    public static Activity? StartWrite(string system) =>
        Source.StartActivity("store write", ActivityKind.Client)?.SetTag("db.system.name", system).SetTag("db.operation.name", "COMMIT");

    /// <summary>Counts one query that asks the database, whatever it brings.</summary>
    public static void RecordRead()
    {
        Reads.Add(1);
        Interlocked.Increment(ref _reads);
    }

    public static void RecordCommit(int writes, TimeSpan duration)
    {
        CommitDuration.Record(duration.TotalSeconds);
        CommitWrites.Record(writes);
        Interlocked.Add(ref _writes, writes);
        Interlocked.Increment(ref CommitCounts[LatencyBuckets.IndexOf((long)duration.TotalNanoseconds)]);
    }

    /// <summary>Adds the commits since the process started, by their duration.</summary>
    public static void AddCommitsTo(Span<long> sums)
    {
        for (var index = 0; index < CommitCounts.Length; index++)
        {
            sums[index] += Volatile.Read(ref CommitCounts[index]);
        }
    }
}
