using FsCheck;
using FsCheck.Fluent;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Rooms.Selling;
using static SocialCommerce.Grains.Tests.Rooms.Selling.DealSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Selling;

public sealed class ClaimRulesTests
{
    [Fact]
    public void Claim_InTheWindow_HoldsUnitsAtTheDealsPrice()
    {
        var (book, result) = ClaimRules.Claim(DealId, Book(), Claim("c-1", quantity: 2), OpensAt);

        var claim = new DealClaim("c-1", DealId, "p-1", 2, new Money(990, "CNY"), ClaimStatus.Reserved, OpensAt + DealLimits.Hold, null);
        Assert.Equal(new ClaimResult(DealOutcome.Done, claim), result);
        Assert.Equal(8, book.Remaining);
    }

    [Theory]
    [InlineData(-1, DealOutcome.NotOpen)]
    [InlineData(0, DealOutcome.Done)]
    [InlineData(5 * 60 * TimeSpan.TicksPerSecond - 1, DealOutcome.Done)]
    [InlineData(5 * 60 * TimeSpan.TicksPerSecond, DealOutcome.Closed)]
    public void Claim_AtTheEdgesOfTheWindow_IsDecidedByTheClock(long ticks, DealOutcome expected) =>
        Assert.Equal(expected, ClaimRules.Claim(DealId, Book(), Claim("c-1"), OpensAt.AddTicks(ticks)).Result.Outcome);

    [Fact]
    public void Claim_TooEarly_SaysHowLongToWait() =>
        Assert.Equal(TimeSpan.FromSeconds(20), ClaimRules.Claim(DealId, Book(), Claim("c-1"), OpensAt.AddSeconds(-20)).Result.RetryAfter);

    [Fact]
    public void Claim_SameIdAgain_IsTheSameClaim()
    {
        var (first, result) = ClaimRules.Claim(DealId, Book(), Claim("c-1"), OpensAt);
        var (second, again) = ClaimRules.Claim(DealId, first, Claim("c-1"), OpensAt.AddSeconds(1));

        Assert.Same(first, second);
        Assert.Equal(result with { IsReplay = true }, again);
    }

    [Fact]
    public void Claim_SameIdForSomethingElse_IsRefused()
    {
        var book = Book().With(Claim("c-1"));

        Assert.Equal(DealOutcome.ClaimReused, ClaimRules.Claim(DealId, book, Claim("c-1", quantity: 2), OpensAt).Result.Outcome);
        Assert.Equal(DealOutcome.ClaimReused, ClaimRules.Claim(DealId, book, Claim("c-1", "u-2"), OpensAt).Result.Outcome);
    }

    [Fact]
    public void Claim_MoreThanOneBuyerMayHave_IsRefused()
    {
        var book = Book(perBuyer: 2).With(Claim("c-1"));

        Assert.Equal(DealOutcome.OverCap, ClaimRules.Claim(DealId, book, Claim("c-2", quantity: 2), OpensAt).Result.Outcome);
        Assert.Equal(DealOutcome.OverCap, ClaimRules.Claim(DealId, book, Claim("c-2", quantity: int.MaxValue), OpensAt).Result.Outcome);
    }

    [Fact]
    public void Claim_MoreThanThereAre_IsSoldOutUntilOneMayComeBack()
    {
        var book = Book(quantity: 1, closesAt: OpensAt.AddMinutes(20)).With(Claim("c-1"));
        var (_, result) = ClaimRules.Claim(DealId, book, Claim("c-2", "u-2"), OpensAt.AddMinutes(1));

        Assert.Equal(new ClaimResult(DealOutcome.SoldOut, RetryAfter: TimeSpan.FromMinutes(9)), result);
    }

    [Fact]
    public void Claim_AfterAnotherExpired_GetsItsUnit()
    {
        var book = Book(quantity: 1, closesAt: OpensAt.AddMinutes(20)).With(Claim("c-1"));
        var (next, result) = ClaimRules.Claim(DealId, book, Claim("c-2", "u-2"), OpensAt + DealLimits.Hold);

        Assert.Equal(DealOutcome.Done, result.Outcome);
        Assert.Equal(ClaimStatus.Expired, ClaimRules.Get(DealId, next, Settle("c-1"), OpensAt + DealLimits.Hold).Result.Claim!.Status);
    }

    [Fact]
    public void Confirm_InTime_SellsOnce()
    {
        var book = Book().With(Claim("c-1", quantity: 2));
        var (sold, result) = ClaimRules.Confirm(DealId, book, Settle("c-1", orderId: "o-1"), OpensAt.AddMinutes(9));
        var (again, repeated) = ClaimRules.Confirm(DealId, sold, Settle("c-1", orderId: "o-1"), OpensAt.AddMinutes(30));

        Assert.Equal((DealOutcome.Done, ClaimStatus.Sold, "o-1"), (result.Outcome, result.Claim!.Status, result.Claim.OrderId));
        Assert.Same(sold, again);
        Assert.True(repeated.IsReplay);
        Assert.Equal((2, 0), (again.Claims.Sold, again.Claims.Reserved));
        Assert.Equal(DealOutcome.IllegalStep, ClaimRules.Confirm(DealId, sold, Settle("c-1", orderId: "o-2"), OpensAt).Result.Outcome);
        Assert.Equal(DealOutcome.IllegalStep, ClaimRules.Release(DealId, sold, Settle("c-1"), OpensAt).Result.Outcome);
    }

