using SocialCommerce.Grains.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using static SocialCommerce.Grains.Tests.Communities.GroupBuying.GroupSamples;

namespace SocialCommerce.Grains.Tests.Communities.GroupBuying;

public sealed class GroupMergeTests
{
    private static readonly GroupTerms Four = Terms with { Tiers = Tiers((4, 1000)) };

    [Fact]
    public async Task TooSmall_NearItsEnd_GoesIntoALaterOne_WhichFills()
    {
        var shop = await HalfFullAsync();
        await shop.AdvanceAsync(TimeSpan.FromMinutes(13));

        Assert.Equal((GroupStatus.Merged, "h"), (shop.Group("g").State.Status, shop.Group("g").Snapshot!.MergedInto));
        Assert.Equal(GroupStatus.Succeeded, shop.Group("h").State.Status);
        Assert.Equal(["g.1", "g.2", "h.1", "h.2"], shop.Orders.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(("a", "group.merged"), shop.Notices);
        Assert.Equal(GroupOutcome.NotMember, (await shop.LeaveAsync("g", "a"))!.Outcome);
        GroupLaws.CheckEnd(shop, 10);
    }

    [Fact]
    public async Task Merge_AtACrashOfEitherAtEachStep_LosesAndDoublesNobody()
    {
        var whole = await HalfFullAsync();
        var before = whole.Steps;
        await whole.AdvanceAsync(TimeSpan.FromMinutes(13));

        for (var step = before + 1; step <= whole.Steps; step++)
        {
            var shop = await HalfFullAsync();
            shop.CrashAt = step;
            await shop.AdvanceAsync(TimeSpan.FromMinutes(13));
            GroupLaws.CheckNow(shop);
            await shop.FinishAsync();

            Assert.Equal(["g.1", "g.2", "h.1", "h.2"], shop.Orders.Keys.Order(StringComparer.Ordinal));
            GroupLaws.CheckEnd(shop, 10);
        }
    }

    [Fact]
    public async Task Merge_ThatDoesNotFit_IsNotAsked_AndTheGroupFails()
    {
        var shop = await HalfFullAsync();
        await shop.JoinAsync("h", Join("e"));
        await shop.AdvanceAsync(TimeSpan.FromMinutes(15));

        Assert.Equal((GroupStatus.Failed, GroupStatus.Open), (shop.Group("g").State.Status, shop.Group("h").State.Status));
        Assert.Equal(0, shop.Group("g").State.Merges);
        await shop.FinishAsync();
        GroupLaws.CheckEnd(shop, 10);
    }

    [Fact]
    public void Absorb_Refused_IsRefusedForEver()
    {
        var full = State("h", 3);
        var ask = new AbsorbGroup("g:m1", "g", Offer, State("g", 2).Seats);

        var (next, isTaken) = GroupMergeRules.Absorb(full, ask, Now);
        Assert.False(isTaken);
        var emptier = next with { Seats = [next.Seats[0]] };
        Assert.False(GroupMergeRules.Absorb(emptier, ask, Now).IsTaken);
        var (taken, isOtherTaken) = GroupMergeRules.Absorb(emptier, ask with { MergeId = "g:m2" }, Now);
        Assert.True(isOtherTaken);
        Assert.Equal((taken, true), GroupMergeRules.Absorb(taken, ask with { MergeId = "g:m2" }, Now));
    }

    [Fact]
    public void Absorb_OfAnotherOffer_OrAMemberOfBoth_OrWhenOver_IsRefused()
    {
        var group = State("h", 1);
        var ask = new AbsorbGroup("g:m1", "g", Offer, State("g", 1).Seats);

        Assert.False(GroupMergeRules.Absorb(group, ask with { OfferId = "other" }, Now).IsTaken);
        Assert.False(GroupMergeRules.Absorb(group, ask with { Seats = [ask.Seats[0] with { UserId = "h-1" }] }, Now).IsTaken);
        Assert.False(GroupMergeRules.Absorb(group, ask, group.EndsAt).IsTaken);
        Assert.False(GroupMergeRules.Absorb(group with { Status = GroupStatus.Failed }, ask, Now).IsTaken);
        Assert.True(GroupMergeRules.Absorb(group, ask, Now).IsTaken);
    }

    [Fact]
    public async Task WhileItAsks_NobodyJoinsOrLeaves()
    {
        var shop = new GroupShop(Four, 10);
        await shop.OpenAsync("g", Open("a"));
        var state = shop.Stored["g"] with { Status = GroupStatus.Merging };

        Assert.Equal(GroupOutcome.Busy, GroupRules.Leave(state, "a", Now).Outcome);
        Assert.Equal(GroupOutcome.Busy, GroupRules.Join("g", state, Join("b"), new GroupBuyOptions(), Now).Outcome);
        Assert.Same(state, GroupRules.Advance("g", state, new GroupBuyOptions(), state.EndsAt.AddHours(1)));
    }

    // Two of four in each; g ends five minutes before h.
    private static async Task<GroupShop> HalfFullAsync()
    {
        var shop = new GroupShop(Four, stock: 10);
        await shop.OpenAsync("g", Open("a"));
        await shop.JoinAsync("g", Join("b"));
        await shop.AdvanceAsync(TimeSpan.FromMinutes(5));
        await shop.OpenAsync("h", Open("c"));
        await shop.JoinAsync("h", Join("d"));
        await shop.DriveAsync();
        return shop;
    }

    private static GroupState State(string groupId, int members) => new()
    {
        Terms = Four,
        Status = GroupStatus.Open,
        OpenedAt = Now,
        EndsAt = Now + Four.Window,
        Seated = members,
        Seats =
        [
            .. Enumerable.Range(1, members).Select(number => new GroupSeat(
                $"{groupId}.{number}", $"{groupId}-{number}", "Ann", 1, Cny(1000), Now, Now, SeatStatus.Paid)),
        ],
    };
}
