using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Inventory;

namespace SocialCommerce.Grains.Tests.Inventory;

public sealed class StockRulesTests
{
    private readonly BookOfRecord _stock = new(10);

    [Fact]
    public void Reserve_WhatIsAvailable_HoldsIt()
    {
        Assert.Equal(StockOutcome.Done, _stock.Reserve("a", 4));
        Assert.Equal(new StockLevel(6, 4, 0), _stock.Level());
    }

    [Fact]
    public void Reserve_SameIdAgain_HoldsOnceAndWritesNothing()
    {
        _stock.Reserve("a", 4);
        var movements = _stock.Movements.Count;

        Assert.Equal(StockOutcome.Done, _stock.Reserve("a", 4));
        Assert.Equal(StockOutcome.Invalid, _stock.Reserve("a", 9));
        Assert.Equal(new StockLevel(6, 4, 0), _stock.Level());
        Assert.Equal(movements, _stock.Movements.Count);
    }

    [Fact]
    public void Reserve_SameIdAfterItWasSold_HoldsNothingAgain()
    {
        _stock.Reserve("a", 4);
        _stock.Settle("a", 1, 3);

        Assert.Equal(StockOutcome.Done, _stock.Reserve("a", 4));
        Assert.Equal(new StockLevel(9, 0, 1), _stock.Level());
    }

    [Fact]
    public void Reserve_SameIdAfterItWasReleasedOrExpired_HoldsAnew()
    {
        _stock.Reserve("a", 4);
        _stock.Settle("a", 0, 4);
        Assert.Equal(StockOutcome.Done, _stock.Reserve("a", 3));
        Assert.Equal(new StockLevel(7, 3, 0), _stock.Level());

        _stock.Now += TimeSpan.FromHours(1);
        Assert.Equal(StockOutcome.Done, _stock.Reserve("a", 2));
        Assert.Equal(new StockLevel(8, 2, 0), _stock.Level());
    }

    [Fact]
    public void Reserve_MoreThanIsAvailable_IsRefused() => Assert.Equal(StockOutcome.Insufficient, _stock.Reserve("a", 11));

    [Theory]
    [InlineData("a", 0, 60)]
    [InlineData("a", -1, 60)]
    [InlineData("a", 1, 0)]
    [InlineData("a b", 1, 60)]
    [InlineData("", 1, 60)]
    public void Reserve_WhatCannotBe_IsInvalid(string id, int quantity, int seconds) =>
        Assert.Equal(StockOutcome.Invalid, _stock.Reserve(id, quantity, seconds));

    [Fact]
    public void Settle_TotalsInAnyOrder_OnlyGrow()
    {
        _stock.Reserve("a", 6);
        _stock.Settle("a", 3, 1);

        Assert.Equal(StockOutcome.Done, _stock.Settle("a", 2, 0));
        Assert.Equal(new StockLevel(5, 2, 3), _stock.Level());
    }

    [Fact]
    public void Settle_MoreThanWasReserved_IsInvalid()
    {
        _stock.Reserve("a", 6);

        Assert.Equal(StockOutcome.Invalid, _stock.Settle("a", 4, 3));
        Assert.Equal(StockOutcome.Invalid, _stock.Settle("a", int.MaxValue, int.MaxValue));
    }

    [Fact]
    public void Settle_WhatIsNotKnown_IsNotFound() => Assert.Equal(StockOutcome.NotFound, _stock.Settle("a", 1));

    [Fact]
    public void Settle_AfterTheUnitsWentBack_SaysSo()
    {
        _stock.Reserve("a", 6);
        _stock.Settle("a", 2);
        _stock.Now += TimeSpan.FromHours(1);

        Assert.Equal(StockOutcome.Done, _stock.Settle("a", 2));
        Assert.Equal(StockOutcome.Expired, _stock.Settle("a", 3));
        Assert.Equal(new StockLevel(8, 0, 2), _stock.Level());
    }

