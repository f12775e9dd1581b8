using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms;

public sealed class CommentGateTests
{
    private readonly CommentGate _gate = new([new KeywordRule("casino", KeywordAction.Block)]);

    [Fact]
    public void Judge_InSlowMode_RefusesUntilTheTimeIsUpAndSaysWhen()
    {
        var room = RoomWith(new RoomModes(SlowModeSeconds: 30));

        Assert.Equal(RoomOutcome.Done, _gate.Judge(room, Say(clientId: "k-1"), Now).Outcome);
        var early = _gate.Judge(room, Say(clientId: "k-2"), Now.AddSeconds(29));
        Assert.Equal((RoomOutcome.SlowMode, TimeSpan.FromSeconds(1)), (early.Outcome, early.RetryAfter));
        Assert.Equal(RoomOutcome.Done, _gate.Judge(room, Say(userId: "u-2"), Now.AddSeconds(29)).Outcome);
        Assert.Equal(RoomOutcome.Done, _gate.Judge(room, Say(clientId: "k-2"), Now.AddSeconds(30)).Outcome);
    }

    [Fact]
    public void Judge_SlowModeSwitchedOn_CountsWhatWasSaidBefore()
    {
        Assert.Equal(RoomOutcome.Done, _gate.Judge(RoomWith(RoomModes.Open), Say(clientId: "k-1"), Now).Outcome);
        Assert.Equal(RoomOutcome.Done, _gate.Judge(RoomWith(RoomModes.Open), Say(clientId: "k-2"), Now).Outcome);

        var slow = _gate.Judge(RoomWith(new RoomModes(SlowModeSeconds: 10)), Say(clientId: "k-3"), Now.AddSeconds(4));

        Assert.Equal((RoomOutcome.SlowMode, TimeSpan.FromSeconds(6)), (slow.Outcome, slow.RetryAfter));
    }

    [Fact]
    public void Judge_AfterARestart_KnowsWhoSpokeLast()
    {
        _gate.Remember(Comment(1, "u-1"));

        Assert.Equal(RoomOutcome.SlowMode, _gate.Judge(RoomWith(new RoomModes(120)), Say(clientId: "k-9"), Now.AddSeconds(60)).Outcome);
    }

    [Fact]
    public void Judge_TheSameCommentAgain_IsNotTooSoon()
    {
        var room = RoomWith(new RoomModes(SlowModeSeconds: 30));
        _gate.Judge(room, Say(clientId: "k-1"), Now);

        Assert.Equal(RoomOutcome.Done, _gate.Judge(room, Say(clientId: "k-1"), Now.AddSeconds(1)).Outcome);
    }

    [Fact]
    public void Judge_ARefusedComment_DoesNotCountForSlowMode()
    {
        var room = RoomWith(new RoomModes(SlowModeSeconds: 30));

        Assert.Equal(RoomOutcome.Blocked, _gate.Judge(room, Say(text: "CAS1NO", clientId: "k-1"), Now).Outcome);
        Assert.Equal(RoomOutcome.Done, _gate.Judge(room, Say(clientId: "k-2"), Now.AddSeconds(1)).Outcome);
    }

    [Fact]
    public void Judge_ManyUsers_ForgetsThoseWhoseWaitIsOver()
    {
        var room = RoomWith(new RoomModes(SlowModeSeconds: 120));
        for (var user = 0; user < 5_000; user++)
        {
            var at = Now.AddSeconds(user);
            Assert.Equal(RoomOutcome.Done, _gate.Judge(room, Say($"u-{user}"), at).Outcome);
            Assert.Equal(RoomOutcome.SlowMode, _gate.Judge(room, Say($"u-{user}", clientId: "k-2"), at.AddSeconds(119)).Outcome);
        }
    }

    [Theory]
    [InlineData(Host)]
    [InlineData("u-mod")]
    public void Judge_TheHostAndModerators_MaySayAnythingAtAnyTime(string userId)
    {
        _gate.Use(RoomPolicy.Empty with { Moderators = ["u-mod"], Muted = [new Restriction("u-mod", null)] });
        var room = RoomWith(new RoomModes(120, FollowersOnly: true, BuyersOnly: true));

        Assert.Equal(RoomOutcome.Done, _gate.Judge(room, Say(userId, "casino", "k-1"), Now).Outcome);
        Assert.Equal(RoomOutcome.Done, _gate.Judge(room, Say(userId, "casino", "k-2"), Now).Outcome);
    }

    [Fact]
    public void Judge_Muted_RefusesUntilTheEnd()
    {
        _gate.Use(RoomPolicy.Empty with { Muted = [new Restriction("u-1", Now.AddSeconds(10)), new Restriction("u-2", null)] });

        var timed = _gate.Judge(RoomWith(RoomModes.Open), Say(), Now);
        Assert.Equal((RoomOutcome.Muted, TimeSpan.FromSeconds(10)), (timed.Outcome, timed.RetryAfter));
        var forGood = _gate.Judge(RoomWith(RoomModes.Open), Say("u-2"), Now);
        Assert.Equal((RoomOutcome.Muted, null), (forGood.Outcome, forGood.RetryAfter));
        Assert.Equal(RoomOutcome.Done, _gate.Judge(RoomWith(RoomModes.Open), Say(), Now.AddSeconds(10)).Outcome);
    }

