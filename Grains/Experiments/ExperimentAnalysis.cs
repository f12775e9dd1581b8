using SocialCommerce.Algorithms.Experiments;
using SocialCommerce.Grains.Interfaces.Experiments;

namespace SocialCommerce.Grains.Experiments;

/// <summary>Makes the report of an experiment from the sums of its ledgers. Pure: equal sums make equal reports.</summary>
internal static class ExperimentAnalysis
{
    private const double Level = 0.05;

    /// <summary>Two thousand looks at the time before without a fault give one alarm.</summary>
    private const double BeforeAlarmPValue = 0.0005;

    public static ExperimentReport Analyse(
        ExperimentSnapshot experiment, IReadOnlyList<VariantSums> sums, ImmutableArray<ReportPoint> history, DateTimeOffset at)
    {
        var definition = experiment.Definition;
        var alpha = Level / (definition.Variants.Length - 1);
        var metrics = sums.Count == 0
            ? []
            : sums[0].Metrics.Select((_, metric) => Compare(definition, [.. sums.Select(variant => variant.Metrics[metric])], alpha, history)).ToList();
        var ratio = SampleRatio.PValue([.. sums.Select(variant => variant.ExpectedUnits)], [.. sums.Select(UnitsOf)]);
        var before = BeforePValue(sums);
        return new ExperimentReport(
            experiment, at, alpha, ratio, ratio < SampleRatio.AlarmPValue, before, before < BeforeAlarmPValue,
            IsAa(definition), ThompsonAllocation.Regret(ToArms(definition.Metric, sums)),
            [.. sums.Select((variant, index) => Describe(experiment, index, variant, metrics))], history, NotesOf(definition));
    }

    /// <summary>The look that a report is, for the history.</summary>
    public static ReportPoint ToPoint(ExperimentReport report)
    {
        var metric = report.Experiment.Definition.Metric;
        return new ReportPoint(
            report.At,
            report.Variants.Sum(variant => variant.Units),
            [.. report.Variants.Skip(1).Select(variant => variant.Metrics.Single(entry => entry.Metric == metric).Sequential!)],
            [.. report.Variants.Select(variant => variant.Allocation)]);
    }

    /// <summary>Converted units over units, per variant.</summary>
    public static ArmCounts[] ToArms(ExperimentMetric metric, IReadOnlyList<VariantSums> sums) =>
        [.. sums.Select(variant => new ArmCounts(variant.Metrics.Single(entry => entry.Metric == metric).Converted, UnitsOf(variant)))];

    private static MetricReport[] Compare(
        ExperimentDefinition definition, MetricSums[] variants, double alpha, ImmutableArray<ReportPoint> history)
    {
        var outcomes = variants.Select(variant => OutcomeMoments.Of(variant.WithBefore)).ToList();
        var adjusted = Cuped.Adjust(outcomes);
        var sequential = new SequentialTest(alpha, definition.PlannedUnits);
        var reports = new MetricReport[variants.Length];
        for (var variant = 0; variant < reports.Length; variant++)
        {
            var (control, treatment) = (outcomes[0], outcomes[variant]);
            var report = new MetricReport(
                variants[variant].Metric, treatment.Mean, variants[variant].Converted,
                null, null, null, null, adjusted.VarianceReduction, null);
            reports[variant] = variant == 0 ? report : report with
            {
                Lift = ToEstimate(WelchTest.CompareRelative(control, treatment, alpha)),
                Fixed = ToEstimate(WelchTest.Compare(control, treatment, alpha)),
                Sequential = LeastOf(
                    ToEstimate(sequential.Compare(control, treatment)),
                    variants[variant].Metric == definition.Metric ? history : [], variant - 1),
                Adjusted = ToEstimate(WelchTest.Compare(adjusted.Variants[0], adjusted.Variants[variant], alpha)),
                Rate = definition.Unit == ExperimentUnit.Room ? CompareRates(variants[0], variants[variant], alpha) : null,
            };
        }

        return reports;
    }

    private static Estimate CompareRates(MetricSums control, MetricSums treatment, double alpha) =>
        ToEstimate(ClusterTest.Compare(OutcomeMoments.Of(control.WithSize), OutcomeMoments.Of(treatment.WithSize), alpha));

    // What was found once stays found: that is what valid at any time means.
    private static Estimate LeastOf(Estimate now, ImmutableArray<ReportPoint> history, int comparison) =>
        now with { PValue = history.Aggregate(now.PValue, (least, point) => Math.Min(least, point.Differences[comparison].PValue)) };

    private static VariantReport Describe(
        ExperimentSnapshot experiment, int variant, VariantSums sums, IReadOnlyList<MetricReport[]> metrics) => new(
            experiment.Definition.Variants[variant].Key,
            UnitsOf(sums),
            sums.ExpectedUnits,
            experiment.Weights[variant] / experiment.Weights.Sum(),
            [.. metrics.Select(metric => metric[variant])]);

    // The least of all comparisons, times their number (Bonferroni).
    private static double BeforePValue(IReadOnlyList<VariantSums> sums)
    {
        var (least, comparisons) = (1.0, 0);
        for (var variant = 1; variant < sums.Count; variant++)
        {
            foreach (var (control, treatment) in sums[0].Metrics.Zip(sums[variant].Metrics))
            {
                comparisons++;
                least = Math.Min(least, WelchTest.Compare(
                    OutcomeMoments.Of(control.WithBefore).OfX, OutcomeMoments.Of(treatment.WithBefore).OfX, Level).PValue);
            }
        }

        return Math.Min(1, least * Math.Max(1, comparisons));
    }

    private static long UnitsOf(VariantSums variant) => variant.Metrics[0].WithBefore.Count;

    private static bool IsAa(ExperimentDefinition definition) =>
        definition.Variants.All(variant => variant.Parameters.ToHashSet().SetEquals(definition.Variants[0].Parameters));

    private static ImmutableArray<string> NotesOf(ExperimentDefinition definition) =>
    [
        definition.Unit == ExperimentUnit.Room ? ReportNotes.UsersMoveBetweenRooms : ReportNotes.SharedModels,
        .. definition.Kind == ExperimentKind.Bandit ? [ReportNotes.SharesMove] : ImmutableArray<string>.Empty,
    ];

    private static Estimate ToEstimate(EffectEstimate effect) => new(
        effect.Difference,
        double.IsFinite(effect.Low) ? effect.Low : null,
        double.IsFinite(effect.High) ? effect.High : null,
        effect.PValue);
}
