using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Tests.Hosting;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms;

public sealed class ModerationGrainTests : IAsyncLifetime
{
    private static readonly ModerationCaller TheHost = new(Host, IsOperator: false);

    private GrainHost _host = null!;

    private IRoomGrain Room => _host.Grains.GetGrain<IRoomGrain>("r-1");

    private IModerationGrain Moderation => _host.Grains.GetGrain<IModerationGrain>("r-1");

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(2);
        await Room.CreateAsync(RoomSamples.Create());
        await Room.ChangeStatusAsync(new ChangeRoomStatus(Host, RoomStatus.Live));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Act_OnARoomThatIsNot_IsNotFound() => Assert.Equal(
        RoomOutcome.NotFound,
        (await _host.Grains.GetGrain<IModerationGrain>("r-none").ActAsync(new ModerationAct(TheHost, ModerationKind.Ban, "u-1"))).Outcome);

    [Fact]
    public async Task Act_Decided_OutlivesARestart()
    {
        await ActAsync(ModerationKind.Mute, "u-1");
        await ActAsync(ModerationKind.Ban, "u-2");
        await ActAsync(ModerationKind.Appoint, "u-3");
        await _host.RestartAsync();

        Assert.Equal(RoomOutcome.Muted, (await Room.SendCommentAsync(Say())).Outcome);
        Assert.Equal(RoomOutcome.Banned, (await Room.SendCommentAsync(Say("u-2"))).Outcome);
        Assert.Equal(RoomOutcome.Banned, (await Room.ReactAsync(React(userId: "u-2"))).Outcome);
        Assert.Equal<string>(["u-3"], (await Moderation.GetAsync(TheHost)).Moderation!.Policy.Moderators);
        await ActAsync(ModerationKind.Unmute, "u-1");
        Assert.Equal(RoomOutcome.Done, (await Room.SendCommentAsync(Say())).Outcome);
    }

    [Fact]
    public async Task Subscribe_TellsOfAccessOnlyWhenItIsAnother()
    {
        var observer = _host.Grains.CreateObjectReference<IRoomObserver>(new RecordingObserver());
        Assert.Null((await Room.SubscribeAsync(new RoomSubscription("relay-1", 1), observer))!.Access);

        await ActAsync(ModerationKind.Ban, "u-2");
        var access = (await Room.SubscribeAsync(new RoomSubscription("relay-1", 1, string.Empty), observer))!.Access!;
        Assert.Equal("u-2", Assert.Single(access.Banned).UserId);
        Assert.Null((await Room.SubscribeAsync(new RoomSubscription("relay-1", 1, access.Tag), observer))!.Access);

        await Moderation.SetModesAsync(new SetRoomModes(TheHost, new RoomModes(5)));
        Assert.Equal(5, (await Room.SubscribeAsync(new RoomSubscription("relay-1", 1, access.Tag), observer))!.Access!.Modes.SlowModeSeconds);
    }

    [Fact]
    public async Task SetModes_IsOneEventOfTheSequenceAndHoldsAcrossARestart()
    {
        Assert.Equal(RoomOutcome.Done, (await Moderation.SetModesAsync(new SetRoomModes(TheHost, new RoomModes(60)))).Outcome);
        Assert.Equal(RoomOutcome.Done, (await Moderation.SetModesAsync(new SetRoomModes(TheHost, new RoomModes(60)))).Outcome);
        Assert.Equal(RoomOutcome.Done, (await Room.SendCommentAsync(Say(clientId: "k-1"))).Outcome);
        await _host.RestartAsync();

        var events = (await Room.ResumeAsync(new ResumeRoom("epoch-1", 1)))!.Events;
        Assert.Equal([RoomEventType.ModesChanged, RoomEventType.CommentAdded], events.Select(entry => entry.Type));
        Assert.Equal(60, (await Room.EnterAsync())!.Board.Modes.SlowModeSeconds);
        var slow = await Room.SendCommentAsync(Say(clientId: "k-2"));
        Assert.Equal(RoomOutcome.SlowMode, slow.Outcome);
        Assert.InRange(slow.RetryAfter!.Value, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(60));
        _host.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(RoomOutcome.Done, (await Room.SendCommentAsync(Say(clientId: "k-2"))).Outcome);
    }

