using System.Collections.Immutable;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Experiments;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Tests.Experiments;

/// <summary>Definitions, sums and rows for tests.</summary>
internal static class ExperimentSamples
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static ExperimentDefinition Definition(
        ExperimentUnit unit = ExperimentUnit.User,
        ExperimentKind kind = ExperimentKind.Fixed,
        double traffic = 1,
        int variants = 2) => new(
            "Diversity", unit, kind, ExperimentMetric.ClickThrough,
            [.. Enumerable.Range(0, variants).Select(index => new ExperimentVariant($"v{index}", 1, Parameters(index)))],
            traffic,
            ExperimentLimits.PlannedUnitsMin);

    public static CreateExperiment Create(ExperimentDefinition? definition = null) => new(definition ?? Definition(), Now);

    /// <summary>One metric is alike for all: units of which so many clicked once, and did as much before.</summary>
    public static VariantSums Sums(long units, long clicked, double? expected = null, long clickedBefore = 0)
    {
        var sums = new OutcomeSums(units, clickedBefore, clicked, clickedBefore, Math.Min(clicked, clickedBefore), clicked);
        return new VariantSums(
            expected ?? units,
            [.. Enum.GetValues<ExperimentMetric>()[1..].Select(metric => new MetricSums(metric, clicked, sums, sums with { SumX = 10 * units, SumXX = 110 * units, SumXY = 11 * clicked }))]);
    }

    public static LogRow Row(
        long sequence, string userId, InteractionKind kind, DateTimeOffset at, string? roomId = null, int partition = 3) => new(
            sequence, partition, sequence, userId, new Interaction($"e-{sequence}", "p-1", kind, at, roomId), "kitchen", RecordedAt: at);

    private static ImmutableDictionary<string, double> Parameters(int variant) => variant == 0
        ? ImmutableDictionary<string, double>.Empty
        : ImmutableDictionary<string, double>.Empty.Add("diversity", variant / 10.0);
}
