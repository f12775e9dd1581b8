namespace SocialCommerce.Grains.Interfaces.Experiments;

/// <summary>
/// The units of one experiment that fall into one shard: which variant each has, for good, and what the interaction log
/// says of them. Key: see <see cref="ExperimentShards"/>.
/// </summary>
[Alias("sc.IExperimentLedgerGrain")]
public interface IExperimentLedgerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Units per shard, 120,000 users in all; further ones do not take part. As many as a store takes for the state of one
    /// grain, with the longest ids. An experiment in a larger shop takes a share of its traffic.
    /// </summary>
    const int UnitsMax = 7_500;

    /// <summary>Begins to take units, and to count from the present end of the log. Repeating it changes nothing.</summary>
    [Idempotent, Alias("Open")]
    Task OpenAsync(OpenLedger command, CancellationToken cancellationToken = default);

    /// <summary>
    /// The variant of a unit, by number; at its first exposure chosen by the weights, and durable when this answers. Null
    /// when the unit does not take part.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("Assign")]
    Task<int?> AssignAsync(AssignUnit command, CancellationToken cancellationToken = default);

    /// <summary>Sums over the units exposed so far, of what the log holds now or held at a time in the past.</summary>
    [ResponseTimeout(Interactions.IInteractionPartitionGrain.LongWork), Idempotent, Alias("Sum")]
    Task<LedgerSums> SumAsync(DateTimeOffset? until, CancellationToken cancellationToken = default);

    /// <summary>Forgets the units and takes no more.</summary>
    [ResponseTimeout(Interactions.IInteractionPartitionGrain.LongWork), Idempotent, Alias("Close")]
    Task CloseAsync(CancellationToken cancellationToken = default);
}

[GenerateSerializer, Immutable, Alias("sc.OpenLedger")]
public sealed record OpenLedger([property: Id(0)] ExperimentUnit Unit, [property: Id(1)] int Variants);

/// <param name="Weights">The weights of the moment; they only matter to a unit that has no variant yet.</param>
[GenerateSerializer, Immutable, Alias("sc.AssignUnit")]
public sealed record AssignUnit([property: Id(0)] string UnitId, [property: Id(1)] ImmutableArray<double> Weights);

/// <summary>One entry per variant, in their order.</summary>
[GenerateSerializer, Immutable, Alias("sc.LedgerSums")]
public sealed record LedgerSums([property: Id(0)] ImmutableArray<VariantSums> Variants);

/// <param name="ExpectedUnits">Sum over all exposed units of the share that the variant had at the time.</param>
/// <param name="Metrics">One entry per metric.</param>
[GenerateSerializer, Immutable, Alias("sc.VariantSums")]
public sealed record VariantSums(
    [property: Id(0)] double ExpectedUnits,
    [property: Id(1)] ImmutableArray<MetricSums> Metrics);

/// <param name="Converted">Units with at least one.</param>
/// <param name="WithBefore">X: the same metric of the unit before its exposure; zero where that is not known.</param>
/// <param name="WithSize">X: the interactions of the unit, its size where it is a cluster.</param>
[GenerateSerializer, Immutable, Alias("sc.MetricSums")]
public sealed record MetricSums(
    [property: Id(0)] ExperimentMetric Metric,
    [property: Id(1)] long Converted,
    [property: Id(2)] OutcomeSums WithBefore,
    [property: Id(3)] OutcomeSums WithSize);

/// <summary>Number of units and sums of X, Y, their squares and products; Y is the metric.</summary>
[GenerateSerializer, Immutable, Alias("sc.OutcomeSums")]
public readonly record struct OutcomeSums(
    [property: Id(0)] long Count,
    [property: Id(1)] double SumX,
    [property: Id(2)] double SumY,
    [property: Id(3)] double SumXX,
    [property: Id(4)] double SumXY,
    [property: Id(5)] double SumYY);

/// <summary>Where the units of an experiment are kept.</summary>
public static class ExperimentShards
{
    /// <summary>
    /// Keys of all ledgers of an experiment: one per partition of the users, and a single one for rooms, which are few and
    /// are written about from every partition.
    /// </summary>
    public static IEnumerable<string> Keys(string experimentId, ExperimentUnit unit) =>
        Enumerable.Range(0, unit == ExperimentUnit.User ? Interactions.Partitions.Count : 1).Select(shard => Key(experimentId, shard));

    /// <summary>The key of the ledger that has the unit.</summary>
    public static string KeyOf(string experimentId, ExperimentUnit unit, string unitId) =>
        Key(experimentId, unit == ExperimentUnit.User ? Interactions.Partitions.Of(unitId) : 0);

    private static string Key(string experimentId, int shard) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{experimentId}/{shard}");
}
