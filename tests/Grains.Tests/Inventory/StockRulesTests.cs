using FsCheck;
using FsCheck.Fluent;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Inventory;

namespace SocialCommerce.Grains.Tests.Inventory;

public sealed class StockRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Reserve_Units_MovesThemFromAvailableToReserved()
    {
        var (book, outcome) = StockRules.Reserve(Stock(10), Reserve("a", 4), Now);

        Assert.Equal(StockOutcome.Done, outcome);
        Assert.Equal(new StockLevel(6, 4, 0), book.Level);
    }

    [Fact]
    public void Reserve_SameIdAgain_TakesNothingMore()
    {
        var (first, _) = StockRules.Reserve(Stock(10), Reserve("a", 4), Now);
        var (second, outcome) = StockRules.Reserve(first, Reserve("a", 9), Now);

        Assert.Equal(StockOutcome.Done, outcome);
        Assert.Same(first, second);
    }

    [Fact]
    public void Reserve_AfterTheReservationIsOver_TakesNothingMore()
    {
        var (held, _) = StockRules.Reserve(Stock(10), Reserve("a", 4), Now);
        var (over, _) = StockRules.Settle(held, new SettleStock("a", 1, 3), Now);
        var (again, outcome) = StockRules.Reserve(over, Reserve("a", 4), Now);

        Assert.Equal(StockOutcome.Done, outcome);
        Assert.Equal(new StockLevel(9, 0, 1), again.Level);
    }

    [Fact]
    public void Reserve_MoreThanThereIs_IsInsufficient() =>
        Assert.Equal(StockOutcome.Insufficient, StockRules.Reserve(Stock(3), Reserve("a", 4), Now).Outcome);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Reserve_NoUnits_IsInvalid(int quantity) =>
        Assert.Equal(StockOutcome.Invalid, StockRules.Reserve(Stock(3), Reserve("a", quantity), Now).Outcome);

    [Fact]
    public void Reserve_MoreReservationsThanAreKept_IsRefused()
    {
        var book = Stock(1_000);
        for (var number = 0; number < StockRules.ReservationsMax; number++)
        {
            (book, _) = StockRules.Reserve(book, Reserve($"r-{number}", 1), Now);
        }

        Assert.Equal(StockOutcome.TooMany, StockRules.Reserve(book, Reserve("last", 1), Now).Outcome);
    }

    [Fact]
    public void Settle_OlderTotalsAfterNewer_ChangeNothing()
    {
        var (held, _) = StockRules.Reserve(Stock(10), Reserve("a", 6), Now);
        var (settled, _) = StockRules.Settle(held, new SettleStock("a", 3, 1), Now);
        var (again, outcome) = StockRules.Settle(settled, new SettleStock("a", 2, 0), Now);

        Assert.Equal(StockOutcome.Done, outcome);
        Assert.Same(settled, again);
        Assert.Equal(new StockLevel(5, 2, 3), again.Level);
    }

    [Fact]
    public void Settle_MoreThanWasReserved_IsInvalid()
    {
        var (held, _) = StockRules.Reserve(Stock(10), Reserve("a", 6), Now);

        Assert.Equal(StockOutcome.Invalid, StockRules.Settle(held, new SettleStock("a", 4, 3), Now).Outcome);
    }

    [Fact]
    public void Settle_WhatIsNotKnown_IsNotFound() =>
        Assert.Equal(StockOutcome.NotFound, StockRules.Settle(Stock(10), new SettleStock("a", 1, 0), Now).Outcome);

    [Fact]
    public void Expire_WhatIsLeftOfAReservation_GoesBack()
    {
        var (held, _) = StockRules.Reserve(Stock(10), Reserve("a", 6), Now);
        var (settled, _) = StockRules.Settle(held, new SettleStock("a", 2, 0), Now);

        Assert.Equal(new StockLevel(4, 4, 2), StockRules.Expire(settled, Now.AddMinutes(1).AddTicks(-1)).Level);
        Assert.Equal(new StockLevel(8, 0, 2), StockRules.Expire(settled, Now.AddMinutes(1)).Level);
    }

    /// <summary>Whatever is asked, in whatever order and time: no unit is made or lost, and none is sold that was not there.</summary>
    [Fact]
    public void Rules_AnySequence_ConserveEveryUnit() =>
        Prop.ForAll<byte[], byte>((steps, total) =>
        {
            var book = Stock(total);
            var now = Now;
            foreach (var step in steps)
            {
                now = now.AddSeconds(step % 7);
                book = Apply(book, step, now);
                var level = book.Level;
                if (level.Available + level.Reserved + level.Sold != total || level.Available < 0 || level.Reserved < 0 || level.Sold < 0)
                {
                    return false;
                }
            }

            return StockRules.Expire(book, now.AddHours(1)).Level is { Reserved: 0 };
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static StockBook Apply(StockBook book, byte step, DateTimeOffset now)
    {
        var id = $"r-{step % 5}";
        return (step / 5 % 3) switch
        {
            0 => StockRules.Reserve(book, new ReserveStock(id, step % 13, now.AddSeconds(20)), now).Next,
            1 => StockRules.Settle(book, new SettleStock(id, step % 4, step % 3), now).Next,
            _ => StockRules.Expire(book, now),
        };
    }

    private static StockBook Stock(int available) => new(available, new StockLedger());

    private static ReserveStock Reserve(string id, int quantity) => new(id, quantity, Now.AddMinutes(1));
}
