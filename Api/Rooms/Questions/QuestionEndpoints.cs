using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Api.Rooms.Questions;

/// <summary>Questions of a room: viewers ask and vote, the host answers, hides and shows.</summary>
internal static class QuestionEndpoints
{
    public static void MapQuestions(this RouteGroupBuilder rooms)
    {
        var questions = rooms.MapGroup("/{id}/questions").WithTags("Questions");
        questions.MapGet("/", ListAsync).WithName("ListQuestions");
        questions.MapPost("/", AskAsync).WithName("AskQuestion").RequireAuthorization().WithMetadata(IdempotentRequest.Instance);
        var question = questions.MapGroup("/{questionId}").RequireAuthorization();
        question.MapPut("/vote", VoteAsync).WithName("VoteQuestion");
        question.MapDelete("/vote", UnvoteAsync).WithName("UnvoteQuestion");
        question.MapPut("/answer", AnswerAsync).WithName("AnswerQuestion");
        question.MapDelete("/", HideAsync).WithName("HideQuestion");
        question.MapPut("/shown", ShowAsync).WithName("ShowQuestion");
        question.MapDelete("/shown", UnshowAsync).WithName("UnshowQuestion");
    }

    private static async Task<Results<Ok<PageResponse<QuestionBody>>, ApiProblem>> ListAsync(
        string id, string? status, int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var page, out var problem))
        {
            return problem;
        }

        if (status is not (null or "waiting" or "answered"))
        {
            return ApiProblem.Invalid("status", "must be waiting or answered");
        }

        var wanted = status == "answered" ? QuestionStatus.Answered : QuestionStatus.Waiting;
        var questions = await grains.GetGrain<IQuestionsGrain>(id).ListAsync(
            new ListQuestions(wanted, Caller.IdOf(user), page), cancellationToken);
        return TypedResults.Ok(new PageResponse<QuestionBody>(
            [.. questions.Lines.Select(QuestionBody.From)], questions.NextCursor));
    }

    private static async Task<Results<Created<QuestionBody>, ApiProblem>> AskAsync(
        string id, AskRequest request, HttpContext context, QuestionDesk desk, CancellationToken cancellationToken)
    {
        var questionId = IdempotentRequest.DerivedId(context, "q") ?? NewId.Question();
        var (result, wait) = await desk.AskAsync(id, Caller.Of(context.User), questionId, request, cancellationToken);
        return result switch
        {
            null => ApiProblem.TooMany(ProblemCodes.RateLimited, wait),
            { Outcome: EngagementOutcome.Done, Line: { } line } =>
                TypedResults.Created($"/api/v1/rooms/{id}/questions/{questionId}", QuestionBody.From(line)),
            _ => Problem(result),
        };
    }

    private static Task<Results<Ok<QuestionBody>, ApiProblem>> VoteAsync(
        string id, string questionId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        CastAsync(id, new VoteQuestion(questionId, Caller.Of(user).UserId, IsUp: true), grains, cancellationToken);

    private static Task<Results<Ok<QuestionBody>, ApiProblem>> UnvoteAsync(
        string id, string questionId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        CastAsync(id, new VoteQuestion(questionId, Caller.Of(user).UserId, IsUp: false), grains, cancellationToken);

    private static async Task<Results<Ok<QuestionBody>, ApiProblem>> CastAsync(
        string id, VoteQuestion command, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(await grains.GetGrain<IQuestionsGrain>(id).VoteAsync(command, cancellationToken));

    private static Task<Results<Ok<QuestionBody>, ApiProblem>> AnswerAsync(
        string id, string questionId, AnswerRequest request, ClaimsPrincipal user, IGrainFactory grains,
        CancellationToken cancellationToken) =>
        HostAsync(
            id, user, grains, questionId, QuestionAct.Answer, cancellationToken,
            request.Text is { } text ? CommentText.Clean(text) : null);

    private static Task<Results<Ok<QuestionBody>, ApiProblem>> HideAsync(
        string id, string questionId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        HostAsync(id, user, grains, questionId, QuestionAct.Hide, cancellationToken);

    private static Task<Results<Ok<QuestionBody>, ApiProblem>> ShowAsync(
        string id, string questionId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        HostAsync(id, user, grains, questionId, QuestionAct.Show, cancellationToken);

    private static Task<Results<Ok<QuestionBody>, ApiProblem>> UnshowAsync(
        string id, string questionId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        HostAsync(id, user, grains, questionId, QuestionAct.Unshow, cancellationToken);

    private static async Task<Results<Ok<QuestionBody>, ApiProblem>> HostAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, string questionId, QuestionAct act,
        CancellationToken cancellationToken, string? answer = null) =>
        Answer(await grains.GetGrain<IQuestionsGrain>(id).HostAsync(
            new HostQuestion(questionId, Caller.Of(user).UserId, act, answer), cancellationToken));

    private static Results<Ok<QuestionBody>, ApiProblem> Answer(QuestionResult result) =>
        result is { Outcome: EngagementOutcome.Done, Line: { } line }
            ? TypedResults.Ok(QuestionBody.From(line))
            : Problem(result);

    private static ApiProblem Problem(QuestionResult result) => result.Outcome == EngagementOutcome.Invalid
        ? ApiProblem.Invalid(result.Errors)
        : EngagementProblems.From(result.Outcome);
}