    [Fact]
    public void Confirm_TooLate_SellsNothing()
    {
        var (book, result) = ClaimRules.Confirm(DealId, Book().With(Claim("c-1")), Settle("c-1", orderId: "o-1"), OpensAt + DealLimits.Hold);

        Assert.Equal(DealOutcome.IllegalStep, result.Outcome);
        Assert.Equal((0, 0, 10), (book.Claims.Sold, book.Claims.Reserved, book.Remaining));
    }

    [Fact]
    public void Settle_AClaimOfSomebodyElse_IsNotFound()
    {
        var book = Book().With(Claim("c-1"));

        Assert.Equal(DealOutcome.NotFound, ClaimRules.Release(DealId, book, Settle("c-1", "u-2"), OpensAt).Result.Outcome);
        Assert.Equal(DealOutcome.NotFound, ClaimRules.Get(DealId, book, Settle("c-1", "u-2"), OpensAt).Result.Outcome);
    }

    [Fact]
    public void Release_AndClaimAgain_GivesTheBuyerAnotherTry()
    {
        var (book, result) = ClaimRules.Release(DealId, Book(perBuyer: 1).With(Claim("c-1")), Settle("c-1"), OpensAt);

        Assert.Equal(ClaimStatus.Released, result.Claim!.Status);
        Assert.Equal(0, book.Claims.UnitsOf("u-1"));
        Assert.Equal(DealOutcome.Done, ClaimRules.Claim(DealId, book, Claim("c-2"), OpensAt).Result.Outcome);
    }

    [Fact]
    public void Ledger_ManyClaimsThatAreOver_KeepsTheLastOfThem()
    {
        var book = Book(quantity: 1);
        for (var number = 0; number <= ClaimLedger.OverMax; number++)
        {
            (book, _) = ClaimRules.Claim(DealId, book, Claim($"c-{number}"), OpensAt);
            (book, _) = ClaimRules.Release(DealId, book, Settle($"c-{number}"), OpensAt);
        }

        Assert.Null(book.Claims.Find("c-0"));
        Assert.Equal(ClaimStatus.Released, book.Claims.Find("c-1")!.Status);
        Assert.Equal(ClaimLedger.OverMax, book.Export().Claims.Length);
    }

    /// <summary>
    /// Whatever buyers ask, in whatever order: never more than there are, never more than one buyer may have, no unit lost,
    /// nothing given outside the window, one claim for one id, and the store gives all of it back.
    /// </summary>
    [Fact]
    public void Rules_AnySequence_KeepEveryPromise() =>
        Prop.ForAll<ushort[], byte>((steps, size) =>
        {
            var book = Book(quantity: 1 + (size % 12), perBuyer: 1 + (size % 3), closesAt: OpensAt.AddMinutes(20));
            var now = OpensAt.AddMinutes(-1);
            foreach (var step in steps)
            {
                now = now.AddSeconds(step % 90);
                var (next, result) = Apply(book, step, now);
                if (!IsSound(next) || !IsGivenInTime(book, next, result, now))
                {
                    return false;
                }

                book = next;
            }

            return Describe(DealBook.Load(book.Export())) == Describe(book);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static (DealBook Next, ClaimResult Result) Apply(DealBook book, ushort step, DateTimeOffset now)
    {
        var (userId, claimId) = ($"u-{step % 4}", $"c-{step / 7 % 11}");
        return (step / 90 % 5) switch
        {
            0 => ClaimRules.Release(DealId, book, Settle(claimId, userId), now),
            1 => ClaimRules.Confirm(DealId, book, Settle(claimId, userId, "o-1"), now),
            _ => ClaimRules.Claim(DealId, book, Claim(claimId, userId, 1 + (step % 3)), now),
        };
    }

    private static bool IsSound(DealBook book)
    {
        var terms = book.State.Terms!;
        var claims = book.Export().Claims;
        var reserved = claims.Where(claim => claim.Status == ClaimStatus.Reserved).Sum(claim => claim.Quantity);
        var sold = claims.Where(claim => claim.Status == ClaimStatus.Sold).Sum(claim => claim.Quantity);
        return book.Remaining >= 0
            && book.Claims.Reserved == reserved && book.Claims.Sold == sold
            && book.Remaining + reserved + sold == terms.Quantity
            && claims.Where(claim => claim.Status is ClaimStatus.Reserved or ClaimStatus.Sold)
                .GroupBy(claim => claim.UserId)
                .All(buyer => buyer.Sum(claim => claim.Quantity) == book.Claims.UnitsOf(buyer.Key) && book.Claims.UnitsOf(buyer.Key) <= terms.PerBuyer)
            && claims.DistinctBy(claim => claim.Id).Count() == claims.Length;
    }

    private static bool IsGivenInTime(DealBook before, DealBook after, ClaimResult result, DateTimeOffset now)
    {
        var isNew = result.Claim is { Status: ClaimStatus.Reserved } claim && before.Claims.Find(claim.ClaimId) is null
            && after.Claims.Find(claim.ClaimId) is not null;
        return !isNew || (now >= before.State.Terms!.OpensAt && now < before.State.Terms.ClosesAt);
    }

    private static string Describe(DealBook book) =>
        $"{book.Remaining} {book.Claims.Reserved} {book.Claims.Sold} {book.Claims.ExpiresNext:O} {string.Join(' ', book.Export().Claims.Select(claim => claim.ToString()).Order())}";
}
