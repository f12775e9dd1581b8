using SocialCommerce.Tools.Simulate;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Tests.Simulate.Wire;

public sealed class LoadRunTests
{
    private readonly LoadRun _run = new(new CommentLedger("run", 3, TimeProvider.System));

    [Fact]
    public void Note_SamePlaceShownDifferently_IsADisagreement()
    {
        _run.Note(At(1, "comment.added a"));
        _run.Note(At(1, "comment.added a"));
        Assert.Equal(0, _run.Disagreements);

        _run.Note(At(1, "comment.added b"));
        Assert.Equal(1, _run.Disagreements);
    }

    [Fact]
    public void CountMissing_AcknowledgedButShownToNobodyOrAnotherThere_CountsBoth()
    {
        _run.Acknowledged(0, "a", "r", "e", 1);
        _run.Acknowledged(1, "b", "r", "e", 2);
        _run.Acknowledged(2, "c", "r", "e", 3);
        _run.Note(At(1, "comment.added a"));
        _run.Note(At(2, "comment.added other"));

        Assert.Equal(2, _run.CountMissing());
    }

    [Fact]
    public void Delivered_OwnComment_TellsHowManyHaveIt()
    {
        var told = new List<(int, int)>();
        _run.OnDelivered = (comment, viewers) => told.Add((comment, viewers));
        _run.Delivered(1);
        _run.Delivered(-1);
        _run.Delivered(1);

        Assert.Equal([(1, 1), (1, 2)], told);
        Assert.Equal(2, _run.Items);
    }

    [Fact]
    public async Task RunAsync_Pacer_BeginsEachInOrderWithTheTimeAtWhichItWasDue()
    {
        var begun = new List<(int Number, long Due)>();
        var lag = new LatencyHistogram();
        await Pacer.RunAsync(5, 1_000_000, TimeProvider.System, lag, (number, due) => begun.Add((number, due)), CancellationToken.None);

        Assert.Equal([0, 1, 2, 3, 4], begun.Select(one => one.Number));
        Assert.Equal(TimeProvider.System.TimestampFrequency * 4 / 1_000_000, begun[4].Due - begun[0].Due);
        Assert.Equal(5, lag.Count);
    }

    [Fact]
    public async Task RunAsync_WorkThatThrows_EndsThePacer() => await Assert.ThrowsAsync<IOException>(() => Pacer.RunAsync(
        5, 1_000_000, TimeProvider.System, new LatencyHistogram(), (_, _) => throw new IOException(), CancellationToken.None));

    private static WireEvents At(long seq, string identity) => new("r", "e", [new WireEvent(seq, identity, -1)]);
}
