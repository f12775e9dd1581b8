using System.Globalization;
using System.Text.Json;

namespace SocialCommerce.Tools.Simulate;

/// <summary>What came of a run.</summary>
/// <param name="Missing">Acknowledged comments that a viewer was never shown, over all viewers.</param>
/// <param name="GapsClosed">Holes on the wire that Resume closed before anything after them was shown.</param>
/// <param name="RepeatedOnWire">Events that came again on the wire and were left out by the client.</param>
internal sealed record SimulationResult(
    string RoomId,
    int Viewers,
    int Comments,
    int Acknowledged,
    int Refused,
    int Unknown,
    long Missing,
    long GapsClosed,
    long RepeatedOnWire,
    long Resnapshots,
    long Reconnects,
    SimulationMetrics Metrics)
{
    /// <summary>Nothing acknowledged is missing, nothing was shown twice or out of order, every comment has an answer.</summary>
    public bool IsCorrect => Missing == 0 && Metrics.Duplicates == 0 && Metrics.OutOfOrder == 0 && Unknown == 0;

    public static SimulationResult Of(
        string roomId, IReadOnlyList<SimulatedViewer> viewers, CommentLedger ledger, SimulationMetrics metrics)
    {
        var counters = viewers.Select(viewer => viewer.Counters).ToList();
        return new SimulationResult(
            roomId,
            viewers.Count,
            ledger.Count,
            ledger.CountOf(CommentFate.Acknowledged),
            ledger.CountOf(CommentFate.Refused),
            ledger.CountOf(CommentFate.Unknown),
            viewers.Sum(viewer => (long)viewer.CountMissing()),
            counters.Sum(counter => counter.Gaps),
            counters.Sum(counter => counter.Duplicates),
            counters.Sum(counter => counter.Resnapshots),
            counters.Sum(counter => counter.Reconnects),
            metrics);
    }

    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"""
        room {RoomId}, {Viewers} viewers
        comments      {Comments} due, {Acknowledged} acknowledged, {Refused} refused, {Unknown} unanswered; {Metrics.Deliveries} deliveries
        also          {Metrics.Interactions} interactions, {Metrics.Reactions} reactions, {Metrics.RefusedCalls} refused calls
        wrong         {Missing} missing, {Metrics.Duplicates} shown twice, {Metrics.OutOfOrder} out of order
        wire          {GapsClosed} gaps closed, {RepeatedOnWire} repeated, {Resnapshots} snapshots anew, {Reconnects} reconnects
        ms                p50      p90      p99      max
        {Row("delivery", Metrics.Delivery)}
        {Row("acknowledged", Metrics.Acknowledgement)}
        {Row("tracked", Metrics.Tracking)}
        {Row("own lag", Metrics.OwnLag)}
        """);

    public string ToJson()
    {
        var figures = new Dictionary<string, object>
        {
            ["roomId"] = RoomId,
            ["viewers"] = Viewers,
            ["comments"] = Comments,
            ["acknowledged"] = Acknowledged,
            ["refused"] = Refused,
            ["unanswered"] = Unknown,
            ["deliveries"] = Metrics.Deliveries,
            ["interactions"] = Metrics.Interactions,
            ["reactions"] = Metrics.Reactions,
            ["refusedCalls"] = Metrics.RefusedCalls,
            ["missing"] = Missing,
            ["duplicates"] = Metrics.Duplicates,
            ["outOfOrder"] = Metrics.OutOfOrder,
            ["gapsClosed"] = GapsClosed,
            ["repeatedOnWire"] = RepeatedOnWire,
            ["resnapshots"] = Resnapshots,
            ["reconnects"] = Reconnects,
            ["deliveryMs"] = Percentiles(Metrics.Delivery),
            ["acknowledgedMs"] = Percentiles(Metrics.Acknowledgement),
            ["trackedMs"] = Percentiles(Metrics.Tracking),
            ["ownLagMs"] = Percentiles(Metrics.OwnLag),
        };
        return JsonSerializer.Serialize(figures);
    }

    private static string Row(string name, LatencyHistogram histogram) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-12} {Ms(histogram, 0.5),8:F1} {Ms(histogram, 0.9),8:F1} {Ms(histogram, 0.99),8:F1} {histogram.Max.TotalMilliseconds,8:F1}");

    private static Dictionary<string, double> Percentiles(LatencyHistogram histogram) => new()
    {
        ["p50"] = Ms(histogram, 0.5),
        ["p90"] = Ms(histogram, 0.9),
        ["p99"] = Ms(histogram, 0.99),
        ["max"] = histogram.Max.TotalMilliseconds,
    };

    private static double Ms(LatencyHistogram histogram, double share) => histogram.Percentile(share).TotalMilliseconds;
}
