using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;
using SocialCommerce.Grains.Tests.Hosting;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Questions;

public sealed class QuestionsGrainTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private IQuestionsGrain Questions => _host.Grains.GetGrain<IQuestionsGrain>("r-1");

    public async Task InitializeAsync() => _host = await EngagementHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Vote_ManyAtOnceAndTakenBack_CountsEachUserOnceAlsoAfterARestart()
    {
        await AskAsync("q-1");
        await AskAsync("q-2");

        await Task.WhenAll(Enumerable.Range(2, 40).SelectMany(
            number => new[] { VoteAsync("q-2", $"u-{number}", isUp: true), VoteAsync("q-2", $"u-{number}", isUp: true) }));
        await Task.WhenAll(Enumerable.Range(2, 10).Select(number => VoteAsync("q-2", $"u-{number}", isUp: false)));
        await _host.RestartAsync();

        var page = await ListAsync(QuestionStatus.Waiting, "u-41");
        Assert.Equal([("q-2", 30L, true), ("q-1", 0L, false)], page.Select(line => (line.Question.QuestionId, line.Question.Votes, line.HasVoted)));
    }

    [Fact]
    public async Task Vote_UpAndBackAtOnce_EndsAsTheLastOne()
    {
        await AskAsync("q-1");

        await Task.WhenAll(VoteAsync("q-1", "u-2", isUp: true), VoteAsync("q-1", "u-2", isUp: false));

        Assert.Equal(0, Assert.Single(await ListAsync(QuestionStatus.Waiting, null)).Question.Votes);
    }

    [Fact]
    public async Task Host_ShowsAndAnswers_InTheSequenceAndOnTheBoard()
    {
        await AskAsync("q-1");
        await VoteAsync("q-1", "u-2", isUp: true);
        Assert.Equal(EngagementOutcome.NotHost, (await ActAsync("u-1", QuestionAct.Show)).Outcome);

        Assert.Equal(EngagementOutcome.Done, (await ActAsync(Host, QuestionAct.Show)).Outcome);
        Assert.True(Assert.Single((await _host.Room().EnterAsync())!.Board.Questions).IsShown);
        Assert.Equal(EngagementOutcome.Done, (await ActAsync(Host, QuestionAct.Answer, "A litre.")).Outcome);
        await _host.RestartAsync();

        var told = await _host.ToldAsync();
        Assert.Equal([RoomEventType.QuestionAsked, RoomEventType.QuestionAnswered], told.Select(entry => entry.Type));
        Assert.Equal(("A litre.", 1L), (told[1].Question!.Answer, told[1].Question!.Votes));
        Assert.Equal(1, Assert.Single(await ListAsync(QuestionStatus.Answered, null)).Question.Votes);
        Assert.Empty(await ListAsync(QuestionStatus.Waiting, null));
        Assert.Equal(EngagementOutcome.Closed, (await Questions.VoteAsync(new VoteQuestion("q-1", "u-3", true))).Outcome);
    }

    [Fact]
    public async Task Ask_ReachesTheViewersBesideTheSequence()
    {
        var observer = await _host.WatchAsync();

        await AskAsync("q-1");
        await VoteAsync("q-1", "u-2", isUp: true);

        var shown = await observer.TakeQuestionsAsync(shown => shown.Top.Any(question => question.Votes == 1));
        Assert.Equal((1, "q-1"), (shown.Waiting, Assert.Single(shown.Top).QuestionId));
        Assert.Empty(await _host.ToldAsync());
        Assert.Equal("q-1", Assert.Single((await _host.Room().EnterAsync())!.Board.Questions).QuestionId);
    }

    [Fact]
    public async Task Ask_WhatCannotBe_IsRefused()
    {
        Assert.Equal(EngagementOutcome.Invalid, (await Questions.AskAsync(Question("q-1") with { Text = new string('?', 201) })).Outcome);
        Assert.Equal(EngagementOutcome.UnknownProduct, (await Questions.AskAsync(Question("q-1") with { ProductId = "p-9" })).Outcome);
        await _host.EnterAsync(RoomStatus.Ended);
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(EngagementOutcome.IllegalStep, (await Questions.AskAsync(Question("q-1"))).Outcome);
        Assert.Equal(EngagementOutcome.NotFound, (await _host.Grains.GetGrain<IQuestionsGrain>("r-9").AskAsync(Question("q-1"))).Outcome);
    }

    private async Task AskAsync(string id) => Assert.Equal(EngagementOutcome.Done, (await Questions.AskAsync(Question(id))).Outcome);

    private async Task VoteAsync(string id, string userId, bool isUp) =>
        Assert.Equal(EngagementOutcome.Done, (await Questions.VoteAsync(new VoteQuestion(id, userId, isUp))).Outcome);

    private Task<QuestionResult> ActAsync(string userId, QuestionAct act, string? answer = null) =>
        Questions.HostAsync(new HostQuestion("q-1", userId, act, answer));

    private async Task<IReadOnlyList<QuestionLine>> ListAsync(QuestionStatus status, string? viewerId) =>
        (await Questions.ListAsync(new ListQuestions(status, viewerId, new PageRequest(10, null)))).Lines;

    private static AskQuestion Question(string id) => new(id, "u-1", "Ann", "How big is it?", "p-1");
}
