namespace SocialCommerce.Grains.Interfaces.Experiments;

/// <summary>One way to do it. The first variant of an experiment is the control.</summary>
/// <param name="Weight">Share of new units, not negative; weights need not sum to one.</param>
/// <param name="Parameters">What differs from the recommender's defaults; empty for the defaults.</param>
[GenerateSerializer, Immutable, Alias("sc.ExperimentVariant")]
public sealed record ExperimentVariant(
    [property: Id(0)] string Key,
    [property: Id(1)] double Weight,
    [property: Id(2)] ImmutableDictionary<string, double> Parameters);

/// <summary>What an experiment is to find out.</summary>
/// <param name="Metric">The one that decides, and that a bandit maximises.</param>
/// <param name="Traffic">Share of all units that take part, above 0 to 1; no unit takes part in two experiments.</param>
/// <param name="PlannedUnits">Units per variant at which the sequential test is sharpest.</param>
[GenerateSerializer, Immutable, Alias("sc.ExperimentDefinition")]
public sealed record ExperimentDefinition(
    [property: Id(0)] string Name,
    [property: Id(1)] ExperimentUnit Unit,
    [property: Id(2)] ExperimentKind Kind,
    [property: Id(3)] ExperimentMetric Metric,
    [property: Id(4)] ImmutableArray<ExperimentVariant> Variants,
    [property: Id(5)] double Traffic = 1,
    [property: Id(6)] int PlannedUnits = ExperimentLimits.PlannedUnitsDefault);

[GenerateSerializer, Immutable, Alias("sc.CreateExperiment")]
public sealed record CreateExperiment(
    [property: Id(0)] ExperimentDefinition Definition,
    [property: Id(1)] DateTimeOffset At);

/// <param name="ExpectedVersion">Refused as stale when the experiment has another version; null for any.</param>
[GenerateSerializer, Immutable, Alias("sc.SetWeights")]
public sealed record SetWeights(
    [property: Id(0)] ImmutableDictionary<string, double> Weights,
    [property: Id(1)] long? ExpectedVersion = null);

/// <summary>Weights are the current ones; those of the definition are the first.</summary>
[GenerateSerializer, Immutable, Alias("sc.ExperimentSnapshot")]
public sealed record ExperimentSnapshot(
    [property: Id(0)] string ExperimentId,
    [property: Id(1)] ExperimentDefinition Definition,
    [property: Id(2)] ExperimentStatus Status,
    [property: Id(3)] ImmutableArray<double> Weights,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] DateTimeOffset? StartedAt,
    [property: Id(6)] DateTimeOffset? StoppedAt,
    [property: Id(7)] long Version);

[GenerateSerializer, Immutable, Alias("sc.ExperimentPage")]
public sealed record ExperimentPage(
    [property: Id(0)] ImmutableArray<ExperimentSnapshot> Experiments,
    [property: Id(1)] string? NextCursor);

[GenerateSerializer, Immutable, Alias("sc.ExperimentResult")]
public sealed record ExperimentResult(
    [property: Id(0)] ExperimentOutcome Outcome,
    [property: Id(1)] ExperimentSnapshot? Experiment,
    [property: Id(2)] ImmutableArray<FieldError> Errors);

[GenerateSerializer, Alias("sc.ExperimentOutcome")]
public enum ExperimentOutcome
{
    Unknown = 0,
    Done = 1,
    NotFound = 2,
    Invalid = 3,

    /// <summary>The id belongs to another experiment.</summary>
    Exists = 4,

    /// <summary>The status does not allow it.</summary>
    IllegalStep = 5,

    Stale = 6,

    /// <summary>Other running experiments leave too little traffic, or too many run.</summary>
    NoTraffic = 7,
}

/// <summary>Bounds of experiments.</summary>
public static class ExperimentLimits
{
    public const int NameMax = 100;

    public const int VariantsMin = 2;

    public const int VariantsMax = 8;

    /// <summary>With the id of the experiment at most 64 characters, as the name of a variant is told to clients.</summary>
    public const int VariantKeyMax = 24;

    public const int ParametersMax = 50;

    public const double WeightMax = 1_000_000;

    public const int PlannedUnitsMin = 100;

    public const int PlannedUnitsDefault = 5_000;

    public const int PlannedUnitsMax = 10_000_000;

    /// <summary>Experiments that run at once.</summary>
    public const int RunningMax = 8;

    /// <summary>What is wrong with a definition, apart from the values of the recommender's parameters.</summary>
    public static ImmutableArray<FieldError> Check(ExperimentDefinition definition) => new FieldChecks()
        .Text(definition.Name, "name", NameMax)
        .Add(!IsKnown(definition.Unit), "unit", "is not a known unit")
        .Add(!IsKnown(definition.Kind), "kind", "is not a known kind")
        .Add(!IsKnown(definition.Metric), "metric", "is not a known metric")
        .Add(!(definition.Traffic is > 0 and <= 1), "traffic", "must be above 0, at most 1")
        .Add(
            definition.PlannedUnits is < PlannedUnitsMin or > PlannedUnitsMax,
            "plannedUnits", $"must be from {PlannedUnitsMin} to {PlannedUnitsMax}")
        .Add(
            definition.Variants.Length is < VariantsMin or > VariantsMax,
            "variants", $"must be {VariantsMin} to {VariantsMax}")
        .Add(definition.Variants.Any(variant => !IsKey(variant.Key)), "variants", $"need keys of 1 to {VariantKeyMax} letters, digits or - _ . :")
        .Add(definition.Variants.DistinctBy(variant => variant.Key).Count() < definition.Variants.Length, "variants", "need different keys")
        .Add(definition.Variants.Any(variant => variant.Parameters.Count > ParametersMax), "variants", $"have at most {ParametersMax} parameters")
        .Add(!AreWeights(definition.Variants.Select(variant => variant.Weight)), "variants", WeightsRule)
        .Errors;

    public const string WeightsRule = "need weights from 0 to 1000000, not all 0";

    /// <summary>Whether units can be shared out by these numbers.</summary>
    public static bool AreWeights(IEnumerable<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
        {
            if (!(weight is >= 0 and <= WeightMax))
            {
                return false;
            }

            total += weight;
        }

        return total > 0;
    }

    private static bool IsKey(string key) => Ids.IsValid(key) && key.Length <= VariantKeyMax;

    private static bool IsKnown<TEnum>(TEnum value)
        where TEnum : struct, Enum => Enum.IsDefined(value) && !value.Equals(default(TEnum));
}
