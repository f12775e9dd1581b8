using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Grains.Rooms.Questions;

/// <summary>What becomes of questions. Pure.</summary>
internal static class QuestionRules
{
    public static (QuestionsState Next, EngagementOutcome Outcome) Ask(
        QuestionsState state, AskQuestion command, DateTimeOffset now)
    {
        if (Find(state, command.QuestionId) is { } known)
        {
            return (state, known.UserId == command.UserId ? EngagementOutcome.Done : EngagementOutcome.Exists);
        }

        var waiting = state.Questions.Where(question => question.Status == QuestionStatus.Waiting).ToList();
        if (waiting.Count >= QuestionLimits.WaitingMax
            || waiting.Count(question => question.UserId == command.UserId) >= QuestionLimits.WaitingPerUserMax)
        {
            return (state, EngagementOutcome.TooMany);
        }

        var asked = new RoomQuestion(
            command.QuestionId, command.UserId, command.DisplayName, command.Text, command.ProductId, now,
            QuestionStatus.Waiting, IsShown: false, Votes: 0);
        return (state with { Questions = state.Questions.Add(asked) }, EngagementOutcome.Done);
    }

    public static EngagementOutcome DecideVote(QuestionsState state, VoteQuestion command)
    {
        if (Find(state, command.QuestionId) is not { } question || question.Status == QuestionStatus.Hidden)
        {
            return EngagementOutcome.NotFound;
        }

        if (question.Status != QuestionStatus.Waiting)
        {
            return EngagementOutcome.Closed;
        }

        return question.UserId == command.UserId ? EngagementOutcome.Excluded : EngagementOutcome.Done;
    }

    /// <param name="votes">Votes that the question has now; final when it is answered or hidden.</param>
    public static (QuestionsState Next, EngagementOutcome Outcome) Host(
        QuestionsState state, HostQuestion command, long votes, DateTimeOffset now)
    {
        if (Find(state, command.QuestionId) is not { } question)
        {
            return (state, EngagementOutcome.NotFound);
        }

        return command.Act switch
        {
            QuestionAct.Answer => Answer(state, question, command.Answer, votes, now),
            QuestionAct.Hide => Hide(state, question, votes),
            QuestionAct.Show => Show(state, question, votes),
            QuestionAct.Unshow => (Unshow(state, question, votes), EngagementOutcome.Done),
            _ => (state, EngagementOutcome.Invalid),
        };
    }

    /// <summary>The waiting questions, the most wanted first and of those the oldest; the answered ones, newest first.</summary>
    public static IEnumerable<RoomQuestion> List(QuestionsState state, QuestionStatus status, Func<string, long> votesOf)
    {
        var questions = state.Questions.Where(question => question.Status == status);
        return status == QuestionStatus.Waiting
            ? questions.Select(question => question with { Votes = votesOf(question.QuestionId) })
                .OrderByDescending(question => question.Votes).ThenBy(question => question.AskedAt)
            : questions.OrderByDescending(question => question.AnsweredAt);
    }

    public static RoomQuestion? Find(QuestionsState state, string questionId) =>
        state.Questions.FirstOrDefault(question => question.QuestionId == questionId);

    private static (QuestionsState, EngagementOutcome) Answer(
        QuestionsState state, RoomQuestion question, string? answer, long votes, DateTimeOffset now)
    {
        if (question.Status != QuestionStatus.Waiting)
        {
            // The same answer once more is a retry; another one is too late.
            var isSame = question.Status == QuestionStatus.Answered && question.Answer == answer;
            return (state, isSame ? EngagementOutcome.Done : EngagementOutcome.Closed);
        }

        var answered = question with
        {
            Status = QuestionStatus.Answered,
            IsShown = false,
            Votes = votes,
            Answer = answer,
            AnsweredAt = now,
        };
        return (Trim(Tell(state, answered, RoomEventType.QuestionAnswered)), EngagementOutcome.Done);
    }

    private static (QuestionsState, EngagementOutcome) Hide(QuestionsState state, RoomQuestion question, long votes)
    {
        if (question.Status == QuestionStatus.Hidden)
        {
            return (state, EngagementOutcome.Done);
        }

        var final = question.Status == QuestionStatus.Waiting ? votes : question.Votes;
        var hidden = question with { Status = QuestionStatus.Hidden, IsShown = false, Text = "", Answer = null, Votes = final };

        // Only what viewers saw on screen is taken from them by an event; the others leave the list.
        return (
            question.IsShown ? Trim(Tell(state, hidden, RoomEventType.QuestionAsked)) : Trim(Replace(state, hidden)),
            EngagementOutcome.Done);
    }

    private static (QuestionsState, EngagementOutcome) Show(QuestionsState state, RoomQuestion question, long votes)
    {
        if (question.Status == QuestionStatus.Hidden)
        {
            return (state, EngagementOutcome.NotFound);
        }

        if (question.IsShown)
        {
            return (state, EngagementOutcome.Done);
        }

        var cleared = state with
        {
            Questions = [.. state.Questions.Select(other => other.IsShown ? other with { IsShown = false } : other)],
        };
        return (Tell(cleared, WithVotes(question, votes) with { IsShown = true }, RoomEventType.QuestionAsked), EngagementOutcome.Done);
    }

    private static QuestionsState Unshow(QuestionsState state, RoomQuestion question, long votes) => question.IsShown
        ? Tell(state, WithVotes(question, votes) with { IsShown = false }, RoomEventType.QuestionAsked)
        : state;

    private static RoomQuestion WithVotes(RoomQuestion question, long votes) =>
        question.Status == QuestionStatus.Waiting ? question with { Votes = votes } : question;

    private static QuestionsState Tell(QuestionsState state, RoomQuestion question, RoomEventType type)
    {
        var announcement = RoomOutbox.Announce($"{question.QuestionId}/{state.Acts + 1}", type);
        return Replace(state, question) with
        {
            Acts = state.Acts + 1,
            Outbox = state.Outbox.Add(announcement with { Event = announcement.Event with { Question = question } }),
        };
    }

    private static QuestionsState Replace(QuestionsState state, RoomQuestion question) => state with
    {
        Questions = [.. state.Questions.Select(other => other.QuestionId == question.QuestionId ? question : other)],
    };

    // Hidden ones are kept as long as answered ones: asking again with the same id must not bring one back.
    private static QuestionsState Trim(QuestionsState state) => state with
    {
        Questions = state.Questions.RemoveRange(state.Questions
            .Where(question => question is { Status: not QuestionStatus.Waiting, IsShown: false })
            .SkipLast(QuestionLimits.AnsweredMax)),
    };
}
