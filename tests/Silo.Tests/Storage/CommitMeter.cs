using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>Hears how many writes each commit had, as an operator's collector does.</summary>
internal sealed class CommitMeter : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<int> _commits = new();

    public CommitMeter()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Meter.Name: StoreMetrics.MeterName, Name: "socialcommerce.store.commit.writes" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, writes, _, _) => _commits.Enqueue(writes));
        _listener.Start();
    }

    public IReadOnlyList<int> Commits => [.. _commits];

    public void Dispose() => _listener.Dispose();
}
