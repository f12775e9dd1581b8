using SocialCommerce.Grains.Interfaces.Experiments;

namespace SocialCommerce.Grains.Experiments;

/// <summary>Puts the sums of the shards together. Pure.</summary>
internal static class ExperimentSums
{
    /// <summary>No unit is in two shards, so that sums of sums are the sums of all.</summary>
    public static ImmutableArray<VariantSums> Merge(IReadOnlyList<LedgerSums> shards) => shards
        .Where(shard => !shard.Variants.IsEmpty)
        .Select(shard => shard.Variants)
        .Aggregate(ImmutableArray<VariantSums>.Empty, (sums, shard) => sums.IsEmpty ? shard : [.. sums.Zip(shard, Add)]);

    private static VariantSums Add(VariantSums left, VariantSums right) => new(
        left.ExpectedUnits + right.ExpectedUnits, [.. left.Metrics.Zip(right.Metrics, Add)]);

    private static MetricSums Add(MetricSums left, MetricSums right) => new(
        left.Metric, left.Converted + right.Converted, Add(left.WithBefore, right.WithBefore), Add(left.WithSize, right.WithSize));

    private static OutcomeSums Add(OutcomeSums left, OutcomeSums right) =>
        OutcomeMoments.ToSums(OutcomeMoments.Of(left).Plus(OutcomeMoments.Of(right)));
}
