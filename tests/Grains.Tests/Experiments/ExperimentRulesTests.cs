using System.Collections.Immutable;
using SocialCommerce.Grains.Experiments;
using SocialCommerce.Grains.Interfaces.Experiments;
using static SocialCommerce.Grains.Tests.Experiments.ExperimentSamples;

namespace SocialCommerce.Grains.Tests.Experiments;

public sealed class ExperimentRulesTests
{
    [Fact]
    public void Create_SameDefinitionAgain_ChangesNothing()
    {
        var draft = Draft();

        var (next, outcome, _) = ExperimentRules.Create(draft, Create(Definition()));

        Assert.Same(draft, next);
        Assert.Equal(ExperimentOutcome.Done, outcome);
    }

    [Fact]
    public void Create_AnotherDefinitionUnderTheId_IsRefused()
    {
        var (_, outcome, _) = ExperimentRules.Create(Draft(), Create(Definition() with { Traffic = 0.5 }));

        Assert.Equal(ExperimentOutcome.Exists, outcome);
    }

    public static TheoryData<string, string> Mistakes() => new()
    {
        { "name", "name" }, { "unit", "unit" }, { "kind", "kind" }, { "metric", "metric" }, { "traffic", "traffic" },
        { "planned", "plannedUnits" }, { "one", "variants" }, { "twice", "variants" }, { "weights", "variants" },
        { "parameter", "variants" }, { "key", "variants" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Create_AMistake_IsNamedByItsField(string mistake, string field)
    {
        var (next, outcome, errors) = ExperimentRules.Create(new ExperimentState(), Create(WithMistake(mistake)));

        Assert.Equal(ExperimentOutcome.Invalid, outcome);
        Assert.Null(next.Definition);
        Assert.Equal(field, Assert.Single(errors).Field);
    }

    [Fact]
    public void Life_GoesForwardOnly()
    {
        var running = ExperimentRules.Start(Draft(), Now).Next;
        var (stopped, stoppedOutcome) = ExperimentRules.Stop(running, Now.AddDays(1));

        Assert.Equal((ExperimentStatus.Running, Now), (running.Status, running.StartedAt));
        Assert.Equal((ExperimentStatus.Stopped, ExperimentOutcome.Done), (stopped.Status, stoppedOutcome));
        Assert.Equal(ExperimentOutcome.IllegalStep, ExperimentRules.Start(stopped, Now).Outcome);
        Assert.Same(stopped, ExperimentRules.Stop(stopped, Now.AddDays(2)).Next);
        Assert.Equal(ExperimentOutcome.NotFound, ExperimentRules.Start(new ExperimentState(), Now).Outcome);
    }

    [Fact]
    public void SetWeights_SomeOfThem_LeavesTheOthers()
    {
        var (next, outcome, _) = ExperimentRules.SetWeights(Draft(), Weights(("v1", 3)));

        Assert.Equal(ExperimentOutcome.Done, outcome);
        Assert.Equal<double>([1, 3], next.Weights);
        Assert.Equal(2, next.Version);
    }

    [Fact]
    public void SetWeights_WhatCannotBe_IsRefused()
    {
        var bandit = ExperimentRules.Create(new ExperimentState(), Create(Definition(kind: ExperimentKind.Bandit))).Next;

        Assert.Equal(ExperimentOutcome.Invalid, ExperimentRules.SetWeights(Draft(), Weights(("v9", 1))).Outcome);
        Assert.Equal(ExperimentOutcome.Invalid, ExperimentRules.SetWeights(Draft(), Weights(("v0", 0), ("v1", 0))).Outcome);
        Assert.Equal(ExperimentOutcome.Stale, ExperimentRules.SetWeights(Draft(), Weights(("v1", 3)) with { ExpectedVersion = 9 }).Outcome);
        Assert.Equal(ExperimentOutcome.IllegalStep, ExperimentRules.SetWeights(bandit, Weights(("v1", 3))).Outcome);
    }

    [Fact]
    public void Observe_ABanditWithAWinner_MovesItsWeights()
    {
        var state = ExperimentRules.Start(
            ExperimentRules.Create(new ExperimentState(), Create(Definition(kind: ExperimentKind.Bandit))).Next, Now).Next;
        VariantSums[] sums = [Sums(1_000, 100), Sums(1_000, 300)];

        var next = ExperimentRules.Observe(state, Report(state, sums), sums);

        Assert.True(next.Weights[1] > 0.9);
        Assert.Single(next.History);
    }

    [Fact]
    public void Observe_ManyTimes_KeepsABoundedHistoryOfAllOfIt()
    {
        var state = ExperimentRules.Start(Draft(), Now).Next;
        VariantSums[] sums = [Sums(100, 10), Sums(100, 12)];
        for (var look = 0; look < 1_000; look++)
        {
            state = ExperimentRules.Observe(state, Report(state, sums) with { At = Now.AddMinutes(look) }, sums);
        }

        Assert.Equal(ExperimentRules.HistoryMax, state.History.Length);
        Assert.Equal(Now, state.History[0].At);
        Assert.Equal(Now.AddMinutes(999), state.History[^1].At);
        Assert.All(state.History.Zip(state.History.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At < TimeSpan.FromMinutes(20)));
        Assert.Equal<double>([1, 1], state.Weights);
    }

    private static ExperimentState Draft() => ExperimentRules.Create(new ExperimentState(), Create()).Next;

    private static SetWeights Weights(params (string Key, double Weight)[] weights) =>
        new(weights.ToImmutableDictionary(entry => entry.Key, entry => entry.Weight));

    private static ExperimentReport Report(ExperimentState state, VariantSums[] sums) =>
        ExperimentAnalysis.Analyse(ExperimentRules.Describe("x-1", state)!, sums, state.History, Now);

    private static ExperimentDefinition WithMistake(string mistake)
    {
        var good = Definition();
        return mistake switch
        {
            "name" => good with { Name = " " },
            "unit" => good with { Unit = ExperimentUnit.Unknown },
            "kind" => good with { Kind = (ExperimentKind)9 },
            "metric" => good with { Metric = ExperimentMetric.Unknown },
            "traffic" => good with { Traffic = double.NaN },
            "planned" => good with { PlannedUnits = 3 },
            "one" => good with { Variants = good.Variants[..1] },
            "twice" => good with { Variants = [good.Variants[0], good.Variants[1] with { Key = "v0" }] },
            "weights" => good with { Variants = [good.Variants[0], good.Variants[1] with { Weight = -1 }] },
            "parameter" => good with
            {
                Variants = [good.Variants[0], good.Variants[1] with { Parameters = good.Variants[1].Parameters.Add("no.such", 1) }],
            },
            _ => good with { Variants = [good.Variants[0], good.Variants[1] with { Key = "v/1" }] },
        };
    }
}
