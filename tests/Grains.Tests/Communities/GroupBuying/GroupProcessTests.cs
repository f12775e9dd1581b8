using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using static SocialCommerce.Grains.Tests.Communities.GroupBuying.GroupSamples;

namespace SocialCommerce.Grains.Tests.Communities.GroupBuying;

public sealed class GroupProcessTests
{
    private readonly GroupShop _shop = new(Terms, stock: 10);

    [Fact]
    public async Task Full_SettlesAtOnce_AtTheBestTier_AndReturnsTheDifference()
    {
        await _shop.OpenAsync("g", Open("a"));
        await JoinAsync("g", "b", "c");
        var last = await _shop.JoinAsync("g", Join("d", quantity: 2));
        await _shop.DriveAsync();

        Assert.Equal((GroupOutcome.Done, GroupStatus.Succeeded), (last!.Outcome, last.Group!.Status));
        Assert.Equal([1000L, 1000L, 1000L, 2000L], _shop.Orders.Values.Select(seat => seat.FinalMinor!.Value));
        Assert.All(_shop.Payments.Values.Where(payment => payment.Charged == 1500), payment => Assert.Equal(500, payment.Refunds.Values.Sum()));
        Assert.Equal(1000, _shop.Payments["g.4:pay"].Refunds.Values.Sum());
        Assert.Contains(("a", "group.filled"), _shop.Notices);
        GroupLaws.CheckEnd(_shop, 10);
    }

    [Fact]
    public async Task Over_WithEnough_SettlesAtTheTierReached()
    {
        await _shop.OpenAsync("g", Open("a"));
        await JoinAsync("g", "b", "c");
        await _shop.AdvanceAsync(Terms.Window);

        Assert.Equal(GroupStatus.Succeeded, _shop.Group("g").State.Status);
        Assert.All(_shop.Orders.Values, seat => Assert.Equal(1300, seat.FinalMinor));
        GroupLaws.CheckEnd(_shop, 10);
    }

    [Fact]
    public async Task Over_WithTooFew_GivesEverythingBackAtOnce()
    {
        await _shop.OpenAsync("g", Open("a"));
        await _shop.AdvanceAsync(Terms.Window);

        Assert.Equal(GroupStatus.Failed, _shop.Group("g").State.Status);
        Assert.Equal(1500, _shop.Payments["g.1:pay"].Refunds["g.1:back"]);
        Assert.Equal(10, _shop.Stock);
        Assert.Contains(("a", "group.failed"), _shop.Notices);
        GroupLaws.CheckEnd(_shop, 10);
    }

    [Fact]
    public async Task Join_Twice_IsRefused_AndWithTheSameKeyRepeated()
    {
        await _shop.OpenAsync("g", Open("a", key: "k"));

        Assert.Equal(GroupOutcome.AlreadyMember, (await _shop.JoinAsync("g", Join("a")))!.Outcome);
        var again = await _shop.JoinAsync("g", Join("a", key: "k"));
        var opened = await _shop.OpenAsync("g", Open("a", key: "k"));
        Assert.Equal((GroupOutcome.Done, true, "g.1"), (again!.Outcome, again.IsReplay, again.Seat!.SeatId));
        Assert.Equal((GroupOutcome.Done, true), (opened!.Outcome, opened.IsReplay));
        Assert.Equal(GroupOutcome.Exists, (await _shop.OpenAsync("g", Open("b", key: "k2")))!.Outcome);
        Assert.Single(_shop.Payments);
    }

    [Fact]
    public async Task Join_WithASeatInAnotherGroupOfTheOffer_IsRefused_UntilItIsLeft()
    {
        await _shop.OpenAsync("g", Open("a"));
        await _shop.OpenAsync("h", Open("b"));

        Assert.Equal(GroupOutcome.InOtherGroup, (await _shop.JoinAsync("h", Join("a")))!.Outcome);
        await _shop.LeaveAsync("g", "a");
        Assert.Equal(GroupOutcome.Done, (await _shop.JoinAsync("h", Join("a")))!.Outcome);
        await _shop.FinishAsync();
        GroupLaws.CheckEnd(_shop, 10);
    }

    [Fact]
    public async Task Join_Declined_FreesTheSeat()
    {
        await _shop.OpenAsync("g", Open("a"));

        var declined = await _shop.JoinAsync("g", Join("b", method: "declined", key: "k"));
        var same = await _shop.JoinAsync("g", Join("b", method: "declined", key: "k"));
        var paid = await _shop.JoinAsync("g", Join("b", key: "k2"));

        Assert.Equal((GroupOutcome.PaymentDeclined, "card_declined"), (declined!.Outcome, declined.Seat!.DeclineCode));
        Assert.Equal((GroupOutcome.PaymentDeclined, true), (same!.Outcome, same.IsReplay));
        Assert.Equal((GroupOutcome.Done, 2), (paid!.Outcome, paid.Group!.Members.Length));
    }

