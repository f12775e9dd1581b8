using SocialCommerce.Tools.Simulate;
using SocialCommerce.Tools.Simulate.Load;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Tests.Simulate;

public sealed class LoadStepTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Of_LoadThatWasLate_IsVoid()
    {
        var measure = Measure();
        measure.Run.OwnLag.Add(TimeSpan.FromMilliseconds(6));
        Assert.True(Step(measure).IsVoid);
        Assert.False(Step(Measure()).IsVoid);
    }

    [Fact]
    public void IsCorrect_ReactionsThatWereNotCounted_IsFalse()
    {
        var reactions = Measure();
        reactions.Run.Acknowledged(0);
        Assert.True(LoadStep.Of(1, 1, Measure(), reactions, batch: 10, counted: 10, tracks: null, behind: 0).IsCorrect);
        Assert.False(LoadStep.Of(1, 1, Measure(), reactions, batch: 10, counted: 9, tracks: null, behind: 0).IsCorrect);
    }

    [Fact]
    public void IsCorrect_AnythingWrong_IsFalse()
    {
        var repeated = Measure();
        repeated.Run.Repeated();
        var missing = Measure();
        missing.Run.Acknowledged(0, "c", "r", "e", 1);

        Assert.True(Step(Measure()).IsCorrect);
        Assert.False(Step(repeated).IsCorrect);
        Assert.False(Step(missing).IsCorrect);
        Assert.False(LoadStep.Of(1, 1, Measure(), null, 10, 0, null, behind: 1).IsCorrect);
    }

    private static LoadStep Step(LoadMeasure measure) => LoadStep.Of(1, 1, measure, null, 10, 0, null, behind: 0);

    private static LoadMeasure Measure() => new(new LoadRun(new CommentLedger("run", 1, TimeProvider.System)), Second);
}
