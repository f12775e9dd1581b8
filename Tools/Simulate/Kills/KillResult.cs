using System.Globalization;
using System.Text.Json;

namespace SocialCommerce.Tools.Simulate.Kills;

/// <summary>What came of a run with kills.</summary>
/// <param name="Events">Places of the stored log.</param>
/// <param name="Recovered">Events that only Resume brought, over all viewers.</param>
/// <param name="Resnapshots">Times a viewer was told that what it had missed was gone.</param>
/// <param name="Mistakes">Where logs differ; nothing when every viewer's is the stored one.</param>
/// <param name="RestartSeconds">From each start after a kill until the server is ready.</param>
internal sealed record KillResult(
    int Viewers,
    int Kills,
    int Events,
    int Acknowledged,
    long Reconnects,
    long GapsClosed,
    long Recovered,
    long Resnapshots,
    long RepeatedOnWire,
    IReadOnlyList<string> Mistakes,
    IReadOnlyList<double> RestartSeconds,
    double AcknowledgedP50Ms,
    double AcknowledgedMaxMs,
    double OwnLagP99Ms)
{
    public bool IsCorrect => Mistakes.Count == 0;

    public static KillResult Of(
        KillOptions options,
        IReadOnlyList<RecordingViewer> viewers,
        int events,
        int acknowledged,
        IReadOnlyList<string> mistakes,
        IReadOnlyList<double> restarts,
        LatencyHistogram acknowledgement,
        LatencyHistogram ownLag)
    {
        var counters = viewers.Select(viewer => viewer.Counters).ToList();
        return new KillResult(
            options.Viewers,
            options.Kills,
            events,
            acknowledged,
            counters.Sum(counter => counter.Reconnects),
            counters.Sum(counter => counter.Gaps),
            counters.Sum(counter => counter.Recovered),
            counters.Sum(counter => counter.Resnapshots),
            counters.Sum(counter => counter.Duplicates),
            mistakes,
            restarts,
            acknowledgement.Percentile(0.5).TotalMilliseconds,
            acknowledgement.Max.TotalMilliseconds,
            ownLag.Percentile(0.99).TotalMilliseconds);
    }

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"""
        {Viewers} viewers, {Kills} kills: {(IsCorrect ? "every viewer's log is the stored one" : "LOGS DIFFER")}
        events        {Events} stored, {Acknowledged} comments acknowledged
        wire          {Reconnects} reconnects, {GapsClosed} gaps closed, {Recovered} events by Resume, {Resnapshots} snapshots anew, {RepeatedOnWire} repeated
        ready again   {string.Join(", ", RestartSeconds.Select(seconds => seconds.ToString("F1", CultureInfo.InvariantCulture)))} s
        acknowledged  p50 {AcknowledgedP50Ms:F1} ms, longest {AcknowledgedMaxMs:F0} ms; own lag p99 {OwnLagP99Ms:F1} ms
        {string.Join('\n', Mistakes)}
        """);
}
