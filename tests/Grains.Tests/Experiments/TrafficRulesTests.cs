using System.Collections.Immutable;
using SocialCommerce.Grains.Experiments;
using SocialCommerce.Grains.Interfaces.Experiments;
using static SocialCommerce.Grains.Tests.Experiments.ExperimentSamples;

namespace SocialCommerce.Grains.Tests.Experiments;

public sealed class TrafficRulesTests
{
    [Fact]
    public void Run_SharesThatFit_GetPartsThatDoNotOverlap()
    {
        var running = Run([], "x-1", 0.7)!.Value;
        running = Run(running, "x-2", 0.3)!.Value;

        Assert.Equal([(0, 0.7), (0.7, 1)], running.Select(experiment => (experiment.TrafficFrom, experiment.TrafficTo)));
    }

    [Fact]
    public void Run_MoreThanIsLeft_IsRefused() => Assert.Null(Run(Run([], "x-1", 0.7)!.Value, "x-2", 0.31));

    [Fact]
    public void Run_RoomsBesideUsers_HaveALayerOfTheirOwn()
    {
        var running = Run(Run([], "x-1", 1)!.Value, "x-2", 1, ExperimentUnit.Room);

        Assert.Equal(2, running!.Value.Length);
    }

    [Fact]
    public void Run_AfterOneStopped_TakesItsPart()
    {
        var running = Run(Run(Run([], "x-1", 0.25)!.Value, "x-2", 0.5)!.Value, "x-3", 0.25)!.Value;

        var next = Run(running.RemoveAt(1), "x-4", 0.5)!.Value;

        Assert.Equal((0.25, 0.75), (next[^1].TrafficFrom, next[^1].TrafficTo));
    }

    [Fact]
    public void Run_OneThatRuns_OnlyMovesItsWeights()
    {
        var running = Run(Run([], "x-1", 0.25)!.Value, "x-2", 0.5)!.Value;

        var next = TrafficRules.Run(running, new RunExperiment("x-1", Definition(traffic: 1), [0.1, 0.9]))!.Value;

        Assert.Equal(2, next.Length);
        Assert.Equal((0, 0.25), (next[0].TrafficFrom, next[0].TrafficTo));
        Assert.Equal<double>([0.1, 0.9], next[0].Weights);
    }

    [Fact]
    public void Run_TooManyAtOnce_IsRefused()
    {
        var running = ImmutableArray<RunningExperiment>.Empty;
        for (var number = 0; number < ExperimentLimits.RunningMax; number++)
        {
            running = Run(running, $"x-{number}", 0.01)!.Value;
        }

        Assert.Null(Run(running, "x-more", 0.01));
    }

    private static ImmutableArray<RunningExperiment>? Run(
        ImmutableArray<RunningExperiment> running, string id, double traffic, ExperimentUnit unit = ExperimentUnit.User) =>
        TrafficRules.Run(running, new RunExperiment(id, Definition(unit, traffic: traffic), [1, 1]));
}
