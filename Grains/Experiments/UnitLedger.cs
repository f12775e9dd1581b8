using SocialCommerce.Algorithms.Experiments;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Experiments;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Experiments;

/// <summary>Counts, per unit and from its exposure on, what the rows of the log say; every row once. Pure.</summary>
internal sealed class UnitLedger
{
    private static readonly ExperimentMetric[] Metrics = Enum.GetValues<ExperimentMetric>()[1..];

    private readonly Dictionary<string, UnitRecord> _units;
    private readonly AppliedSequences _applied;
    private readonly double[] _expected;

    public UnitLedger(ExperimentLedgerState state)
    {
        Unit = state.Unit;
        _units = state.Units.ToDictionary(unit => unit.UnitId, StringComparer.Ordinal);
        _applied = new AppliedSequences(state.Applied);
        _expected = [.. state.Expected];
    }

    public ExperimentUnit Unit { get; }

    public int Count => _units.Count;

    /// <summary>True when something is here that is not in what was exported last.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Units of which nobody has looked up what they did before.</summary>
    public IEnumerable<UnitRecord> WithoutBefore => _units.Values.Where(unit => unit.Before is null);

    public long Applied(int partition) => _applied[partition];

    public UnitRecord? Find(string unitId) => _units.GetValueOrDefault(unitId);

    /// <summary>Adds a unit; the first of two enrolments of one unit stays.</summary>
    public void Enrol(UnitRecord unit, ReadOnlySpan<double> shares)
    {
        if (!_units.TryAdd(unit.UnitId, unit))
        {
            return;
        }

        IsDirty = true;
        for (var variant = 0; variant < _expected.Length; variant++)
        {
            _expected[variant] += shares[variant];
        }
    }

    /// <summary>Sets what a unit did before its exposure.</summary>
    public void SetBefore(string unitId, UnitCounts before)
    {
        IsDirty = true;
        _units[unitId] = _units[unitId] with { Before = before };
    }

    /// <summary>Counts a row, unless it was counted. Rows of a partition come in their order.</summary>
    public void Apply(LogRow row)
    {
        if (_applied.Contains(row.Partition, row.Sequence))
        {
            return;
        }

        _applied.Advance(row.Partition, row.Sequence);
        var unitId = Unit == ExperimentUnit.Room ? row.Interaction.RoomId : row.UserId;
        if (unitId is not null && _units.TryGetValue(unitId, out var unit) && row.RecordedAt > unit.ExposedAt)
        {
            _units[unitId] = unit with { During = Add(unit.During, row.Interaction.Kind) };
        }

        IsDirty = true;
    }

    /// <summary>What one interaction adds to the counts.</summary>
    public static UnitCounts Add(UnitCounts counts, InteractionKind kind) => new(
        counts.Clicks + (kind == InteractionKind.Click ? 1 : 0),
        counts.Purchases + (kind == InteractionKind.Purchase ? 1 : 0),
        counts.Engagements + (kind is InteractionKind.Dismiss or InteractionKind.Unknown ? 0 : 1));

    /// <summary>Sums over the units of each variant.</summary>
    public LedgerSums Sum()
    {
        var sums = new VariantSums[_expected.Length];
        for (var variant = 0; variant < sums.Length; variant++)
        {
            var units = _units.Values.Where(unit => unit.Variant == variant).ToList();
            sums[variant] = new VariantSums(_expected[variant], [.. Metrics.Select(metric => Sum(metric, units))]);
        }

        return new LedgerSums([.. sums]);
    }

    public ExperimentLedgerState Export()
    {
        IsDirty = false;
        return new ExperimentLedgerState
        {
            Unit = Unit,
            Units = [.. _units.Values],
            Applied = _applied.Export(),
            Expected = [.. _expected],
        };
    }

    private static MetricSums Sum(ExperimentMetric metric, List<UnitRecord> units)
    {
        var (withBefore, withSize, converted) = (default(UnitMoments), default(UnitMoments), 0L);
        foreach (var unit in units)
        {
            var outcome = Of(metric, unit.During);
            converted += outcome > 0 ? 1 : 0;
            withBefore = withBefore.Add(Of(metric, unit.Before ?? default), outcome);
            withSize = withSize.Add(unit.During.Engagements, outcome);
        }

        return new MetricSums(metric, converted, OutcomeMoments.ToSums(withBefore), OutcomeMoments.ToSums(withSize));
    }

    private static long Of(ExperimentMetric metric, UnitCounts counts) => metric switch
    {
        ExperimentMetric.ClickThrough => counts.Clicks,
        ExperimentMetric.Conversion => counts.Purchases,
        ExperimentMetric.Engagement => counts.Engagements,
        _ => throw new InvalidOperationException($"Unexpected metric {metric}."),
    };
}

/// <summary>Between what is calculated with and what is sent.</summary>
internal static class OutcomeMoments
{
    public static OutcomeSums ToSums(UnitMoments moments) =>
        new(moments.Count, moments.SumX, moments.SumY, moments.SumXX, moments.SumXY, moments.SumYY);

    public static UnitMoments Of(OutcomeSums sums) =>
        new(sums.Count, sums.SumX, sums.SumY, sums.SumXX, sums.SumXY, sums.SumYY);
}
