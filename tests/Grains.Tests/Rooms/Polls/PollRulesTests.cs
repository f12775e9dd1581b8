using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;
using SocialCommerce.Grains.Rooms.Polls;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Polls;

public sealed class PollRulesTests
{
    public static readonly OpenPoll Quiz = new("r-1", Host, "Which pot?", ["Red", "Blue"], TimeSpan.FromMinutes(1), RightOption: 1);

    [Fact]
    public void Open_Again_ChangesNothingAndAnotherPollOfThatIdIsRefused()
    {
        var state = Open();

        Assert.Equal((state, EngagementOutcome.Done), PollRules.Open("v-1", state, Quiz, Now.AddSeconds(9)));
        Assert.Equal(EngagementOutcome.Exists, PollRules.Open("v-1", state, Quiz with { Question = "Another?" }, Now).Outcome);
        Assert.Equal(EngagementOutcome.Exists, PollRules.Open("v-1", state, Quiz with { UserId = "u-1" }, Now).Outcome);
    }

    [Fact]
    public void Open_WithWhatCannotBe_IsInvalid()
    {
        OpenPoll[] commands =
        [
            Quiz with { Question = " " },
            Quiz with { Question = new string('q', PollLimits.QuestionMax + 1) },
            Quiz with { Options = ["Red"] },
            Quiz with { Options = ["Red", "Red"] },
            Quiz with { Options = ["Red", ""] },
            Quiz with { Options = ["Red", "Bl\u0001ue"] },
            Quiz with { Options = ["1", "2", "3", "4", "5", "6", "7"] },
            Quiz with { Duration = TimeSpan.FromSeconds(1) },
            Quiz with { Duration = TimeSpan.FromDays(2) },
            Quiz with { RightOption = 2 },
            Quiz with { RightOption = -1 },
        ];

        Assert.All(commands, command => Assert.Equal(EngagementOutcome.Invalid, PollRules.Open("v-1", new PollState(), command, Now).Outcome));
    }

    [Fact]
    public void Open_TellsTheRoomWithoutTheRightAnswer()
    {
        var told = Assert.Single(Open().Outbox);

        Assert.Equal(("v-1/opened", RoomEventType.PollOpened), (told.AnnouncementId, told.Event.Type));
        Assert.True(told.Event.Poll!.IsQuiz);
        Assert.Null(told.Event.Poll.RightOption);
        Assert.Null(PollRules.Describe("v-1", Open(), [0, 0], null)!.RightOption);
    }

    [Fact]
    public void DecideVote_InTimeForAnOption_IsDone()
    {
        var state = Open();

        Assert.Equal(EngagementOutcome.Done, PollRules.DecideVote(state, Vote(1), Now.AddSeconds(59)));
        Assert.Equal(EngagementOutcome.Invalid, PollRules.DecideVote(state, Vote(2), Now));
        Assert.Equal(EngagementOutcome.Invalid, PollRules.DecideVote(state, Vote(-1), Now));
        Assert.Equal(EngagementOutcome.Closed, PollRules.DecideVote(state, Vote(1), Now.AddMinutes(1)));
        Assert.Equal(EngagementOutcome.NotFound, PollRules.DecideVote(state, Vote(1) with { RoomId = "r-2" }, Now));
        Assert.Equal(EngagementOutcome.NotFound, PollRules.DecideVote(new PollState(), Vote(1), Now));
    }

    [Fact]
    public void Close_TellsTheFinalTallyAndTheRightAnswerOnce()
    {
        var closed = PollRules.Close("v-1", Open(), [3, 4], Now.AddMinutes(2));

        Assert.Same(closed, PollRules.Close("v-1", closed, [9, 9], Now.AddMinutes(3)));
        Assert.Equal(EngagementOutcome.Closed, PollRules.DecideVote(closed, Vote(1), Now));
        var told = closed.Outbox[^1].Event.Poll!;
        Assert.Equal([3L, 4L], told.Tally.AsEnumerable());
        Assert.Equal((1, Now.AddMinutes(1)), (told.RightOption, told.ClosedAt));
        Assert.Equal([3L, 4L], PollRules.Describe("v-1", closed, [0, 0], null)!.Tally.AsEnumerable());
    }

    [Fact]
    public void DecideClose_IsForTheHostOfThatRoom()
    {
        Assert.Equal(EngagementOutcome.Done, PollRules.DecideClose(Open(), "r-1", Host));
        Assert.Equal(EngagementOutcome.NotHost, PollRules.DecideClose(Open(), "r-1", "u-1"));
        Assert.Equal(EngagementOutcome.NotFound, PollRules.DecideClose(Open(), "r-2", Host));
    }

    private static PollState Open() => PollRules.Open("v-1", new PollState(), Quiz, Now).Next;

    private static CastVote Vote(int option) => new("r-1", "u-1", option);
}
