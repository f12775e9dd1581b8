using System.Diagnostics.Metrics;

namespace SocialCommerce.Silo.Storage;

/// <summary>How the store commits, for whoever listens to the meter.</summary>
internal static class StoreMetrics
{
    public const string MeterName = "SocialCommerce.Store";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> CommitDuration =
        Meter.CreateHistogram<double>("socialcommerce.store.commit.duration", unit: "s");

    private static readonly Histogram<int> CommitWrites =
        Meter.CreateHistogram<int>("socialcommerce.store.commit.writes", unit: "{write}");

    private static readonly Counter<long> Reads = Meter.CreateCounter<long>("socialcommerce.store.reads", unit: "{read}");

    /// <summary>Counts one query that asks the database, whatever it brings.</summary>
    public static void RecordRead() => Reads.Add(1);

    public static void RecordCommit(int writes, TimeSpan duration)
    {
        CommitDuration.Record(duration.TotalSeconds);
        CommitWrites.Record(writes);
    }
}
