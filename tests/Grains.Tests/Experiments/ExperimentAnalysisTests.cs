using SocialCommerce.Grains.Experiments;
using SocialCommerce.Grains.Interfaces.Experiments;
using static SocialCommerce.Grains.Tests.Experiments.ExperimentSamples;

namespace SocialCommerce.Grains.Tests.Experiments;

public sealed class ExperimentAnalysisTests
{
    [Fact]
    public void Analyse_AWinner_IsFoundByEveryTest()
    {
        var report = Analyse(Definition(), Sums(5_000, 500), Sums(5_000, 700));

        var clicks = ClicksOf(report, 1);
        Assert.Equal(0.1, ClicksOf(report, 0).PerUnit, 9);
        Assert.Null(ClicksOf(report, 0).Fixed);
        Assert.Equal(0.04, clicks.Fixed!.Difference, 9);
        Assert.Equal(0.4, clicks.Lift!.Difference, 9);
        Assert.All([clicks.Fixed, clicks.Sequential, clicks.Adjusted], estimate => Assert.True(estimate!.Low > 0));
        Assert.True(clicks.Sequential!.Low < clicks.Fixed.Low);
        Assert.False(report.HasSampleRatioMismatch);
        Assert.Equal(100, report.Regret * 500 / 1_000, 9);
    }

    [Fact]
    public void Analyse_ASplitThatCannotBeChance_Alarms()
    {
        Assert.True(Analyse(Definition(), Sums(5_000, 500, 5_300), Sums(5_600, 560, 5_300)).HasSampleRatioMismatch);
        Assert.False(Analyse(Definition(), Sums(5_000, 500, 5_300), Sums(5_600, 560, 5_300)) is { SampleRatioPValue: > 0.001 });
    }

    [Fact]
    public void Analyse_AdjustedForWhatWasBefore_HasLessVariance()
    {
        var report = Analyse(Definition(), Sums(5_000, 500, clickedBefore: 500), Sums(5_000, 505, clickedBefore: 505));

        var clicks = ClicksOf(report, 1);
        Assert.True(clicks.VarianceReduction > 0.9);
        Assert.True(clicks.Adjusted!.High - clicks.Adjusted.Low < clicks.Fixed!.High - clicks.Fixed.Low);
    }

    [Fact]
    public void Analyse_DifferentBeforeTheExposure_Alarms()
    {
        Assert.True(Analyse(Definition(), Sums(5_000, 500, clickedBefore: 500), Sums(5_000, 500, clickedBefore: 700)).DiffersBefore);
        Assert.False(Analyse(Definition(), Sums(5_000, 500, clickedBefore: 500), Sums(5_000, 900, clickedBefore: 510)).DiffersBefore);
    }

    [Fact]
    public void Analyse_ADraft_AlarmsNobody()
    {
        var report = Analyse(Definition());

        Assert.False(report.DiffersBefore);
        Assert.False(report.HasSampleRatioMismatch);
    }

    [Fact]
    public void Analyse_SameParameters_IsAnAaTest()
    {
        var definition = Definition();
        var same = definition with { Variants = [definition.Variants[0], definition.Variants[0] with { Key = "v1" }] };

        Assert.True(Analyse(same, Sums(100, 10), Sums(100, 10)).IsAa);
        Assert.False(Analyse(definition, Sums(100, 10), Sums(100, 10)).IsAa);
    }

    [Fact]
    public void Analyse_MoreVariants_AsksMoreOfEach() =>
        Assert.Equal(0.05 / 3, Analyse(Definition(variants: 4), Sums(9, 1), Sums(9, 1), Sums(9, 1), Sums(9, 1)).Alpha, 12);

    [Fact]
    public void Analyse_SequentialFoundOnce_StaysFound()
    {
        var point = new ReportPoint(Now, 100, [new Estimate(1, 0.5, 1.5, 0.001)], [0.5, 0.5]);

        var report = ExperimentAnalysis.Analyse(Experiment(Definition()), [Sums(500, 50), Sums(500, 50)], [point], Now);

        Assert.Equal(0.001, ClicksOf(report, 1).Sequential!.PValue);
        Assert.True(report.Variants[1].Metrics.Single(metric => metric.Metric == ExperimentMetric.Conversion).Sequential!.PValue > 0.5);
    }

    [Fact]
    public void Analyse_Rooms_CompareRatesAndWarnOfInterference()
    {
        var report = Analyse(Definition(ExperimentUnit.Room), Sums(200, 20), Sums(200, 30));

        Assert.Equal(0.005, ClicksOf(report, 1).Rate!.Difference, 9);
        Assert.Contains(ReportNotes.UsersMoveBetweenRooms, report.Notes);
        Assert.Null(ClicksOf(Analyse(Definition(), Sums(200, 20), Sums(200, 30)), 1).Rate);
    }

    [Fact]
    public void Analyse_NoUnitsYet_SaysNothing()
    {
        var clicks = ClicksOf(Analyse(Definition(), Sums(0, 0), Sums(0, 0)), 1);

        Assert.All([clicks.Fixed, clicks.Sequential, clicks.Adjusted, clicks.Lift], estimate =>
            Assert.Equal(new Estimate(0, null, null, 1), estimate));
    }

    [Fact]
    public void Merge_Shards_AddsUp()
    {
        var merged = ExperimentSums.Merge(
            [new LedgerSums([Sums(10, 2), Sums(5, 1)]), new LedgerSums([]), new LedgerSums([Sums(1, 1), Sums(2, 0)])]);

        Assert.Equal([11d, 7d], merged.Select(variant => variant.ExpectedUnits));
        Assert.Equal([3L, 1L], merged.Select(variant => variant.Metrics[0].Converted));
        Assert.Equal([11L, 7L], merged.Select(variant => variant.Metrics[2].WithBefore.Count));
    }

    private static MetricReport ClicksOf(ExperimentReport report, int variant) =>
        report.Variants[variant].Metrics.Single(metric => metric.Metric == ExperimentMetric.ClickThrough);

    private static ExperimentReport Analyse(ExperimentDefinition definition, params VariantSums[] sums) =>
        ExperimentAnalysis.Analyse(Experiment(definition), sums, [], Now);

    private static ExperimentSnapshot Experiment(ExperimentDefinition definition) => new(
        "x-1", definition, ExperimentStatus.Running, [.. definition.Variants.Select(variant => variant.Weight)], Now, Now, null, 2);
}
