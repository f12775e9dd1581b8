using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;
using SocialCommerce.Grains.Tests.Hosting;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Polls;

public sealed class PollGrainTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private IPollGrain Poll => _host.Grains.GetGrain<IPollGrain>("v-1");

    public async Task InitializeAsync() => _host = await EngagementHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Vote_ManyUsersAtOnceAndChanging_IsOneVoteEachAlsoAfterARestart()
    {
        await OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => VoteAsync($"u-{number % 100}", number % 2)));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => VoteAsync($"u-{number}", number < 30 ? 0 : 1)));
        Assert.Equal([30L, 70L], (await Poll.GetAsync("u-1"))!.Tally.AsEnumerable());
        await _host.RestartAsync();

        var poll = (await Poll.GetAsync("u-1"))!;
        Assert.Equal([30L, 70L], poll.Tally.AsEnumerable());
        Assert.Equal(0, poll.OwnVote);
        Assert.Null((await Poll.GetAsync("nobody"))!.OwnVote);
    }

    [Fact]
    public async Task Close_ByTheHost_TellsTheRecountAndTakesNoMoreVotes()
    {
        await OpenAsync();
        await VoteAsync("u-1", 1);
        Assert.Equal(EngagementOutcome.NotHost, (await Poll.CloseAsync("r-1", "u-1")).Outcome);

        var closed = await Poll.CloseAsync("r-1", Host);
        var again = await Poll.CloseAsync("r-1", Host);

        Assert.Equal(closed.Poll!.ClosedAt, again.Poll!.ClosedAt);
        Assert.Equal(EngagementOutcome.Closed, (await Poll.VoteAsync(new CastVote("r-1", "u-2", 0))).Outcome);
        var told = await _host.ToldAsync();
        Assert.Equal([RoomEventType.PollOpened, RoomEventType.PollClosed], told.Select(entry => entry.Type));
        Assert.Equal([0L, 1L], told[1].Poll!.Tally.AsEnumerable());
        Assert.Equal(1, told[1].Poll!.RightOption);
    }

    [Fact]
    public async Task Get_AfterTheDeadlineAndARestart_IsClosedAtTheDeadlineWithEveryVote()
    {
        var opened = await OpenAsync();
        await VoteAsync("u-1", 0);
        await VoteAsync("u-2", 1);
        await _host.RestartAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(EngagementOutcome.Closed, (await Poll.VoteAsync(new CastVote("r-1", "u-3", 0))).Outcome);
        var poll = (await Poll.GetAsync("u-2"))!;

        Assert.Equal(opened.ClosesAt, poll.ClosedAt);
        Assert.Equal([1L, 1L], poll.Tally.AsEnumerable());
        Assert.Equal((1, 1), (poll.OwnVote, poll.RightOption));
        Assert.Equal(RoomEventType.PollClosed, (await _host.ToldAsync())[^1].Type);
        await _host.RestartAsync();
        Assert.Equal(1, (await Poll.GetAsync("u-2"))!.OwnVote);
    }

    [Fact]
    public async Task Vote_ReachesThePulseAndWhoeverComesIn()
    {
        await OpenAsync();
        var observer = await _host.WatchAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(number => VoteAsync($"u-{number}", 1)));

        var pulse = await observer.TakePulseAsync(pulse => pulse.Counts?.Polls.Any(tally => tally.Votes[1] == 5) == true);
        Assert.Equal("v-1", Assert.Single(pulse.Counts!.Polls).PollId);
        Assert.Equal([0L, 5L], Assert.Single((await _host.Room().EnterAsync())!.Board.Polls).Tally.AsEnumerable());
    }

    [Fact]
    public async Task Open_BeforeTheRoomIsLive_IsRefusedAlsoInARehearsal()
    {
        await _host.DisposeAsync();
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(2);
        await _host.Room().CreateAsync(RoomSamples.Create());
        Assert.Equal(EngagementOutcome.IllegalStep, (await Poll.OpenAsync(PollRulesTests.Quiz)).Outcome);

        await _host.EnterAsync(RoomStatus.Rehearsal);

        Assert.Equal(EngagementOutcome.IllegalStep, (await Poll.OpenAsync(PollRulesTests.Quiz)).Outcome);
        Assert.Null(await Poll.GetAsync(null));
    }

    [Fact]
    public async Task Open_ByAGuestOrInNoRoomOrTooMany_IsRefused()
    {
        Assert.Equal(EngagementOutcome.NotHost, (await Poll.OpenAsync(PollRulesTests.Quiz with { UserId = "u-1" })).Outcome);
        Assert.Equal(EngagementOutcome.NotFound, (await Poll.OpenAsync(PollRulesTests.Quiz with { RoomId = "r-9" })).Outcome);
        Assert.Null(await Poll.GetAsync(null));
        foreach (var id in new[] { "v-2", "v-3", "v-4" })
        {
            Assert.Equal(EngagementOutcome.Done, (await _host.Grains.GetGrain<IPollGrain>(id).OpenAsync(PollRulesTests.Quiz)).Outcome);
        }

        Assert.Equal(EngagementOutcome.TooMany, (await Poll.OpenAsync(PollRulesTests.Quiz)).Outcome);
        var listed = await _host.Grains.GetGrain<IRoomPollsGrain>("r-1").ListAsync(new PageRequest(2, null), null);
        Assert.Equal(["v-4", "v-3"], listed.Polls.Select(poll => poll.PollId));
        Assert.NotNull(listed.NextCursor);
    }

    [Fact]
    public async Task Board_OfAPoll_ShowsItUntilTheRoomEnds()
    {
        await OpenAsync();
        await Poll.CloseAsync("r-1", Host);
        Assert.NotNull(Assert.Single((await _host.Room().EnterAsync())!.Board.Polls).ClosedAt);

        await _host.EnterAsync(RoomStatus.Ended);

        Assert.Empty((await _host.Room().EnterAsync())!.Board.Polls);
    }

    private async Task<PollSummary> OpenAsync()
    {
        var result = await Poll.OpenAsync(PollRulesTests.Quiz);
        Assert.Equal(EngagementOutcome.Done, result.Outcome);
        return result.Poll!;
    }

    private async Task VoteAsync(string userId, int option) =>
        Assert.Equal(EngagementOutcome.Done, (await Poll.VoteAsync(new CastVote("r-1", userId, option))).Outcome);
}
