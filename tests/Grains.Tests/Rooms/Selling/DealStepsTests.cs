using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Rooms.Selling;
using static SocialCommerce.Grains.Tests.Rooms.Selling.DealSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Selling;

public sealed class DealStepsTests
{
    [Fact]
    public void Next_OfADealThatIsNot_IsNothing() => Assert.Equal(DealStep.Nothing, DealSteps.Next(DealBook.Load(new DealState()), Now));

    [Fact]
    public void Next_FromCreationToOpening_GoesStepByStep()
    {
        var state = Book().State with { Status = DealStatus.Preparing, IsAnnounced = false };
        Assert.Equal(DealStep.Reserve, Next(state, Now));
        state = state with { Status = DealStatus.Announced };
        Assert.Equal(DealStep.Announce, Next(state, Now));
        state = state with { IsAnnounced = true };
        Assert.Equal(DealStep.Nothing, Next(state, OpensAt.AddTicks(-1)));
        Assert.Equal(DealStep.TellOpening, Next(state, OpensAt));
    }

    [Fact]
    public void Next_LongAfterTheWindow_StillTellsTheOpeningAndThenTheEnd()
    {
        var late = ClosesAt.AddHours(1);
        Assert.Equal(DealStep.TellOpening, Next(Book().State, late));
        var state = Book().State with { IsOpeningTold = true, Status = DealStatus.Open };
        Assert.Equal(DealStep.Close, Next(state, late));
        state = state with { Status = DealStatus.Closed, Reason = DealEnd.Ended };
        Assert.Equal(DealStep.TellEnd, Next(state, late));
        state = state with { IsEndTold = true };
        Assert.Equal(DealStep.Settle, Next(state, late));
        Assert.Equal(DealStep.Nothing, Next(state with { ReleasedTold = 10 }, late));
    }

    [Fact]
    public void Next_AfterNoStock_GivesNothingBack() => Assert.Equal(
        DealStep.Nothing, Next(Book().State with { Status = DealStatus.Closed, Reason = DealEnd.NoStock, IsAnnounced = false }, Now));

    [Fact]
    public void Next_AllClaimedAndNoneCanComeBack_IsSoldOut()
    {
        var book = Open(Book(quantity: 1)).With(Claim("c-1"));

        Assert.Equal(DealStep.Close, DealSteps.Next(book, OpensAt));
        Assert.Equal(DealEnd.SoldOut, DealSteps.ReasonOf(book, OpensAt));
    }

    [Fact]
    public void Next_AllClaimedButOneMayComeBack_StaysOpenAndTells()
    {
        var book = Open(Book(quantity: 1, closesAt: OpensAt.AddMinutes(20))).With(Claim("c-1"));

        Assert.Equal(DealStep.Nothing, DealSteps.Next(book, OpensAt));
        Assert.Equal(OpensAt + DealSteps.TellingPeriod, DealSteps.DueAt(book));
        Assert.Equal(DealStep.TellRemaining, DealSteps.Next(book, OpensAt + DealSteps.TellingPeriod));
    }

    [Fact]
    public void Next_WithSales_TellsTheStock()
    {
        var (book, _) = ClaimRules.Confirm(DealId, Open(Book()).With(Claim("c-1")), Settle("c-1", orderId: "o"), OpensAt);

        Assert.Equal(DealStep.Settle, DealSteps.Next(book, OpensAt));
    }

    [Fact]
    public void DueAt_OfAClosedDeal_IsWhenTheNextClaimExpires()
    {
        var book = DealRules.Close(Open(Book()).With(Claim("c-1")), DealEnd.Cancelled);

        Assert.Equal(OpensAt + DealLimits.Hold, DealSteps.DueAt(book));
        Assert.Null(DealSteps.DueAt(ClaimRules.Expire(book, OpensAt + DealLimits.Hold)));
    }

    private static DealBook Open(DealBook book) =>
        book with { State = book.State with { IsOpeningTold = true, Status = DealStatus.Open, RemainingToldAt = OpensAt } };

    private static DealStep Next(DealState state, DateTimeOffset now) => DealSteps.Next(DealBook.Load(state), now);
}
