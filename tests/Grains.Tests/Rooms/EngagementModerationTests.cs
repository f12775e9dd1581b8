using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Rooms.Giveaways;
using SocialCommerce.Grains.Tests.Rooms.Polls;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms;

/// <summary>Polls, questions and giveaways keep to what those in charge of the room have decided.</summary>
public sealed class EngagementModerationTests : IAsyncLifetime
{
    private static readonly ModerationCaller TheHost = new(Host, IsOperator: false);

    private GrainHost _host = null!;

    private IModerationGrain Moderation => _host.Grains.GetGrain<IModerationGrain>("r-1");

    private IQuestionsGrain Questions => _host.Grains.GetGrain<IQuestionsGrain>("r-1");

    public async Task InitializeAsync() => _host = await EngagementHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task TakePart_Banned_IsRefusedWithinASecondUntilTheBanEnds()
    {
        var poll = _host.Grains.GetGrain<IPollGrain>("v-1");
        var giveaway = _host.Grains.GetGrain<IGiveawayGrain>("g-1");
        await poll.OpenAsync(PollRulesTests.Quiz with { Duration = null });
        await giveaway.OpenAsync(GiveawayRulesTests.Definition with { Duration = TimeSpan.FromHours(1) });
        Assert.Equal(EngagementOutcome.Done, (await poll.VoteAsync(new CastVote("r-1", "u-1", 0))).Outcome);

        await ActAsync(ModerationKind.Ban, "u-1");

        Assert.Equal(EngagementOutcome.Excluded, (await poll.VoteAsync(new CastVote("r-1", "u-1", 1))).Outcome);
        Assert.Equal(EngagementOutcome.Excluded, (await giveaway.EnterAsync("r-1", "u-1")).Outcome);
        Assert.Equal(EngagementOutcome.Excluded, await AskAsync("u-1", "How big?"));
        await ActAsync(ModerationKind.Unban, "u-1");
        Assert.Equal(EngagementOutcome.Done, (await poll.VoteAsync(new CastVote("r-1", "u-1", 1))).Outcome);
    }

    [Fact]
    public async Task Enter_AModerator_IsRefused()
    {
        var giveaway = _host.Grains.GetGrain<IGiveawayGrain>("g-1");
        await giveaway.OpenAsync(GiveawayRulesTests.Definition);

        await ActAsync(ModerationKind.Appoint, "u-1");

        Assert.Equal(EngagementOutcome.Excluded, (await giveaway.EnterAsync("r-1", "u-1")).Outcome);
        Assert.Equal(EngagementOutcome.Done, (await giveaway.EnterAsync("r-1", "u-2")).Outcome);
    }

    [Fact]
    public async Task Ask_WithWordsOfTheRules_IsRefusedOrMasked()
    {
        await Moderation.SetRulesAsync(new SetKeywordRules(
            TheHost, [new KeywordRule("scam", KeywordAction.Block), new KeywordRule("darn", KeywordAction.Mask), new KeywordRule("maybe", KeywordAction.Hold)]));

        Assert.Equal(EngagementOutcome.TextRefused, await AskAsync("u-1", "Is this a s-c-a-m scam?"));
        Assert.Equal(EngagementOutcome.TextRefused, await AskAsync("u-1", "Is it maybe blue?"));
        Assert.Equal(EngagementOutcome.Done, await AskAsync("u-1", "Is it darn big?"));
        Assert.Equal(EngagementOutcome.Done, await AskAsync(Host, "A scam?"));

        var page = await Questions.ListAsync(new ListQuestions(QuestionStatus.Waiting, null, new PageRequest(10, null)));
        Assert.Equal(["Is it **** big?", "A scam?"], page.Lines.Select(line => line.Question.Text));
    }

    [Fact]
    public async Task Ask_MutedOrAStrangerAmongFollowers_IsRefused()
    {
        await _host.Grains.RegisterAsync(Host);
        await ActAsync(ModerationKind.Mute, "u-1");
        Assert.Equal(EngagementOutcome.Excluded, await AskAsync("u-1", "How big?"));
        Assert.Equal(EngagementOutcome.Done, await AskAsync("u-2", "How big?"));

        await Moderation.SetModesAsync(new SetRoomModes(TheHost, new RoomModes(FollowersOnly: true)));
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(EngagementOutcome.Excluded, await AskAsync("u-2", "How small?"));
        Assert.Equal(FollowStatus.Done, (await _host.Grains.User("u-2").FollowAsync(new FollowUser(Host, Now))).Status);
        Assert.Equal(EngagementOutcome.Done, await AskAsync("u-2", "How small?"));
    }

    private async Task ActAsync(ModerationKind kind, string userId)
    {
        Assert.Equal(RoomOutcome.Done, (await Moderation.ActAsync(new ModerationAct(TheHost, kind, userId))).Outcome);
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
    }

    private async Task<EngagementOutcome> AskAsync(string userId, string text) =>
        (await Questions.AskAsync(new AskQuestion($"q-{userId}-{text.Length}", userId, "Ann", text, null))).Outcome;
}
