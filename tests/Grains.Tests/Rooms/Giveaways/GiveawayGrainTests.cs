using SocialCommerce.Algorithms.Draws;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Tests.Hosting;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Giveaways;

public sealed class GiveawayGrainTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private IGiveawayGrain Giveaway => _host.Grains.GetGrain<IGiveawayGrain>("g-1");

    public async Task InitializeAsync() => _host = await EngagementHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Draw_AfterARestart_IsWhatAnybodyRecomputes()
    {
        await OpenAsync(GiveawayRulesTests.Definition);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => EnterAsync($"u-{number % 50}")));
        await _host.RestartAsync();
        await EnterAsync("u-50");
        Assert.Equal(51, (await Giveaway.GetAsync(null))!.Giveaway.Entrants);
        Assert.Equal(EngagementOutcome.IllegalStep, (await Giveaway.GetProofAsync("r-1")).Outcome);
        _host.Clock.Advance(TimeSpan.FromMinutes(2));

        var drawn = (await Giveaway.GetAsync("u-7"))!;
        await _host.RestartAsync();
        var proof = (await Giveaway.GetProofAsync("r-1")).Proof!;

        Assert.Equal(GiveawayStatus.Drawn, drawn.Giveaway.Status);
        Assert.Equal(51, drawn.Giveaway.Entrants);
        Assert.Equal(LuckyDraw.EntrantId("g-1", "u-7"), drawn.OwnEntrantId);
        var order = LuckyDraw.Order(
            Convert.FromHexString(GiveawayRulesTests.Definition.Seed),
            Enumerable.Range(0, 51).Select(number => LuckyDraw.EntrantId("g-1", $"u-{number}")));
        Assert.Equal(order.Take(3), drawn.Giveaway.Winners.Select(winner => winner.EntrantId));
        Assert.Equal(drawn.Giveaway.Winners.AsEnumerable(), proof.Winners);
        Assert.Equal(51, proof.Entrants.Length);
        Assert.Equal(EngagementOutcome.Closed, (await Giveaway.EnterAsync("r-1", "u-99")).Outcome);
        var told = await _host.ToldAsync();
        Assert.Equal([RoomEventType.GiveawayOpened, RoomEventType.GiveawayDrawn], told.Select(entry => entry.Type));
    }

    [Fact]
    public async Task Enter_HostOrOutsider_IsRefused()
    {
        await OpenAsync(GiveawayRulesTests.Definition);

        Assert.Equal(EngagementOutcome.Excluded, (await Giveaway.EnterAsync("r-1", Host)).Outcome);
        Assert.Equal(EngagementOutcome.NotFound, (await Giveaway.EnterAsync("r-2", "u-1")).Outcome);
        await _host.EnterAsync(RoomStatus.Ended);
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(EngagementOutcome.IllegalStep, (await Giveaway.EnterAsync("r-1", "u-1")).Outcome);
    }

    [Fact]
    public async Task Enter_OfFollowersOnly_AsksWhetherTheyFollow()
    {
        await _host.Grains.RegisterAsync(Host);
        await OpenAsync(GiveawayRulesTests.Definition with { Condition = EntryCondition.Followers });
        Assert.Equal(EngagementOutcome.NotEligible, (await Giveaway.EnterAsync("r-1", "u-1")).Outcome);

        Assert.Equal(FollowStatus.Done, (await _host.Grains.User("u-1").FollowAsync(new FollowUser(Host, Now))).Status);

        await EnterAsync("u-1");
    }

    [Fact]
    public async Task Enter_WithAKeyword_AsksWhetherTheySaidItSinceItOpened()
    {
        await _host.Room().SendCommentAsync(Say("u-1", "teapot please"));
        await OpenAsync(GiveawayRulesTests.Definition with { Condition = EntryCondition.Keyword, Keyword = "teapot" });
        Assert.Equal(EngagementOutcome.NotEligible, (await Giveaway.EnterAsync("r-1", "u-1")).Outcome);

        await _host.Room().SendCommentAsync(Say("u-1", "I want that TEAPOT", "k-2"));
        await _host.Room().SendCommentAsync(Say("u-2", "I want that cup", "k-3"));

        await EnterAsync("u-1");
        Assert.Equal(EngagementOutcome.NotEligible, (await Giveaway.EnterAsync("r-1", "u-2")).Outcome);
        await _host.RestartAsync();
        Assert.Equal(EngagementOutcome.NotEligible, (await Giveaway.EnterAsync("r-1", "u-2")).Outcome);
        await EnterAsync("u-1");
    }

    [Fact]
    public async Task Claim_AtTheDeadline_IsTooLateAndTheNextIsDrawn()
    {
        await OpenAsync(GiveawayRulesTests.Definition with { Winners = 1 });
        await Task.WhenAll(Enumerable.Range(0, 5).Select(number => EnterAsync($"u-{number}")));
        Assert.Equal(EngagementOutcome.NotHost, (await Giveaway.DrawAsync("r-1", "u-1")).Outcome);
        Assert.Equal(EngagementOutcome.Done, (await Giveaway.DrawAsync("r-1", Host)).Outcome);
        var first = Assert.Single((await Giveaway.GetAsync(null))!.Giveaway.Winners);
        var users = Enumerable.Range(0, 5).ToDictionary(number => LuckyDraw.EntrantId("g-1", $"u-{number}"), number => $"u-{number}");
        Assert.Equal(EngagementOutcome.Done, (await Giveaway.DrawAsync("r-1", Host)).Outcome);
        Assert.Single((await Giveaway.GetAsync(null))!.Giveaway.Winners);

        await _host.RestartAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(EngagementOutcome.Closed, (await Giveaway.ClaimAsync("r-1", users[first.EntrantId])).Outcome);
        var second = (await Giveaway.GetAsync(null))!.Giveaway.Winners[1];
        Assert.Equal(EngagementOutcome.Done, (await Giveaway.ClaimAsync("r-1", users[second.EntrantId])).Outcome);
        Assert.Equal(EngagementOutcome.Done, (await Giveaway.ClaimAsync("r-1", users[second.EntrantId])).Outcome);

        var settled = (await Giveaway.GetAsync(null))!.Giveaway;
        Assert.Equal((GiveawayStatus.Settled, 0), (settled.Status, settled.Returned));
        Assert.Equal([(1, false), (2, true)], settled.Winners.Select(winner => (winner.Round, winner.IsClaimed)));
        Assert.Equal(4, (await _host.ToldAsync()).Count);
        Assert.Equal(GiveawayStatus.Settled, Assert.Single((await _host.Room().EnterAsync())!.Board.Giveaways).Status);
    }

    [Fact]
    public async Task Open_ByAGuestOrForNoProductOrTooMany_IsRefused()
    {
        var definition = GiveawayRulesTests.Definition;
        Assert.Equal(EngagementOutcome.NotHost, (await Giveaway.OpenAsync(definition with { UserId = "u-1" })).Outcome);
        Assert.Equal(EngagementOutcome.UnknownProduct, (await Giveaway.OpenAsync(definition with { ProductId = "p-9" })).Outcome);
        foreach (var id in new[] { "g-2", "g-3", "g-4" })
        {
            Assert.Equal(EngagementOutcome.Done, (await _host.Grains.GetGrain<IGiveawayGrain>(id).OpenAsync(definition)).Outcome);
        }

        Assert.Equal(EngagementOutcome.TooMany, (await Giveaway.OpenAsync(definition)).Outcome);
        Assert.Null(await Giveaway.GetAsync(null));
        var listed = await _host.Grains.GetGrain<IRoomGiveawaysGrain>("r-1").ListAsync(new PageRequest(10, null), null);
        Assert.Equal(["g-4", "g-3", "g-2"], listed.Giveaways.Select(summary => summary.Giveaway.GiveawayId));
    }

    [Fact]
    public async Task Enter_ReachesThePulse()
    {
        await OpenAsync(GiveawayRulesTests.Definition);
        var observer = await _host.WatchAsync();

        await Task.WhenAll(EnterAsync("u-1"), EnterAsync("u-2"));

        var pulse = await observer.TakePulseAsync(pulse => pulse.Counts is { Giveaways.IsEmpty: false });
        Assert.Equal(new GiveawayCount("g-1", 2), Assert.Single(pulse.Counts!.Giveaways));
    }

    private async Task OpenAsync(OpenGiveaway definition) =>
        Assert.Equal(EngagementOutcome.Done, (await Giveaway.OpenAsync(definition)).Outcome);

    private async Task EnterAsync(string userId)
    {
        var result = await Giveaway.EnterAsync("r-1", userId);
        Assert.Equal(EngagementOutcome.Done, result.Outcome);
        Assert.Equal(LuckyDraw.EntrantId("g-1", userId), result.Giveaway!.OwnEntrantId);
    }
}