    [Fact]
    public async Task SendComment_UnderRules_IsMaskedHeldOrBlocked()
    {
        await Moderation.SetRulesAsync(new SetKeywordRules(
            TheHost, [new("damn", KeywordAction.Mask), new("加微信", KeywordAction.Hold), new("casino", KeywordAction.Block)]));

        Assert.Equal((RoomOutcome.Blocked, "casino"), Describe(await Room.SendCommentAsync(Say(text: "ⓒⓐⓢⓘⓝⓞ", clientId: "k-1"))));
        Assert.Equal((RoomOutcome.Held, "加微信"), Describe(await Room.SendCommentAsync(Say(text: "加 微 信", clientId: "k-2"))));
        Assert.Equal((RoomOutcome.Done, "damn"), Describe(await Room.SendCommentAsync(Say(text: "d@mn", clientId: "k-3"))));
        Assert.Equal("****", Assert.Single((await Room.EnterAsync())!.Comments).Text);

        static (RoomOutcome, string?) Describe(CommentResult result) => (result.Outcome, result.Rule);
    }

    [Fact]
    public async Task Hold_ThenApproved_EntersTheSequenceThenAndOnce()
    {
        var held = new HeldComment("c-7", "u-1", "Ann", "加微信", "k-7", "加微信", default);
        Assert.Equal(RoomOutcome.Held, await Moderation.HoldAsync(held));
        Assert.Equal(RoomOutcome.Held, await Moderation.HoldAsync(held with { CommentId = "c-8" }));
        await _host.RestartAsync();
        Assert.Equal("c-7", Assert.Single((await Moderation.ListHeldAsync(TheHost)).Comments).CommentId);
        Assert.Equal(RoomOutcome.NotHost, (await Moderation.ListHeldAsync(new ModerationCaller("u-1", false))).Outcome);

        Assert.Equal(RoomOutcome.Done, (await SettleAsync(ModerationKind.Approve, "c-7")).Outcome);
        Assert.Equal(RoomOutcome.NotFound, (await SettleAsync(ModerationKind.Approve, "c-7")).Outcome);

        Assert.Equal(("c-7", "加微信"), ((await Room.EnterAsync())!.Comments.Single().CommentId, (await Room.EnterAsync())!.Comments.Single().Text));
        Assert.Empty((await Moderation.ListHeldAsync(TheHost)).Comments);
    }

    [Fact]
    public async Task Hold_ThenDenied_IsGone()
    {
        await Moderation.HoldAsync(new HeldComment("c-7", "u-1", "Ann", "加微信", "k-7", "加微信", default));

        Assert.Equal(RoomOutcome.Done, (await SettleAsync(ModerationKind.Deny, "c-7")).Outcome);

        Assert.Empty((await Room.EnterAsync())!.Comments);
        Assert.Empty((await Moderation.ListHeldAsync(TheHost)).Comments);
    }

    [Fact]
    public async Task Hold_MoreThanTheQueueTakes_IsRefused()
    {
        for (var number = 0; number < ModerationLimits.HeldMax; number++)
        {
            Assert.Equal(RoomOutcome.Held, await Moderation.HoldAsync(new HeldComment($"c-{number}", "u-1", "Ann", "x", $"k-{number}", "x", default)));
        }

        Assert.Equal(RoomOutcome.QueueFull, await Moderation.HoldAsync(new HeldComment("c-x", "u-1", "Ann", "x", "k-x", "x", default)));
    }

    [Fact]
    public async Task Remove_ByAModerator_TakesTheWordsFromWhoeverComesBack()
    {
        await ActAsync(ModerationKind.Appoint, "u-3");
        await Room.SendCommentAsync(Say(text: "rude"));
        var moderator = new ModerationCaller("u-3", IsOperator: false);

        Assert.Equal(RoomOutcome.Done, (await Moderation.ActAsync(new ModerationAct(moderator, ModerationKind.Remove, CommentId: "c-1", Reason: "rude"))).Outcome);
        Assert.Equal(RoomOutcome.Done, (await Moderation.ActAsync(new ModerationAct(moderator, ModerationKind.Remove, CommentId: "c-1"))).Outcome);

        Assert.Empty((await Room.EnterAsync())!.Comments);
        var events = (await Room.ResumeAsync(new ResumeRoom("epoch-1", 1)))!.Events;
        Assert.Equal([RoomEventType.CommentAdded, RoomEventType.CommentRemoved], events.Select(entry => entry.Type));
        Assert.Equal("", events[0].Comment!.Text);
    }

