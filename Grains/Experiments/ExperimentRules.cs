using SocialCommerce.Algorithms.Experiments;
using SocialCommerce.Grains.Interfaces.Experiments;

namespace SocialCommerce.Grains.Experiments;

/// <summary>The life of an experiment. Pure.</summary>
internal static class ExperimentRules
{
    /// <summary>Looks that are remembered; of more, the one that is closest to its neighbours is forgotten.</summary>
    public const int HistoryMax = 240;

    public static (ExperimentState Next, ExperimentOutcome Outcome, ImmutableArray<FieldError> Errors) Create(
        ExperimentState state, CreateExperiment command)
    {
        if (state.Definition is not null)
        {
            return (state, AreSame(state.Definition, command.Definition) ? ExperimentOutcome.Done : ExperimentOutcome.Exists, []);
        }

        var errors = ExperimentLimits.Check(command.Definition).AddRange(VariantParameters.Check(command.Definition));
        if (!errors.IsEmpty)
        {
            return (state, ExperimentOutcome.Invalid, errors);
        }

        var next = new ExperimentState
        {
            Definition = command.Definition,
            Status = ExperimentStatus.Draft,
            Weights = [.. command.Definition.Variants.Select(variant => variant.Weight)],
            CreatedAt = command.At,
            Version = 1,
        };
        return (next, ExperimentOutcome.Done, []);
    }

    /// <summary>What starting would lead to; unchanged when it runs already.</summary>
    public static (ExperimentState Next, ExperimentOutcome Outcome) Start(ExperimentState state, DateTimeOffset now) => state.Status switch
    {
        ExperimentStatus.Draft => (
            state with { Status = ExperimentStatus.Running, StartedAt = now, Version = state.Version + 1 }, ExperimentOutcome.Done),
        ExperimentStatus.Running => (state, ExperimentOutcome.Done),
        _ => (state, state.Definition is null ? ExperimentOutcome.NotFound : ExperimentOutcome.IllegalStep),
    };

    /// <summary>Stopping is always possible, also of what was never started.</summary>
    public static (ExperimentState Next, ExperimentOutcome Outcome) Stop(ExperimentState state, DateTimeOffset now) => state.Status switch
    {
        ExperimentStatus.Draft or ExperimentStatus.Running => (
            state with { Status = ExperimentStatus.Stopped, StoppedAt = now, Version = state.Version + 1 }, ExperimentOutcome.Done),
        ExperimentStatus.Stopped => (state, ExperimentOutcome.Done),
        _ => (state, ExperimentOutcome.NotFound),
    };

    public static (ExperimentState Next, ExperimentOutcome Outcome, ImmutableArray<FieldError> Errors) SetWeights(
        ExperimentState state, SetWeights command)
    {
        if (state.Definition is not { } definition)
        {
            return (state, ExperimentOutcome.NotFound, []);
        }

        if (command.ExpectedVersion is { } expected && expected != state.Version)
        {
            return (state, ExperimentOutcome.Stale, []);
        }

        if (state.Status == ExperimentStatus.Stopped || definition.Kind == ExperimentKind.Bandit)
        {
            return (state, ExperimentOutcome.IllegalStep, []);
        }

        ImmutableArray<double> weights =
            [.. definition.Variants.Select((variant, index) => command.Weights.GetValueOrDefault(variant.Key, state.Weights[index]))];
        var errors = new FieldChecks()
            .Add(command.Weights.Keys.Except(definition.Variants.Select(variant => variant.Key)).Any(), "weights", "name an unknown variant")
            .Add(!ExperimentLimits.AreWeights(weights), "weights", ExperimentLimits.WeightsRule)
            .Errors;
        return errors.IsEmpty
            ? (weights.SequenceEqual(state.Weights) ? state : WithWeights(state, weights), ExperimentOutcome.Done, [])
            : (state, ExperimentOutcome.Invalid, errors);
    }

    /// <summary>Remembers a look; a bandit takes its next weights from it.</summary>
    public static ExperimentState Observe(ExperimentState state, ExperimentReport report, IReadOnlyList<VariantSums> sums)
    {
        if (state is not { Status: ExperimentStatus.Running, Definition: { } definition })
        {
            return state;
        }

        var next = state with { History = Thin(state.History.Add(ExperimentAnalysis.ToPoint(report))) };
        return definition.Kind == ExperimentKind.Bandit
            ? WithWeights(next, [.. ThompsonAllocation.Allocate(ExperimentAnalysis.ToArms(definition.Metric, sums), (int)state.Version)])
            : next;
    }

    public static ExperimentSnapshot? Describe(string experimentId, ExperimentState state) => state.Definition is not { } definition
        ? null
        : new ExperimentSnapshot(
            experimentId, definition, state.Status, state.Weights, state.CreatedAt, state.StartedAt, state.StoppedAt, state.Version);

    // The first and the last stay, and the last has the least p-value of all.
    private static ImmutableArray<ReportPoint> Thin(ImmutableArray<ReportPoint> history) => history.Length <= HistoryMax
        ? history
        : history.RemoveAt(Enumerable.Range(1, history.Length - 2).MinBy(index => history[index + 1].At - history[index - 1].At));

    private static ExperimentState WithWeights(ExperimentState state, ImmutableArray<double> weights) =>
        state with { Weights = weights, Version = state.Version + 1 };

    // Records compare their collections by reference, and a repeated command is another instance.
    private static bool AreSame(ExperimentDefinition left, ExperimentDefinition right) =>
        left with { Variants = right.Variants } == right
        && left.Variants.Length == right.Variants.Length
        && left.Variants.Zip(right.Variants).All(pair =>
            pair.First with { Parameters = pair.Second.Parameters } == pair.Second
            && pair.First.Parameters.ToHashSet().SetEquals(pair.Second.Parameters));
}