    [Fact]
    public async Task Join_MoreThanThereIs_IsSoldOut_AndChargesNothing()
    {
        var shop = new GroupShop(Terms, stock: 2);
        await shop.OpenAsync("g", Open("a"));

        Assert.Equal(GroupOutcome.SoldOut, (await shop.JoinAsync("g", Join("b", quantity: 2)))!.Outcome);
        await shop.FinishAsync();
        GroupLaws.CheckEnd(shop, 2);
    }

    [Fact]
    public async Task Join_AnswerLost_IsFoundOut_AndChargedOnce()
    {
        await _shop.OpenAsync("g", Open("a"));

        Assert.Equal(SeatStatus.Joining, (await _shop.JoinAsync("g", Join("b", method: "lost")))!.Seat!.Status);
        await _shop.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.All(_shop.Group("g").State.Seats, seat => Assert.Equal(SeatStatus.Paid, seat.Status));
        Assert.Contains(("a", "group.joined"), _shop.Notices);
    }

    [Fact]
    public async Task Join_NeverPaid_GivesTheSeatToAnother_AndClosesThePayment()
    {
        await _shop.OpenAsync("g", Open("a"));
        await JoinAsync("g", "b", "c");
        await _shop.JoinAsync("g", Join("d", method: "pending"));

        Assert.Equal(GroupOutcome.Full, (await _shop.JoinAsync("g", Join("e")))!.Outcome);
        await _shop.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.True(_shop.Payments["g.4:pay"].IsClosed);
        Assert.Equal(GroupStatus.Succeeded, (await _shop.JoinAsync("g", Join("e")))!.Group!.Status);
    }

    [Fact]
    public async Task Over_WhileSomebodyPays_DecidesWithoutThem()
    {
        await _shop.OpenAsync("g", Open("a"));
        await JoinAsync("g", "b");
        await _shop.AdvanceAsync(Terms.Window - TimeSpan.FromSeconds(1));
        await _shop.JoinAsync("g", Join("d", method: "pending"));
        await _shop.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(GroupStatus.Succeeded, _shop.Group("g").State.Status);
        Assert.Equal(["g.1", "g.2"], _shop.Orders.Keys.Order());
        await _shop.FinishAsync();
        GroupLaws.CheckEnd(_shop, 10);
    }

    [Fact]
    public async Task Leader_Leaves_AndTheOldestMemberLeads_UntilNobodyIsLeft()
    {
        await _shop.OpenAsync("g", Open("a"));
        await JoinAsync("g", "b", "c");

        Assert.Equal(["b", "c"], (await _shop.LeaveAsync("g", "a"))!.Group!.Users());
        Assert.Equal(1500, _shop.Payments["g.1:pay"].Refunds["g.1:back"]);
        Assert.Equal(["b", "c", "a"], (await _shop.JoinAsync("g", Join("a")))!.Group!.Users());
        await _shop.LeaveAsync("g", "b");
        await _shop.LeaveAsync("g", "c");
        Assert.Equal(GroupStatus.Closed, (await _shop.LeaveAsync("g", "a"))!.Group!.Status);
        Assert.Equal(GroupOutcome.NotMember, (await _shop.LeaveAsync("g", "a"))!.Outcome);
        await _shop.FinishAsync();
        GroupLaws.CheckEnd(_shop, 10);
    }

    [Fact]
    public async Task Leave_AfterTheGroupCameAbout_IsRefused()
    {
        await _shop.OpenAsync("g", Open("a"));
        await JoinAsync("g", "b", "c", "d");

        Assert.Equal(GroupOutcome.Closed, (await _shop.LeaveAsync("g", "a"))!.Outcome);
        Assert.Equal(GroupOutcome.Closed, (await _shop.JoinAsync("g", Join("e")))!.Outcome);
    }

    [Fact]
    public async Task Private_NeedsTheInvitation_AndIsNotListed()
    {
        await _shop.OpenAsync("g", Open("a", isPrivate: true));
        await _shop.DriveAsync();

        Assert.Empty(_shop.Listed);
        Assert.Equal(GroupOutcome.InviteNeeded, (await _shop.JoinAsync("g", Join("b")))!.Outcome);
        Assert.Equal(GroupOutcome.Done, (await _shop.JoinAsync("g", Join("b", invite: "invite")))!.Outcome);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(4, null)]
    [InlineData(1, "no method")]
    public async Task Join_WithWhatCannotBe_IsInvalid(int quantity, string? method)
    {
        await _shop.OpenAsync("g", Open("a"));

        Assert.Equal(GroupOutcome.Invalid, (await _shop.JoinAsync("g", Join("b", quantity, method)))!.Outcome);
        Assert.Equal(GroupOutcome.NotFound, (await _shop.JoinAsync("no", Join("b")))!.Outcome);
    }

    private async Task JoinAsync(string id, params string[] users)
    {
        foreach (var user in users)
        {
            Assert.Equal(GroupOutcome.Done, (await _shop.JoinAsync(id, Join(user)))!.Outcome);
        }
    }
}