    [Fact]
    public void Hold_AtItsLastTickAndTheNext_IsHeldAndFree()
    {
        _stock.Reserve("a", 6);
        _stock.Settle("a", 2);

        _stock.Now += TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1);
        Assert.Equal(new StockLevel(4, 4, 2), _stock.Level());
        _stock.Now += TimeSpan.FromTicks(1);
        Assert.Equal(new StockLevel(8, 0, 2), _stock.Level());
    }

    [Fact]
    public void Extend_Later_IsTakenAndEarlierIsNot()
    {
        _stock.Reserve("a", 6, seconds: 60);

        Assert.Equal(StockOutcome.Done, _stock.Extend("a", 30));
        _stock.Now += TimeSpan.FromSeconds(59);
        Assert.Equal(6, _stock.Level().Reserved);
        Assert.Equal(StockOutcome.Done, _stock.Extend("a", 60));
        _stock.Now += TimeSpan.FromSeconds(59);
        Assert.Equal(6, _stock.Level().Reserved);
        _stock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(0, _stock.Level().Reserved);
        Assert.Equal(StockOutcome.Expired, _stock.Extend("a", 60));
        Assert.Equal(StockOutcome.NotFound, _stock.Extend("b", 60));
    }

    [Theory]
    [InlineData(StockAdjustment.Receive, 5, StockOutcome.Done, 11)]
    [InlineData(StockAdjustment.Receive, -5, StockOutcome.Invalid, 6)]
    [InlineData(StockAdjustment.Correct, 2, StockOutcome.Done, 8)]
    [InlineData(StockAdjustment.Correct, -6, StockOutcome.Done, 0)]
    [InlineData(StockAdjustment.Correct, -7, StockOutcome.Insufficient, 6)]
    [InlineData(StockAdjustment.SetAvailable, 0, StockOutcome.Done, 0)]
    [InlineData(StockAdjustment.SetAvailable, 50, StockOutcome.Done, 50)]
    [InlineData(StockAdjustment.SetAvailable, -1, StockOutcome.Invalid, 6)]
    [InlineData(StockAdjustment.Receive, StockLimits.UnitsMax, StockOutcome.Invalid, 6)]
    [InlineData(StockAdjustment.Unknown, 1, StockOutcome.Invalid, 6)]
    public void Adjust_EachKind_LeavesWhatIsHeldAlone(StockAdjustment kind, int quantity, StockOutcome expected, int available)
    {
        _stock.Reserve("a", 4);

        Assert.Equal(expected, _stock.Adjust("c-1", kind, quantity));
        Assert.Equal(new StockLevel(available, 4, 0), _stock.Level());
        Assert.Equal(available + 4, _stock.Book.Received);
    }

    [Fact]
    public void Adjust_SameCommandAgain_CountsOnce()
    {
        _stock.Adjust("c-1", StockAdjustment.Receive, 5);

        Assert.Equal(StockOutcome.Done, _stock.Adjust("c-1", StockAdjustment.Receive, 5));
        Assert.Equal(15, _stock.Level().Available);
    }

    [Fact]
    public void Adjust_ACorrectionWithoutAReason_IsInvalid() =>
        Assert.Equal(StockOutcome.Invalid, _stock.Adjust("c-1", StockAdjustment.Correct, 1, reason: " "));

    [Fact]
    public void Return_SoldUnits_GoToTheShelfOrAreGone()
    {
        _stock.Reserve("a", 4);
        _stock.Settle("a", 4);

        Assert.Equal(StockOutcome.Done, _stock.Return("c-1", 1, "a"));
        Assert.Equal((new StockLevel(7, 0, 3), 10L), (_stock.Level(), _stock.Book.Received));
        Assert.Equal(StockOutcome.Done, _stock.Return("c-2", 2, "a", restock: false));
        Assert.Equal((new StockLevel(7, 0, 1), 8L), (_stock.Level(), _stock.Book.Received));
        Assert.Equal(StockOutcome.Done, _stock.Return("c-2", 2, "a", restock: false));
        Assert.Equal(StockOutcome.Invalid, _stock.Return("c-3", 2, "a"));
        Assert.Equal(StockOutcome.Invalid, _stock.Return("c-4", 2));
    }

    [Fact]
    public void BuyerMax_HeldAndBoughtTogether_IsExact()
    {
        _stock.SetPolicy(new StockPolicy(BuyerMax: 3));

        Assert.Equal(StockOutcome.Invalid, _stock.Reserve("a", 1));
        Assert.Equal(StockOutcome.Done, _stock.Reserve("a", 2, buyer: "u-1"));
        Assert.Equal(StockOutcome.OverBuyerMax, _stock.Reserve("b", 2, buyer: "u-1"));
        Assert.Equal(StockOutcome.Done, _stock.Reserve("b", 1, buyer: "u-1"));
        _stock.Settle("a", 2);
        Assert.Equal(StockOutcome.OverBuyerMax, _stock.Reserve("c", 1, buyer: "u-1"));
        Assert.Equal(StockOutcome.Done, _stock.Reserve("c", 3, buyer: "u-2"));
        _stock.Settle("b", 0, 1);
        Assert.Equal(StockOutcome.Done, _stock.Reserve("d", 1, buyer: "u-1"));
        _stock.Return("c-1", 2, "a");
        Assert.Equal(StockOutcome.Done, _stock.Reserve("e", 2, buyer: "u-1"));
    }

    [Fact]
    public void BuyerMax_SetLater_CountsWhoHoldsAndWhoBought()
    {
        _stock.Reserve("a", 2, buyer: "u-1");
        _stock.Settle("a", 2);
        _stock.Reserve("b", 1, buyer: "u-1");

        _stock.SetPolicy(new StockPolicy(BuyerMax: 3));

        Assert.Equal(StockOutcome.OverBuyerMax, _stock.Reserve("c", 1, buyer: "u-1"));
    }

    [Theory]
    [InlineData(0, null, 0)]
    [InlineData(null, -1, 0)]
    [InlineData(null, null, -1)]
    [InlineData(null, null, 65)]
    [InlineData(2, null, 4)]
    public void SetPolicy_ThatCannotBe_IsInvalid(int? buyerMax, int? lowAt, int shards) =>
        Assert.Equal(StockOutcome.Invalid, _stock.SetPolicy(new StockPolicy(buyerMax, lowAt, shards)));

    [Fact]
    public void Opening_OfAnEarlierProgram_KeepsReservationsAndWhatIsOver()
    {
        var opening = new StockOpening(
            "seller", 5, 7, [new OpenReservation("d-1", 6, BookOfRecord.Start.AddMinutes(1), 2, 1)], ["old"]);
        var stock = new BookOfRecord(opening);

        Assert.Equal((new StockLevel(5, 3, 7), 15L), (stock.Level(), stock.Book.Received));
        Assert.Equal(StockOutcome.Done, stock.Settle("old", 9));
        Assert.Equal(StockOutcome.Done, stock.Reserve("old", 1));
        Assert.Equal(StockOutcome.Done, stock.Settle("d-1", 4, 1));
        Assert.Equal(new StockLevel(5, 1, 9), stock.Level());
        stock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(new StockLevel(6, 0, 9), stock.Level());
    }

    [Fact]
    public void Over_ManyReservations_AreForgottenOldestFirst()
    {
        _stock.Adjust("c", StockAdjustment.Receive, StockBook.RememberedMax);
        for (var number = 0; number <= StockBook.RememberedMax; number++)
        {
            _stock.Reserve($"r-{number}");
            _stock.Settle($"r-{number}", 1);
        }

        Assert.Equal(StockOutcome.NotFound, _stock.Settle("r-0", 1));
        Assert.Equal(StockOutcome.Done, _stock.Settle("r-1", 1));
    }

    [Fact]
    public void Law_ThatIsBroken_IsNotSoldFrom()
    {
        var book = new StockBook(new StockState { IsOpen = true, Available = 3, Received = 2 });

        Assert.Throws<InvalidOperationException>(book.CheckLaw);
        Assert.Throws<InvalidOperationException>(new StockBook(new StockState { Available = -1, Sold = 3, Received = 2 }).CheckLaw);
    }

    /// <summary>A hundred thousand live holds cost what a hundred do: the time limit is a hundred times what it takes.</summary>
    [Fact(Timeout = 60_000)]
    public async Task Book_WithAHundredThousandHolds_StillDecidesAtOnce()
    {
        await Task.Yield();
        var stock = new BookOfRecord(200_000);
        for (var number = 0; number < 200_000; number++)
        {
            Assert.Equal(StockOutcome.Done, stock.Reserve($"r-{number}", seconds: 100 + (number % 1_000)));
            if (number >= 100_000)
            {
                stock.Settle($"r-{number - 100_000}", number % 2, 1 - (number % 2));
            }
        }

        Assert.Equal(100_000, stock.Book.HoldCount);
        stock.Book.CheckAll();
    }
}
