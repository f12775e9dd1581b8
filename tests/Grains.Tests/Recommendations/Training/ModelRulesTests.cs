using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Tests.Recommendations.Training;

public sealed class ModelRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ImmutableArray<long> Heads = [10, 20];

    [Fact]
    public void Start_WhileOneRuns_ChangesNothing()
    {
        var running = ModelRules.Start(new ModelsState(), Heads, Now);

        Assert.Equal("m1", running.Training!.Version);
        Assert.Same(running, ModelRules.Start(running, Heads, Now.AddHours(1)));
    }

    [Fact]
    public void TakeLease_HeldByAnother_WaitsUntilItRunsOut()
    {
        var held = ModelRules.TakeLease(ModelRules.Start(new ModelsState(), Heads, Now), "a", Now);

        Assert.Equal("a", ModelRules.TakeLease(held, "b", Now.AddSeconds(1)).Training!.Worker);
        Assert.Equal("b", ModelRules.TakeLease(held, "b", Now + ModelRules.Lease).Training!.Worker);
    }

    [Fact]
    public void Report_OfAWorkerThatLostTheLease_IsRefused()
    {
        var held = ModelRules.TakeLease(ModelRules.Start(new ModelsState(), Heads, Now), "a", Now);
        var taken = ModelRules.TakeLease(held, "b", Now + ModelRules.Lease);

        Assert.Null(ModelRules.Report(taken, Report("a")));
        Assert.NotNull(ModelRules.Report(taken, Report("b")));
    }

    [Fact]
    public void Report_FinishedKind_ForgetsItsCheckpoint()
    {
        var held = ModelRules.TakeLease(ModelRules.Start(new ModelsState(), Heads, Now), "a", Now);
        var kept = ModelRules.Report(held, Report("a") with { Checkpoint = "c" })!;
        Assert.Equal("c", ModelRules.Report(kept, Report("a"))!.Training!.Checkpoint);

        var finished = ModelRules.Report(kept, Report("a") with { Finished = "ials" })!;

        Assert.Null(finished.Training!.Checkpoint);
        Assert.Equal<string>(["ials"], finished.Training.Finished);
    }

    [Fact]
    public void Finish_Better_ServesAndRetiresTheFormer()
    {
        var state = Trained(Trained(new ModelsState(), isBetter: true), isBetter: true);

        Assert.Equal("m2", state.Active);
        Assert.Null(state.Training);
        Assert.Equal([ModelStatus.Active, ModelStatus.Retired], state.Versions.Select(version => version.Status));
    }

    [Fact]
    public void Finish_NotBetter_IsKeptButDoesNotServe()
    {
        var state = Trained(Trained(new ModelsState(), isBetter: true), isBetter: false);

        Assert.Equal("m1", state.Active);
        Assert.Equal(ModelStatus.Rejected, state.Versions[0].Status);
    }

    [Fact]
    public void Rollback_GoesBackOneByOne_ToNoModelAtAll()
    {
        var state = Trained(Trained(new ModelsState(), isBetter: true), isBetter: true);

        var first = ModelRules.Rollback(state, "m2")!;
        var second = ModelRules.Rollback(first, "m1")!;

        Assert.Equal("m1", first.Active);
        Assert.Null(second.Active);
    }

    [Fact]
    public void Rollback_Repeated_DoesNotGoBackTwice()
    {
        var state = ModelRules.Rollback(Trained(Trained(new ModelsState(), isBetter: true), isBetter: true), "m2")!;

        Assert.Null(ModelRules.Rollback(state, "m2"));
        Assert.Equal("m1", state.Active);
    }

    [Fact]
    public void TryPromote_RejectedVersion_Serves_UnknownIsNull()
    {
        var state = Trained(new ModelsState(), isBetter: false);

        Assert.Equal("m1", ModelRules.TryPromote(state, "m1")!.Active);
        Assert.Null(ModelRules.TryPromote(state, "m9"));
    }

    [Fact]
    public void Finish_ManyVersions_KeepsTheNewestAndTheOneThatServes()
    {
        var state = Trained(new ModelsState(), isBetter: true);
        for (var round = 0; round < 3 * ModelRules.VersionsMax; round++)
        {
            state = Trained(state, isBetter: false);
        }

        Assert.Equal(ModelRules.VersionsMax + 1, state.Versions.Length);
        Assert.Equal("m1", state.Versions[^1].Version);
        Assert.Equal("m1", state.Active);
    }

    [Theory]
    [InlineData(1_999, 0, false)]
    [InlineData(2_000, 0, true)]
    [InlineData(2_499, 2_000, false)]
    [InlineData(2_500, 2_000, true)]
    public void IsDue_ByRowsAndGrowth(long rows, long lastRows, bool expected) =>
        Assert.Equal(expected, ModelRules.IsDue(new ModelsState { LastRows = lastRows }, rows, new TrainingOptions()));

    [Theory]
    [InlineData(0.2, 0.1, null, true)]
    [InlineData(0.1, 0.1, null, false)]
    [InlineData(0.2, 0.1, 0.2, true)]
    [InlineData(0.199, 0.1, 0.2, true)]
    [InlineData(0.19, 0.1, 0.2, false)]
    [InlineData(0.05, 0.1, 0.01, false)]
    public void Judge_BesidePopularityAndWhatServes(double candidate, double popularity, double? serving, bool expected) =>
        Assert.Equal(expected, ModelRules.Judge(candidate, popularity, serving).IsBetter);

    private static ModelsState Trained(ModelsState state, bool isBetter)
    {
        var running = ModelRules.TakeLease(ModelRules.Start(state, Heads, Now), "a", Now);
        var version = new ModelVersion(
            running.Training!.Version, ModelStatus.Unknown, Now, ["ials"], 30, 2, 2, ImmutableDictionary<string, double>.Empty, "");
        return ModelRules.Finish(running, new TrainingOutcome("a", version, isBetter))!;
    }

    private static TrainingReport Report(string worker) => new(worker, "m1", Now, "ials", 1, 2);
}
