using System.Globalization;
using System.Text.Json;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Simulate.Load;

/// <summary>What came of a load, step by step.</summary>
internal sealed record LoadReport(int Viewers, int Rooms, IReadOnlyList<LoadStep> Steps)
{
    public bool IsCorrect => Steps.All(step => step.IsCorrect);

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Viewers} viewers in {Rooms} rooms\n{string.Join('\n', Steps.Select(step => step.ToText()))}");
}

/// <summary>What one step offered and what was reached. Rates are per second.</summary>
/// <param name="IsVoid">The load was itself late by more than 5 ms at its p99: the latencies say little about the server.</param>
/// <param name="ReactionsCounted">By how much the rooms' totals grew; above what was acknowledged where others react too.</param>
/// <param name="Missing">Comments that were acknowledged at a place at which nobody was shown them.</param>
/// <param name="Behind">Viewers who read and yet had less than others in the end.</param>
internal sealed record LoadStep(
    int Step,
    double CommentsOffered,
    double CommentsAcknowledged,
    double Deliveries,
    double Frames,
    Percentiles DeliveryMs,
    Percentiles AcknowledgedMs,
    Percentiles? TrackedMs,
    Percentiles OwnLagMs,
    bool IsVoid,
    long ReactionsAcknowledged,
    long ReactionsCounted,
    long Missing,
    long Gaps,
    long Duplicates,
    long Disagreements,
    long Behind,
    long Drops,
    long Recovered,
    long Resnapshots,
    string? Refusal)
{
    /// <summary>Nothing lost, repeated, or shown differently; a hole on the wire that Resume closed is none.</summary>
    public bool IsCorrect =>
        Missing == 0 && Duplicates == 0 && Disagreements == 0 && Behind == 0 && ReactionsCounted >= ReactionsAcknowledged;

    public static LoadStep Of(
        int step, double offered, LoadMeasure comments, LoadMeasure? reactions, int batch, long counted, LoadMeasure? tracks, int behind)
    {
        var run = comments.Run;
        return new LoadStep(
            step,
            offered,
            comments.AcknowledgementsPerSecond,
            comments.ItemsPerSecond,
            comments.FramesPerSecond,
            Percentiles.Of(run.Delivery),
            Percentiles.Of(run.Acknowledgement),
            tracks is null ? null : Percentiles.Of(tracks.Run.Acknowledgement),
            Percentiles.Of(run.OwnLag),
            comments.IsVoid,
            batch * (reactions?.Run.Acknowledgement.Count ?? 0),
            counted,
            run.CountMissing(),
            run.Gaps,
            run.Duplicates,
            run.Disagreements,
            behind,
            run.Drops,
            run.Recovered,
            run.Resnapshots,
            run.Refusal ?? reactions?.Run.Refusal ?? tracks?.Run.Refusal);
    }

    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"""
        step {Step}{(IsVoid ? ", VOID: the load was late" : "")}
          comments    {CommentsOffered:N1}/s offered, {CommentsAcknowledged:N1}/s acknowledged, {Deliveries:N0} deliveries/s in {Frames:N0} frames/s
          reactions   {ReactionsAcknowledged} acknowledged, {ReactionsCounted} counted
          wrong       {Missing} missing, {Duplicates} repeated, {Disagreements} shown differently, {Behind} viewers behind
          wire        {Gaps} gaps, {Drops} drops, {Recovered} went on by Resume, {Resnapshots} took a snapshot anew
          ms            p50 / p90 / p99 / p99.9 / max
          delivery    {DeliveryMs}
          acknowledged {AcknowledgedMs}
          tracked     {TrackedMs}
          own lag     {OwnLagMs}
          {Refusal}
        """);
}

/// <summary>Latencies in milliseconds.</summary>
internal sealed record Percentiles(double P50, double P90, double P99, double P999, double Max)
{
    public static Percentiles Of(LatencyHistogram histogram) => new(
        Ms(histogram, 0.5), Ms(histogram, 0.9), Ms(histogram, 0.99), Ms(histogram, 0.999), histogram.Max.TotalMilliseconds);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{P50:F1} / {P90:F1} / {P99:F1} / {P999:F1} / {Max:F1}");

    private static double Ms(LatencyHistogram histogram, double share) => histogram.Percentile(share).TotalMilliseconds;
}
