using SocialCommerce.Grains.Interfaces.Experiments;

namespace SocialCommerce.Grains.Experiments;

/// <summary>
/// Shares the traffic out, so that no unit is in two experiments: users and rooms are a layer each, and in a layer each
/// running experiment has an interval of [0, 1) for itself. Pure.
/// </summary>
internal static class TrafficRules
{
    // A share of 0.3 after one of 0.7 fits, though the doubles add up to a little more than 1.
    private const double Tolerance = 1e-9;

    /// <summary>The running experiments with this one, at its place when it has one; null when it does not fit.</summary>
    public static ImmutableArray<RunningExperiment>? Run(ImmutableArray<RunningExperiment> running, RunExperiment command)
    {
        for (var index = 0; index < running.Length; index++)
        {
            if (running[index].ExperimentId == command.ExperimentId)
            {
                return running.SetItem(index, running[index] with { Weights = command.Weights });
            }
        }

        if (running.Length >= ExperimentLimits.RunningMax || FindGap(running, command.Definition) is not { } from)
        {
            return null;
        }

        var definition = command.Definition;
        return running.Add(new RunningExperiment(
            command.ExperimentId, definition.Unit, definition.Variants, command.Weights, from, Math.Min(1, from + definition.Traffic)));
    }

    private static double? FindGap(ImmutableArray<RunningExperiment> running, ExperimentDefinition definition)
    {
        var from = 0.0;
        foreach (var other in running.Where(other => other.Unit == definition.Unit).OrderBy(other => other.TrafficFrom))
        {
            if (other.TrafficFrom - from + Tolerance >= definition.Traffic)
            {
                return from;
            }

            from = other.TrafficTo;
        }

        return 1 - from + Tolerance >= definition.Traffic ? from : null;
    }
}
