namespace SocialCommerce.Grains.Interfaces.Experiments;

/// <summary>What an experiment has found. The interaction log up to <see cref="At"/> leads to the same numbers, always.</summary>
/// <param name="Alpha">
/// Level of each comparison: 0.05 over the number of variants that are compared with the control (Bonferroni).
/// </param>
/// <param name="SampleRatioPValue">How likely such a split of units is by chance.</param>
/// <param name="HasSampleRatioMismatch">Alarm: the split cannot be chance, and nothing else here is to be believed.</param>
/// <param name="BeforePValue">How likely such differences before the exposure are by chance; 1 where nothing is known of it.</param>
/// <param name="DiffersBefore">Alarm: the variants differed before they could.</param>
/// <param name="IsAa">All variants are the same, so that whatever is found is chance or a fault.</param>
/// <param name="Regret">Converted units missed because not all were sent to the variant that is best so far.</param>
/// <param name="History">How the metric that decides went, oldest first.</param>
/// <param name="Notes">Codes of what to keep in mind when reading, such as interference.</param>
[GenerateSerializer, Immutable, Alias("sc.ExperimentReport")]
public sealed record ExperimentReport(
    [property: Id(0)] ExperimentSnapshot Experiment,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] double Alpha,
    [property: Id(3)] double SampleRatioPValue,
    [property: Id(4)] bool HasSampleRatioMismatch,
    [property: Id(5)] double BeforePValue,
    [property: Id(6)] bool DiffersBefore,
    [property: Id(7)] bool IsAa,
    [property: Id(8)] double Regret,
    [property: Id(9)] ImmutableArray<VariantReport> Variants,
    [property: Id(10)] ImmutableArray<ReportPoint> History,
    [property: Id(11)] ImmutableArray<string> Notes);

/// <param name="Allocation">Share of new units, 0 to 1.</param>
[GenerateSerializer, Immutable, Alias("sc.VariantReport")]
public sealed record VariantReport(
    [property: Id(0)] string Key,
    [property: Id(1)] long Units,
    [property: Id(2)] double ExpectedUnits,
    [property: Id(3)] double Allocation,
    [property: Id(4)] ImmutableArray<MetricReport> Metrics);

/// <summary>One metric of one variant; the comparisons are with the control and null for the control itself.</summary>
/// <param name="PerUnit">Mean per exposed unit.</param>
/// <param name="Converted">Units with at least one.</param>
/// <param name="Lift">Relative difference, 0.1 for ten percent more; valid at one look chosen beforehand, as Fixed is.</param>
/// <param name="Fixed">Difference per unit by Welch's test: valid at one look chosen beforehand.</param>
/// <param name="Sequential">Difference per unit, valid at any look; the p-value is the least so far.</param>
/// <param name="Adjusted">As Fixed, after CUPED took out what the time before explains.</param>
/// <param name="VarianceReduction">Share of the variance that CUPED takes out, 0 to 1.</param>
/// <param name="Rate">Outcome per interaction, for rooms: difference with cluster-robust errors.</param>
[GenerateSerializer, Immutable, Alias("sc.MetricReport")]
public sealed record MetricReport(
    [property: Id(0)] ExperimentMetric Metric,
    [property: Id(1)] double PerUnit,
    [property: Id(2)] long Converted,
    [property: Id(3)] Estimate? Lift,
    [property: Id(4)] Estimate? Fixed,
    [property: Id(5)] Estimate? Sequential,
    [property: Id(6)] Estimate? Adjusted,
    [property: Id(7)] double VarianceReduction,
    [property: Id(8)] Estimate? Rate);

/// <summary>A difference with its interval. Low and high are null while too few units are there to tell.</summary>
[GenerateSerializer, Immutable, Alias("sc.Estimate")]
public sealed record Estimate(
    [property: Id(0)] double Difference,
    [property: Id(1)] double? Low,
    [property: Id(2)] double? High,
    [property: Id(3)] double PValue);

/// <summary>What a look in the past found: the sequential difference of each variant but the control, in their order.</summary>
[GenerateSerializer, Immutable, Alias("sc.ReportPoint")]
public sealed record ReportPoint(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] long Units,
    [property: Id(2)] ImmutableArray<Estimate> Differences,
    [property: Id(3)] ImmutableArray<double> Allocation);

/// <summary>Codes of what to keep in mind when reading a report.</summary>
public static class ReportNotes
{
    /// <summary>
    /// Interference: what one variant brings about moves popularity and neighbours that the other variants are shown too,
    /// so that differences come out too small.
    /// </summary>
    public const string SharedModels = "shared-models";

    /// <summary>Interference: somebody who visits rooms of several variants carries habits from one to the other.</summary>
    public const string UsersMoveBetweenRooms = "users-move-between-rooms";

    /// <summary>A bandit's early and late units came at different shares, so that trends over time bias its differences.</summary>
    public const string SharesMove = "shares-move";
}
