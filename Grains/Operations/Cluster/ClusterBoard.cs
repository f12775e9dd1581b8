using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Grains.Operations.Cluster;

/// <summary>The newest report of every process, and what operators want of them. Bounded. Pure: time comes in.</summary>
internal sealed class ClusterBoard
{
    public const int NodesMax = 200;

    /// <summary>As many as a silo keeps the calls of.</summary>
    public const int InspectedMax = 8;

    /// <summary>Whoever watches asks several times a second.</summary>
    public static readonly TimeSpan WatchLease = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan InspectLease = TimeSpan.FromSeconds(30);

    /// <summary>A process that has said nothing for so long is gone; before that its silence is shown.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (NodeReport Report, DateTimeOffset TakenAt)> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<GrainName, DateTimeOffset> _inspected = [];
    private DateTimeOffset _watchedUntil;

    public WatchOrder Take(NodeReport report, DateTimeOffset now)
    {
        if (_nodes.Count < NodesMax || _nodes.ContainsKey(report.Node))
        {
            _nodes[report.Node] = (report, now);
        }

        if (now >= _watchedUntil)
        {
            return WatchOrder.Nothing;
        }

        Forget(_inspected, until => now >= until);
        return new WatchOrder(IsWatched: true, [.. _inspected.Keys]);
    }

    public ImmutableArray<NodeReport> Watch(DateTimeOffset now)
    {
        _watchedUntil = now + WatchLease;
        Forget(_nodes, entry => now - entry.TakenAt > Silence);
        return [.. _nodes.Values.Select(static entry => entry.Report).OrderBy(static report => report.Node, StringComparer.Ordinal)];
    }

    /// <summary>Whoever inspects a grain watches too: that is what has the silos tell.</summary>
    public ImmutableArray<GrainTrail> Inspect(GrainName grain, DateTimeOffset now)
    {
        _watchedUntil = now + WatchLease;
        Forget(_inspected, until => now >= until);
        if (_inspected.Count < InspectedMax || _inspected.ContainsKey(grain))
        {
            _inspected[grain] = now + InspectLease;
        }

        return
        [
            .. _nodes.Values.SelectMany(static entry => entry.Report.Silo?.Inspected ?? []).Where(trail => trail.Grain == grain),
        ];
    }

    private static void Forget<TKey, TValue>(Dictionary<TKey, TValue> entries, Func<TValue, bool> isOver)
        where TKey : notnull
    {
        foreach (var (key, _) in entries.Where(entry => isOver(entry.Value)).ToList())
        {
            entries.Remove(key);
        }
    }
}