    [Fact]
    public void Judge_Banned_RefusesAlsoWhatAModeratorApproved()
    {
        _gate.Use(RoomPolicy.Empty with { Banned = [new Restriction("u-1", null)] });

        Assert.Equal(RoomOutcome.Banned, _gate.Judge(RoomWith(RoomModes.Open), Say(), Now).Outcome);
        Assert.Equal(RoomOutcome.Banned, _gate.Judge(RoomWith(RoomModes.Open), Say() with { Review = CommentReview.Approved }, Now).Outcome);
        Assert.True(_gate.IsBanned("u-1", Now));
    }

    [Theory]
    [InlineData(true, false, false, false, RoomOutcome.FollowersOnly)]
    [InlineData(true, false, true, false, RoomOutcome.Done)]
    [InlineData(false, true, true, false, RoomOutcome.BuyersOnly)]
    [InlineData(false, true, false, true, RoomOutcome.Done)]
    [InlineData(true, true, true, false, RoomOutcome.BuyersOnly)]
    [InlineData(true, true, false, true, RoomOutcome.FollowersOnly)]
    [InlineData(true, true, true, true, RoomOutcome.Done)]
    public void Judge_ClosedRooms_WantProof(bool followersOnly, bool buyersOnly, bool isFollower, bool isBuyer, RoomOutcome expected)
    {
        var room = RoomWith(new RoomModes(0, followersOnly, buyersOnly));

        Assert.Equal(expected, _gate.Judge(room, Say() with { IsFollower = isFollower, IsBuyer = isBuyer }, Now).Outcome);
    }

    [Theory]
    [InlineData("visit my c.a.s.i.n.o", RoomOutcome.Blocked, "visit my c.a.s.i.n.o", "casino")]
    [InlineData("加微信吧", RoomOutcome.Held, "加微信吧", "加微信")]
    [InlineData("damn nice", RoomOutcome.Done, "**** nice", "damn")]
    [InlineData("d a m n nice", RoomOutcome.Done, "* * * * nice", "damn")]
    [InlineData("damn, 加 微 信", RoomOutcome.Held, "damn, 加 微 信", "加微信")]
    [InlineData("微信支付", RoomOutcome.Done, "微信支付", null)]
    [InlineData("no hello kitty", RoomOutcome.Done, "no hello kitty", null)]
    public void Judge_KeywordRules_TheStrictestCounts(string text, RoomOutcome expected, string shown, string? rule)
    {
        _gate.Use(RoomPolicy.Empty with
        {
            Rules =
            [
                new KeywordRule("加微信", KeywordAction.Hold), new KeywordRule("damn", KeywordAction.Mask),
                new KeywordRule("hello", KeywordAction.Block), new KeywordRule("hello kitty", KeywordAction.Allow),
            ],
        });

        var verdict = _gate.Judge(RoomWith(RoomModes.Open), Say(text: text), Now);

        Assert.Equal((expected, shown, rule), (verdict.Outcome, verdict.Text, verdict.Rule));
    }

    [Fact]
    public void Judge_WhatTheHookHeld_IsHeldUnlessARuleBlocksIt()
    {
        var room = RoomWith(RoomModes.Open);

        var held = _gate.Judge(room, Say() with { Review = CommentReview.Hold }, Now);
        Assert.Equal((RoomOutcome.Held, CommentGate.ReviewRule), (held.Outcome, held.Rule));
        Assert.Equal(RoomOutcome.Blocked, _gate.Judge(room, Say("u-2", "casino") with { Review = CommentReview.Hold }, Now).Outcome);
    }

    [Fact]
    public void Use_ARoomsOwnRules_AreBesideThoseOfTheShop()
    {
        _gate.Use(RoomPolicy.Empty with { Version = 1, Rules = [new KeywordRule("bonus", KeywordAction.Block)] });
        Assert.Equal(RoomOutcome.Blocked, _gate.Judge(RoomWith(RoomModes.Open), Say(text: "casino"), Now).Outcome);
        Assert.Equal(RoomOutcome.Blocked, _gate.Judge(RoomWith(RoomModes.Open), Say(text: "bonus"), Now).Outcome);

        _gate.Use(RoomPolicy.Empty with { Version = 2, Rules = [] });
        Assert.Equal(RoomOutcome.Done, _gate.Judge(RoomWith(RoomModes.Open), Say(text: "bonus"), Now).Outcome);
    }

    private static RoomState RoomWith(RoomModes modes) =>
        Room(RoomStatus.Live) with { Board = RoomBoard.Empty with { Modes = modes } };
}
