using System.Globalization;
using SocialCommerce.Tools.Simulate;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Tests.Simulate.Wire;

public sealed class SequencePlaceTests
{
    private readonly SequencePlace _place = new();
    private readonly LoadRun _run = new(new CommentLedger("run", 100, TimeProvider.System));

    [Fact]
    public void Take_BeforeTheSnapshot_WaitsForIt()
    {
        Assert.True(_place.Take(Events("e", 4, 5), _run));
        Assert.Equal(0, _run.Items);

        Assert.True(_place.Place("e", 3, _run));
        Assert.Equal((5, 2), (_place.Seq, _run.Items));
    }

    [Fact]
    public void Take_Hole_IsCountedAndNothingAfterItIsShownUntilResumed()
    {
        _place.Place("e", 3, _run);
        Assert.False(_place.Take(Events("e", 5), _run));
        Assert.False(_place.IsKnown);
        Assert.True(_place.Take(Events("e", 6), _run));

        Assert.True(_place.Continue(Events("e", 4, 5), _run));
        Assert.Equal((6, 3, 1), (_place.Seq, _run.Items, _run.Gaps));
    }

    [Fact]
    public void Take_SameAgain_IsCountedAndNotShown()
    {
        _place.Place("e", 3, _run);
        _place.Take(Events("e", 4, 5), _run);
        Assert.True(_place.Take(Events("e", 5, 6), _run));
        Assert.Equal((6, 3, 1), (_place.Seq, _run.Items, _run.Duplicates));
    }

    [Fact]
    public void Begin_WhatTheOldConnectionStillBrought_IsNoRepetition()
    {
        _place.Place("e", 3, _run);
        _place.Lose();
        _place.Take(Events("e", 4), _run);
        _place.Begin();

        Assert.True(_place.Continue(Events("e", 4, 5), _run));
        Assert.Equal((5, 0), (_place.Seq, _run.Duplicates));
    }

    [Fact]
    public void Place_WhatCameMeanwhileDoesNotFollow_IsAGap()
    {
        _place.Take(Events("e", 9), _run);
        Assert.False(_place.Place("e", 3, _run));
        Assert.Equal(1, _run.Gaps);
    }

    [Fact]
    public void Take_OfAnotherSequence_WaitsForTheAnswerThatNamesIt()
    {
        _place.Place("e", 3, _run);
        _place.Take(Events("f", 1), _run);
        Assert.Equal(3, _place.Seq);

        Assert.True(_place.Place("f", 0, _run));
        Assert.Equal(("f", 1L), (_place.Epoch, _place.Seq));
    }

    private static WireEvents Events(string epoch, params long[] places) => new(
        "r", epoch, [.. places.Select(seq => new WireEvent(seq, seq.ToString(CultureInfo.InvariantCulture), (int)seq))]);
}
