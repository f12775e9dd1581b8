using SocialCommerce.Api.Rooms.Questions;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Votes and questions of viewers.</summary>
internal sealed partial class LiveHub
{
    public async Task<HubAnswer> Vote(PollVoteRequest request)
    {
        if (LiveRefusals.CheckJoined(Socket, request?.RoomId) is { } refusal)
        {
            return refusal;
        }

        var errors = new FieldChecks().Id(request!.PollId, "pollId").Add(request.Option is null, "option", "is missing").Errors;
        if (!errors.IsEmpty)
        {
            return HubAnswer.Invalid(errors);
        }

        var result = await grains.GetGrain<IPollGrain>(request.PollId!).VoteAsync(
            new CastVote(request.RoomId!, Socket.Caller.UserId, request.Option!.Value), Context.ConnectionAborted);
        return result.Outcome == EngagementOutcome.Done
            ? new VotedAnswer(request.Option.Value)
            : EngagementProblems.ToAnswer(result.Outcome);
    }

    public async Task<HubAnswer> AskQuestion(AskQuestionRequest request)
    {
        if (LiveRefusals.CheckJoined(Socket, request?.RoomId) is { } refusal)
        {
            return refusal;
        }

        if (!Ids.IsValid(request!.ClientId))
        {
            return LiveRefusals.Invalid("clientId is not a valid id");
        }

        // The same client id leads to the same question, however often it is sent.
        var caller = Socket.Caller;
        var questionId = NewId.Derived("q", caller.UserId, $"{request.RoomId}\n{request.ClientId}");
        var (result, wait) = await questions.AskAsync(
            request.RoomId!, caller, questionId, new AskRequest(request.Text, request.ProductId), Context.ConnectionAborted);
        return result switch
        {
            null => HubAnswer.Refuse(ProblemCodes.RateLimited, "Slow down a little.", wait),
            { Outcome: EngagementOutcome.Done } => new AskedAnswer(questionId),
            { Errors.IsEmpty: false } => HubAnswer.Invalid(result.Errors),
            _ => EngagementProblems.ToAnswer(result.Outcome),
        };
    }

    public async Task<HubAnswer> VoteQuestion(QuestionVoteRequest request)
    {
        if (LiveRefusals.CheckJoined(Socket, request?.RoomId) is { } refusal)
        {
            return refusal;
        }

        if (!Ids.IsValid(request!.QuestionId))
        {
            return LiveRefusals.Invalid("questionId is not a valid id");
        }

        var result = await grains.GetGrain<IQuestionsGrain>(request.RoomId!).VoteAsync(
            new VoteQuestion(request.QuestionId!, Socket.Caller.UserId, request.Up ?? true), Context.ConnectionAborted);
        return result is { Outcome: EngagementOutcome.Done, Line: { } line }
            ? new QuestionVotedAnswer(line.Question.Votes)
            : EngagementProblems.ToAnswer(result.Outcome);
    }
}
