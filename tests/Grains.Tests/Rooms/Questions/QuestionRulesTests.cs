using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;
using SocialCommerce.Grains.Rooms.Questions;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Questions;

public sealed class QuestionRulesTests
{
    [Fact]
    public void List_OfWaitingQuestions_IsByVotesThenByTime()
    {
        var state = Ask("q-1", "q-2", "q-3");

        var listed = QuestionRules.List(state, QuestionStatus.Waiting, id => id == "q-3" ? 2 : 1);

        Assert.Equal([("q-3", 2L), ("q-1", 1L), ("q-2", 1L)], listed.Select(question => (question.QuestionId, question.Votes)));
    }

    [Fact]
    public void Ask_TheSameIdAgain_IsOneQuestion()
    {
        var state = Ask("q-1");

        Assert.Equal((state, EngagementOutcome.Done), QuestionRules.Ask(state, Command("q-1"), Now));
        Assert.Equal(EngagementOutcome.Exists, QuestionRules.Ask(state, Command("q-1") with { UserId = "u-2" }, Now).Outcome);
    }

    [Fact]
    public void Ask_MoreThanOneUserOrARoomMayHaveWaiting_IsRefused()
    {
        var ofOne = Ask([.. Enumerable.Range(0, QuestionLimits.WaitingPerUserMax).Select(number => $"q-{number}")]);
        var full = new QuestionsState();
        for (var number = 0; number < QuestionLimits.WaitingMax; number++)
        {
            full = QuestionRules.Ask(full, Command($"q-{number}") with { UserId = $"u-{number}" }, Now).Next;
        }

        Assert.Equal(EngagementOutcome.TooMany, QuestionRules.Ask(ofOne, Command("q-more"), Now).Outcome);
        Assert.Equal(EngagementOutcome.Done, QuestionRules.Ask(ofOne, Command("q-more") with { UserId = "u-2" }, Now).Outcome);
        Assert.Equal(EngagementOutcome.TooMany, QuestionRules.Ask(full, Command("q-more") with { UserId = "u-x" }, Now).Outcome);
    }

    [Fact]
    public void DecideVote_IsForOthersWhileItWaits()
    {
        var state = Ask("q-1");
        var answered = Host(state, QuestionAct.Answer);
        var hidden = Host(state, QuestionAct.Hide);

        Assert.Equal(EngagementOutcome.Done, QuestionRules.DecideVote(state, Vote("u-2")));
        Assert.Equal(EngagementOutcome.Excluded, QuestionRules.DecideVote(state, Vote("u-1")));
        Assert.Equal(EngagementOutcome.Closed, QuestionRules.DecideVote(answered, Vote("u-2")));
        Assert.Equal(EngagementOutcome.NotFound, QuestionRules.DecideVote(hidden, Vote("u-2")));
    }

    [Fact]
    public void Answer_IsToldOnceWithTheVotesThatItHad()
    {
        var answered = QuestionRules.Host(Ask("q-1"), Act(QuestionAct.Answer, "Yes."), 7, Now.AddMinutes(1)).Next;

        var told = Assert.Single(answered.Outbox).Event;
        Assert.Equal((RoomEventType.QuestionAnswered, "Yes.", 7L), (told.Type, told.Question!.Answer, told.Question.Votes));
        Assert.Equal((answered, EngagementOutcome.Done), QuestionRules.Host(answered, Act(QuestionAct.Answer, "Yes."), 0, Now));
        Assert.Equal(EngagementOutcome.Closed, QuestionRules.Host(answered, Act(QuestionAct.Answer, "No."), 0, Now).Outcome);
    }

    [Fact]
    public void Show_AnotherQuestion_TakesThePlaceOfTheFirst()
    {
        var state = Host(Ask("q-1", "q-2"), QuestionAct.Show);
        var (next, _) = QuestionRules.Host(state, new HostQuestion("q-2", "host", QuestionAct.Show), 1, Now);

        Assert.Equal("q-2", Assert.Single(next.Questions, question => question.IsShown).QuestionId);
        Assert.Equal(["q-1/1", "q-2/2"], next.Outbox.Select(told => told.AnnouncementId));
        Assert.Same(next, QuestionRules.Host(next, new HostQuestion("q-2", "host", QuestionAct.Show), 1, Now).Next);
    }

    [Fact]
    public void Hide_AShownQuestion_TakesItAndItsWordsFromTheScreen()
    {
        var hidden = Host(Host(Ask("q-1"), QuestionAct.Show), QuestionAct.Hide);

        var told = hidden.Outbox[^1].Event.Question!;
        Assert.Equal((false, "", QuestionStatus.Hidden), (told.IsShown, told.Text, told.Status));
        Assert.Empty(QuestionRules.List(hidden, QuestionStatus.Waiting, _ => 0));
        Assert.Same(hidden, Host(hidden, QuestionAct.Hide));
    }

    [Fact]
    public void Hide_AQuestionThatWasNotShown_TellsNobody() => Assert.Empty(Host(Ask("q-1"), QuestionAct.Hide).Outbox);

    [Fact]
    public void Answer_MoreThanAreKept_ForgetsTheOldest()
    {
        var state = new QuestionsState();
        for (var number = 0; number <= QuestionLimits.AnsweredMax; number++)
        {
            state = QuestionRules.Ask(state, Command($"q-{number}"), Now).Next;
            state = QuestionRules.Host(state, new HostQuestion($"q-{number}", "host", QuestionAct.Answer), 0, Now).Next;
        }

        Assert.Equal(QuestionLimits.AnsweredMax, state.Questions.Length);
        Assert.Null(QuestionRules.Find(state, "q-0"));
    }

    private static QuestionsState Ask(params string[] ids)
    {
        var state = new QuestionsState();
        for (var number = 0; number < ids.Length; number++)
        {
            state = QuestionRules.Ask(state, Command(ids[number]), Now.AddSeconds(number)).Next;
        }

        return state;
    }

    private static QuestionsState Host(QuestionsState state, QuestionAct act) =>
        QuestionRules.Host(state, Act(act), 0, Now).Next;

    private static HostQuestion Act(QuestionAct act, string? answer = null) => new("q-1", "host", act, answer);

    private static AskQuestion Command(string id) => new(id, "u-1", "Ann", "How big is it?", "p-1");

    private static VoteQuestion Vote(string userId) => new("q-1", userId, IsUp: true);
}