    [Fact]
    public async Task Remove_ACommentThatTheRoomHasForgotten_IsInTheSequenceForTheReplay()
    {
        await Room.SendCommentAsync(Say(text: "rude"));
        await Task.WhenAll(Enumerable.Range(0, RoomFeed.EventsMax + 10).Select(number => Room.SendCommentAsync(
            new SendComment($"c-x{number}", $"u-{number}", "Ann", "hello", $"k-{number}"))));
        Assert.Null(await Room.FindCommentAsync("c-1"));
        var before = (await Room.EnterAsync())!.Sequence;

        var remove = new ModerationAct(TheHost, ModerationKind.Remove, CommentId: "c-1");
        Assert.Equal(RoomOutcome.Done, (await Moderation.ActAsync(remove)).Outcome);
        Assert.Equal(RoomOutcome.Done, (await Moderation.ActAsync(remove)).Outcome);

        var removed = Assert.Single((await Room.ResumeAsync(new ResumeRoom("epoch-1", before)))!.Events);
        Assert.Equal((RoomEventType.CommentRemoved, "c-1"), (removed.Type, removed.CommentId));
        Assert.Equal("u-1", Assert.Single((await Moderation.ReadLogAsync(new ReadAudit(TheHost, null, 10, IsForward: true))).Lines).SubjectId);
    }

    [Fact]
    public async Task Log_EveryActAndAutomaticDecision_IsInTheChainInOrder()
    {
        await ActAsync(ModerationKind.Mute, "u-1", TimeSpan.FromSeconds(90), "too loud");
        await Moderation.SetModesAsync(new SetRoomModes(TheHost, new RoomModes(5)));
        await Moderation.SetRulesAsync(new SetKeywordRules(TheHost, [new("casino", KeywordAction.Block)]));
        await Moderation.NoteAsync(new AutomaticDecision("blocked", "casino", "u-2", "c-9"));
        await _host.RestartAsync();
        await ActAsync(ModerationKind.Unmute, "u-1");

        var page = await Moderation.ReadLogAsync(new ReadAudit(TheHost, null, 100, IsForward: true));

        Assert.Equal(["mute", "modes", "rules", "blocked", "unmute"], page.Lines.Select(line => line.Action));
        Assert.Equal([1L, 2L, 3L, 4L, 5L], page.Lines.Select(line => line.Sequence));
        var mute = page.Lines[0];
        Assert.Equal((Host, "u-1", "too loud", "90 s"), (mute.ActorId, mute.SubjectId, mute.Reason, mute.Detail));
        Assert.Equal("+block casino", page.Lines[2].Detail);
        Assert.Equal(("casino", "c-9"), (page.Lines[3].ActorId, page.Lines[3].TargetId));
        Assert.Equal(new AuditCheck(RoomOutcome.Done, 5, null), await Moderation.VerifyLogAsync(TheHost));
        var last = await Moderation.ReadLogAsync(new ReadAudit(TheHost, 3, 1, IsForward: false));
        Assert.Equal("modes", Assert.Single(last.Lines).Action);
        Assert.Equal(RoomOutcome.NotHost, (await Moderation.ReadLogAsync(new ReadAudit(new("u-1", false), null, 10, true))).Outcome);
        Assert.Equal(RoomOutcome.NotHost, (await Moderation.VerifyLogAsync(new("u-1", false))).Outcome);
    }

    [Fact]
    public async Task Log_ManyDecisionsAtOnce_IsOneSoundChain()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(
            number => Moderation.NoteAsync(new AutomaticDecision("blocked", "casino", $"u-{number}"))));

        Assert.Equal(new AuditCheck(RoomOutcome.Done, 200, null), await Moderation.VerifyLogAsync(TheHost));
    }

    private async Task ActAsync(ModerationKind kind, string subjectId, TimeSpan? duration = null, string? reason = null) => Assert.Equal(
        RoomOutcome.Done,
        (await Moderation.ActAsync(new ModerationAct(TheHost, kind, subjectId, Duration: duration, Reason: reason))).Outcome);

    private Task<ModerationResult> SettleAsync(ModerationKind kind, string commentId) =>
        Moderation.ActAsync(new ModerationAct(TheHost, kind, CommentId: commentId));
}
