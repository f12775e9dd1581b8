using System.Globalization;
using System.Text.Json;
using SocialCommerce.Tools.Verify;

namespace SocialCommerce.Tools.Simulate.Sale;

/// <summary>What came of a flash sale.</summary>
/// <param name="Answered">Attempts that were answered when they were first asked; the others were asked again.</param>
/// <param name="Sold">Units that are sold, by the stock's ledger.</param>
/// <param name="Left">Units that are available or held in the end.</param>
/// <param name="RefusedP99Ms">Of all refusals at the first asking, from the time they were due.</param>
/// <param name="SteadyRefusedP99Ms">Without those that were due around a kill.</param>
/// <param name="RecoverySeconds">From each kill until the next server was ready.</param>
internal sealed record FlashSaleResult(
    int Attempts,
    double OfferedPerSecond,
    double AchievedPerSecond,
    int Units,
    int Kills,
    long Answered,
    long Unknown,
    int Won,
    int Paid,
    long Sold,
    long Left,
    double AcceptedP50Ms,
    double AcceptedP99Ms,
    long Refused,
    double RefusedP50Ms,
    double RefusedP99Ms,
    long SteadyRefused,
    double SteadyRefusedP50Ms,
    double SteadyRefusedP99Ms,
    double OwnLagP99Ms,
    IReadOnlyList<double> RecoverySeconds,
    int Violations,
    string Verdict)
{
    public bool IsCorrect => Sold == Units && Left == 0 && Paid == Units && Violations == 0;

    public static FlashSaleResult Of(
        FlashSaleOptions options, SaleCrowd crowd, SaleAsker asker, long sold, long left, IReadOnlyList<double> restarts, Verdict verdict) => new(
        options.Attempts,
        options.PerSecond,
        crowd.AchievedPerSecond,
        options.Units,
        options.Kills,
        crowd.Answered,
        asker.Unknown,
        crowd.Winners,
        crowd.Paid,
        sold,
        left,
        Milliseconds(crowd.Accepted, 0.5),
        Milliseconds(crowd.Accepted, 0.99),
        crowd.Refused.Count,
        Milliseconds(crowd.Refused, 0.5),
        Milliseconds(crowd.Refused, 0.99),
        crowd.RefusedSteady.Count,
        Milliseconds(crowd.RefusedSteady, 0.5),
        Milliseconds(crowd.RefusedSteady, 0.99),
        Milliseconds(crowd.OwnLag, 0.99),
        restarts,
        verdict.Violations,
        verdict.ToText());

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"""
        {Attempts} attempts on {Units} units, {Kills} kills: {(IsCorrect ? $"exactly {Units} sold" : "NOT AS IT MUST BE")}
        rate        {OfferedPerSecond:F0}/s offered, {AchievedPerSecond:F0}/s answered at the first asking; own lag p99 {OwnLagP99Ms:F1} ms
        outcome     {Won} won in the rush, {Unknown} requests asked again, {Paid} paid, {Sold} sold, {Left} left
        accepted    p50 {AcceptedP50Ms:F1} ms, p99 {AcceptedP99Ms:F1} ms
        refused     {Refused}: p50 {RefusedP50Ms:F1} ms, p99 {RefusedP99Ms:F1} ms
        steady      {SteadyRefused} of them away from kills: p50 {SteadyRefusedP50Ms:F1} ms, p99 {SteadyRefusedP99Ms:F1} ms
        ready again {string.Join(", ", RecoverySeconds.Select(seconds => seconds.ToString("F1", CultureInfo.InvariantCulture)))} s
        {Verdict}
        """);

    private static double Milliseconds(LatencyHistogram histogram, double share) => histogram.Percentile(share).TotalMilliseconds;
}
