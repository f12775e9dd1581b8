using System.Collections.Concurrent;
using SocialCommerce.Algorithms.Experiments;
using SocialCommerce.Grains.Interfaces.Experiments;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Experiments;

/// <summary>
/// A running experiment on one silo, with the variants of the units that it met. A unit keeps its variant, so that what is
/// remembered stays true.
/// </summary>
internal sealed class RunningVariants
{
    private const int RememberedMax = 100_000;

    private readonly RunningExperiment _experiment;
    private readonly ImmutableArray<VariantChoice> _choices;
    private readonly ConcurrentDictionary<string, int> _variants;

    public RunningVariants(RunningExperiment experiment)
        : this(
            experiment,
            [.. experiment.Variants.Select(variant => new VariantChoice($"{experiment.ExperimentId}/{variant.Key}", variant.Parameters))],
            new ConcurrentDictionary<string, int>(StringComparer.Ordinal))
    {
    }

    private RunningVariants(
        RunningExperiment experiment, ImmutableArray<VariantChoice> choices, ConcurrentDictionary<string, int> variants)
    {
        _experiment = experiment;
        _choices = choices;
        _variants = variants;
    }

    public string ExperimentId => _experiment.ExperimentId;

    /// <summary>The same experiment with other weights for new units.</summary>
    public RunningVariants With(ImmutableArray<double> weights) =>
        new(_experiment with { Weights = weights }, _choices, _variants);

    /// <summary>Whether the unit stands in the part of the traffic that the experiment has.</summary>
    public bool Has(ExperimentUnit unit, string unitId)
    {
        if (_experiment.Unit != unit)
        {
            return false;
        }

        var position = VariantHash.Position(unit == ExperimentUnit.Room ? "rooms" : "users", unitId);
        return position >= _experiment.TrafficFrom && position < _experiment.TrafficTo;
    }

    /// <summary>The variant of a unit; null when the ledger does not take it.</summary>
    public ValueTask<VariantChoice?> ChooseAsync(IGrainFactory grains, string unitId, CancellationToken cancellationToken) =>
        _variants.TryGetValue(unitId, out var known)
            ? ValueTask.FromResult<VariantChoice?>(_choices[known])
            : AssignAsync(grains, unitId, cancellationToken);

    private async ValueTask<VariantChoice?> AssignAsync(IGrainFactory grains, string unitId, CancellationToken cancellationToken)
    {
        var ledger = grains.GetGrain<IExperimentLedgerGrain>(ExperimentShards.KeyOf(ExperimentId, _experiment.Unit, unitId));
        var variant = await ledger.AssignAsync(new AssignUnit(unitId, _experiment.Weights), cancellationToken);
        if (variant is not { } assigned)
        {
            return null;
        }

        if (_variants.Count >= RememberedMax)
        {
            _variants.Clear();
        }

        _variants[unitId] = assigned;
        return _choices[assigned];
    }
}
