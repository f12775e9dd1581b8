using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms;

public sealed class ModerationRulesTests
{
    private const string Moderator = "u-mod";

    private static readonly RoomModeration Room =
        new(Host, RoomModes.Open, RoomPolicy.Empty with { Version = 3, Moderators = [Moderator, "u-mod2"] });

    /// <summary>Who may do what to whom: host, moderator, viewer, host of another room, operator.</summary>
    [Theory]
    [InlineData(ModerationKind.Mute, "u-1", "yynny")]
    [InlineData(ModerationKind.Unmute, "u-1", "yynny")]
    [InlineData(ModerationKind.Ban, "u-1", "yynny")]
    [InlineData(ModerationKind.Unban, "u-1", "yynny")]
    [InlineData(ModerationKind.Mute, "u-mod2", "ynnny")]
    [InlineData(ModerationKind.Ban, "u-mod2", "ynnny")]
    [InlineData(ModerationKind.Appoint, "u-1", "ynnny")]
    [InlineData(ModerationKind.Dismiss, "u-mod2", "ynnny")]
    [InlineData(ModerationKind.Dismiss, Moderator, "ynnny")]
    public void Decide_AnActOnAUser_IsUpToThoseWhoMay(ModerationKind kind, string subjectId, string expected)
    {
        ModerationCaller[] callers = [new(Host, false), new(Moderator, false), new("u-1", false), new("other-host", false), new("op", true)];

        var may = callers.Select(caller => ModerationRules.Decide(Room, new ModerationAct(caller, kind, subjectId), Now).Outcome == RoomOutcome.Done);

        Assert.Equal(expected.Select(c => c == 'y'), may);
    }

    [Theory]
    [InlineData(ModerationKind.Remove)]
    [InlineData(ModerationKind.Approve)]
    [InlineData(ModerationKind.Deny)]
    public void Decide_AnActOnAComment_IsUpToThoseInCharge(ModerationKind kind)
    {
        Assert.Equal(RoomOutcome.Done, Act(Host, kind).Outcome);
        Assert.Equal(RoomOutcome.Done, Act(Moderator, kind).Outcome);
        Assert.Equal(RoomOutcome.NotHost, Act("u-1", kind).Outcome);

        ModerationResult Act(string userId, ModerationKind kind) => ModerationRules.Decide(
            Room, new ModerationAct(new ModerationCaller(userId, false), kind, CommentId: "c-1"), Now);
    }

    [Theory]
    [InlineData(ModerationKind.Mute)]
    [InlineData(ModerationKind.Ban)]
    [InlineData(ModerationKind.Appoint)]
    public void Decide_AnActOnTheHost_IsRefusedToEverybody(ModerationKind kind)
    {
        Assert.Equal(RoomOutcome.Invalid, Do(Host, kind, Host).Outcome);
        Assert.Equal(RoomOutcome.NotHost, Do(Moderator, kind, Host).Outcome);
    }

    [Fact]
    public void Decide_MuteAndUnmute_MoveThePolicyByOneVersionEach()
    {
        var muted = Do(Host, ModerationKind.Mute, "u-1", TimeSpan.FromMinutes(5)).Moderation!;
        Assert.Equal(4, muted.Policy.Version);
        Assert.Equal<Restriction>([new Restriction("u-1", Now.AddMinutes(5))], muted.Policy.Muted);

        var longer = ModerationRules.Decide(muted, new ModerationAct(new(Host, false), ModerationKind.Mute, "u-1"), Now).Moderation!;
        Assert.Equal<Restriction>([new Restriction("u-1", null)], longer.Policy.Muted);

        var unmuted = ModerationRules.Decide(longer, new ModerationAct(new(Host, false), ModerationKind.Unmute, "u-1"), Now).Moderation!;
        Assert.Equal(6, unmuted.Policy.Version);
        Assert.Empty(unmuted.Policy.Muted);
    }

    [Fact]
    public void Decide_AnyChange_DropsWhatHasEndedByItself()
    {
        var room = Room with { Policy = Room.Policy with { Muted = [new Restriction("u-9", Now)] } };

        var next = ModerationRules.Decide(room, new ModerationAct(new(Host, false), ModerationKind.Mute, "u-1"), Now).Moderation!;

        Assert.Equal("u-1", Assert.Single(next.Policy.Muted).UserId);
    }

    [Fact]
    public void Decide_BanOfAModerator_DismissesThemToo()
    {
        var next = Do(Host, ModerationKind.Ban, Moderator).Moderation!;

        Assert.Equal<string>(["u-mod2"], next.Policy.Moderators);
        Assert.Equal(Moderator, Assert.Single(next.Policy.Banned).UserId);
    }

    [Fact]
    public void Decide_TooManyModerators_IsRefused()
    {
        var full = Room with { Policy = Room.Policy with { Moderators = [.. Enumerable.Range(0, ModerationLimits.ModeratorsMax).Select(i => $"m-{i}")] } };

        Assert.Equal(
            RoomOutcome.TooManyRestrictions,
            ModerationRules.Decide(full, new ModerationAct(new(Host, false), ModerationKind.Appoint, "u-1"), Now).Outcome);
        Assert.Equal(
            RoomOutcome.Done,
            ModerationRules.Decide(full, new ModerationAct(new(Host, false), ModerationKind.Appoint, "m-1"), Now).Outcome);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(120, true)]
    [InlineData(121, false)]
    public void Decide_SlowMode_IsBounded(int seconds, bool expected)
    {
        var outcome = ModerationRules.Decide(Room, new SetRoomModes(new(Moderator, false), new RoomModes(seconds))).Outcome;

        Assert.Equal(expected ? RoomOutcome.Done : RoomOutcome.Invalid, outcome);
    }

    [Fact]
    public void Decide_Rules_AreTheHostsAndMustHaveSomethingToFind()
    {
        ImmutableArray<KeywordRule> rules = [new("casino", KeywordAction.Block)];

        Assert.Equal(RoomOutcome.Done, Set(new(Host, false), rules).Outcome);
        Assert.Equal(RoomOutcome.Done, Set(new("op", true), rules).Outcome);
        Assert.Equal(RoomOutcome.NotHost, Set(new(Moderator, false), rules).Outcome);
        Assert.Equal(RoomOutcome.Invalid, Set(new(Host, false), [new("!!", KeywordAction.Block)]).Outcome);
        Assert.Equal(RoomOutcome.Invalid, Set(new(Host, false), [new("x y", KeywordAction.Unknown)]).Outcome);
        Assert.Equal(RoomOutcome.Invalid, Set(new(Host, false), [.. Enumerable.Repeat(rules[0], ModerationLimits.RulesMax + 1)]).Outcome);

        static ModerationResult Set(ModerationCaller caller, ImmutableArray<KeywordRule> rules) =>
            ModerationRules.Decide(Room, new SetKeywordRules(caller, rules));
    }

    private static ModerationResult Do(string userId, ModerationKind kind, string subjectId, TimeSpan? duration = null) =>
        ModerationRules.Decide(Room, new ModerationAct(new ModerationCaller(userId, false), kind, subjectId, Duration: duration), Now);
}
