using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Operations;

/// <summary>The commits of now from sums that only grow. One thread looks.</summary>
internal sealed class StoreWindow
{
    private const int LooksKept = 10;

    private readonly Queue<Sums> _looks = new();

    public void Restart()
    {
        _looks.Clear();
        _looks.Enqueue(Sums.Read());
    }

    /// <param name="seconds">Since the last look.</param>
    public StoreFigures Advance(double seconds)
    {
        var last = _looks.LastOrDefault() ?? Sums.Read();
        var now = Sums.Read();
        _looks.Enqueue(now);
        var oldest = _looks.Peek();
        if (_looks.Count > LooksKept)
        {
            _looks.Dequeue();
        }

        var window = now.Counts.Select((count, index) => count - oldest.Counts[index]).ToArray();
        return new StoreFigures(
            now.Commits,
            now.Writes,
            now.Reads,
            (now.Commits - last.Commits) / seconds,
            (now.Writes - last.Writes) / seconds,
            (now.Reads - last.Reads) / seconds,
            LatencyCounts.Of(window),
            now.Commits - oldest.Commits,
            now.Writes - oldest.Writes);
    }

    private sealed record Sums(long[] Counts, long Commits, long Writes, long Reads)
    {
        public static Sums Read()
        {
            var counts = new long[LatencyBuckets.Count];
            StoreMetrics.AddCommitsTo(counts);
            return new Sums(counts, counts.Sum(), StoreMetrics.TotalWrites, StoreMetrics.TotalReads);
        }
    }
}
