using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Experiments;

namespace SocialCommerce.Api.Experiments;

internal sealed record VariantRequest(string? Key, double? Weight, IReadOnlyDictionary<string, double>? Parameters);

internal sealed record CreateExperimentRequest(
    string? Name,
    ExperimentUnit? Unit,
    ExperimentKind? Kind,
    ExperimentMetric? Metric,
    IReadOnlyList<VariantRequest?>? Variants,
    double? Traffic,
    int? PlannedUnits)
{
    public ExperimentDefinition ToDefinition() => new(
        Name ?? string.Empty,
        Unit ?? ExperimentUnit.User,
        Kind ?? ExperimentKind.Fixed,
        Metric ?? ExperimentMetric.ClickThrough,
        [.. (Variants ?? []).Select(variant => new ExperimentVariant(
            variant?.Key ?? string.Empty,
            variant?.Weight ?? 1,
            (variant?.Parameters ?? ImmutableDictionary<string, double>.Empty).ToImmutableDictionary(StringComparer.Ordinal)))],
        Traffic ?? 1,
        PlannedUnits ?? ExperimentLimits.PlannedUnitsDefault);
}

internal sealed record WeightsRequest(IReadOnlyDictionary<string, double>? Weights);

/// <param name="Weight">The current weight.</param>
internal sealed record VariantBody(string Key, double Weight, IReadOnlyDictionary<string, double> Parameters);

internal sealed record ExperimentResponse(
    string ExperimentId,
    string Name,
    ExperimentUnit Unit,
    ExperimentKind Kind,
    ExperimentMetric Metric,
    ExperimentStatus Status,
    double Traffic,
    int PlannedUnits,
    IReadOnlyList<VariantBody> Variants,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? StartedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? StoppedAt,
    long Version)
{
    public static ExperimentResponse From(ExperimentSnapshot experiment)
    {
        var definition = experiment.Definition;
        return new ExperimentResponse(
            experiment.ExperimentId,
            definition.Name,
            definition.Unit,
            definition.Kind,
            definition.Metric,
            experiment.Status,
            definition.Traffic,
            definition.PlannedUnits,
            [.. definition.Variants.Select((variant, index) => new VariantBody(variant.Key, experiment.Weights[index], variant.Parameters))],
            experiment.CreatedAt,
            experiment.StartedAt,
            experiment.StoppedAt,
            experiment.Version);
    }
}

/// <summary>A difference from the control; low and high are null while too few units are there to tell.</summary>
internal sealed record EstimateBody(double Difference, double? Low, double? High, double PValue)
{
    public static EstimateBody? From(Estimate? estimate) => estimate is null
        ? null
        : new EstimateBody(estimate.Difference, estimate.Low, estimate.High, estimate.PValue);
}

/// <summary>One metric of one variant. The comparisons are null for the control; docs/api.md says what each is good for.</summary>
internal sealed record MetricBody(
    ExperimentMetric Metric,
    double PerUnit,
    long Converted,
    EstimateBody? Lift,
    EstimateBody? Fixed,
    EstimateBody? Sequential,
    EstimateBody? Adjusted,
    double VarianceReduction,
    EstimateBody? Rate)
{
    public static MetricBody From(MetricReport metric) => new(
        metric.Metric,
        metric.PerUnit,
        metric.Converted,
        EstimateBody.From(metric.Lift),
        EstimateBody.From(metric.Fixed),
        EstimateBody.From(metric.Sequential),
        EstimateBody.From(metric.Adjusted),
        metric.VarianceReduction,
        EstimateBody.From(metric.Rate));
}

internal sealed record VariantReportBody(
    string Key, long Units, double ExpectedUnits, double Allocation, IReadOnlyList<MetricBody> Metrics)
{
    public static VariantReportBody From(VariantReport variant) => new(
        variant.Key, variant.Units, variant.ExpectedUnits, variant.Allocation, [.. variant.Metrics.Select(MetricBody.From)]);
}

internal sealed record ReportPointBody(
    DateTimeOffset At, long Units, IReadOnlyList<EstimateBody> Differences, IReadOnlyList<double> Allocation)
{
    public static ReportPointBody From(ReportPoint point) => new(
        point.At, point.Units, [.. point.Differences.Select(difference => EstimateBody.From(difference)!)], point.Allocation);
}

internal sealed record ReportResponse(
    ExperimentResponse Experiment,
    DateTimeOffset At,
    double Alpha,
    double SampleRatioPValue,
    bool HasSampleRatioMismatch,
    double BeforePValue,
    bool DiffersBefore,
    bool IsAa,
    double Regret,
    IReadOnlyList<VariantReportBody> Variants,
    IReadOnlyList<ReportPointBody> History,
    IReadOnlyList<string> Notes)
{
    public static ReportResponse From(ExperimentReport report) => new(
        ExperimentResponse.From(report.Experiment),
        report.At,
        report.Alpha,
        report.SampleRatioPValue,
        report.HasSampleRatioMismatch,
        report.BeforePValue,
        report.DiffersBefore,
        report.IsAa,
        report.Regret,
        [.. report.Variants.Select(VariantReportBody.From)],
        [.. report.History.Select(ReportPointBody.From)],
        report.Notes);
}
