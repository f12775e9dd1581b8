using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;

namespace SocialCommerce.Api.Rooms.Polls;

/// <summary>Polls and quizzes of a room: the host opens and closes them, viewers vote.</summary>
internal static class PollEndpoints
{
    public static void MapPolls(this RouteGroupBuilder rooms)
    {
        var polls = rooms.MapGroup("/{id}/polls").WithTags("Polls");
        polls.MapGet("/", ListAsync).WithName("ListPolls");
        polls.MapGet("/{pollId}", GetAsync).WithName("GetPoll");
        polls.MapPost("/", OpenAsync).WithName("OpenPoll").RequireAuthorization().WithMetadata(IdempotentRequest.Instance);
        polls.MapPost("/{pollId}/close", CloseAsync).WithName("ClosePoll").RequireAuthorization();
        polls.MapPut("/{pollId}/vote", VoteAsync).WithName("Vote").RequireAuthorization();
    }

    private static async Task<Results<Ok<PageResponse<PollResponse>>, ApiProblem>> ListAsync(
        string id, int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        var page = await grains.GetGrain<IRoomPollsGrain>(id).ListAsync(request, Caller.IdOf(user), cancellationToken);
        return TypedResults.Ok(new PageResponse<PollResponse>([.. page.Polls.Select(PollResponse.From)], page.NextCursor));
    }

    private static async Task<Results<Ok<PollResponse>, ApiProblem>> GetAsync(
        string id, string pollId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        await grains.GetGrain<IPollGrain>(pollId).GetAsync(Caller.IdOf(user), cancellationToken) is { } poll && poll.RoomId == id
            ? TypedResults.Ok(PollResponse.From(poll))
            : ApiProblem.NotFound();

    private static async Task<Results<Created<PollResponse>, ApiProblem>> OpenAsync(
        string id, OpenPollRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var command = new OpenPoll(
            id,
            Caller.Of(context.User).UserId,
            CommentText.Clean(request.Question ?? string.Empty),
            [.. (request.Options ?? []).Select(option => CommentText.Clean(option ?? string.Empty))],
            request.DurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            request.RightOption);
        if (PollLimits.Check(command) is { IsEmpty: false } errors)
        {
            return ApiProblem.Invalid(errors);
        }

        var pollId = IdempotentRequest.DerivedId(context, "v") ?? NewId.Poll();
        var result = await grains.GetGrain<IPollGrain>(pollId).OpenAsync(command, cancellationToken);
        return result is { Outcome: EngagementOutcome.Done, Poll: { } poll }
            ? TypedResults.Created($"/api/v1/rooms/{id}/polls/{pollId}", PollResponse.From(poll))
            : EngagementProblems.From(result.Outcome);
    }

    private static async Task<Results<Ok<PollResponse>, ApiProblem>> CloseAsync(
        string id, string pollId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(await grains.GetGrain<IPollGrain>(pollId).CloseAsync(id, Caller.Of(user).UserId, cancellationToken));

    private static async Task<Results<Ok<PollResponse>, ApiProblem>> VoteAsync(
        string id, string pollId, VoteRequest request, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (request.Option is not { } option)
        {
            return ApiProblem.Invalid("option", "is missing");
        }

        return Answer(await grains.GetGrain<IPollGrain>(pollId).VoteAsync(
            new CastVote(id, Caller.Of(user).UserId, option), cancellationToken));
    }

    private static Results<Ok<PollResponse>, ApiProblem> Answer(PollResult result) => result switch
    {
        { Outcome: EngagementOutcome.Done, Poll: { } poll } => TypedResults.Ok(PollResponse.From(poll)),
        { Outcome: EngagementOutcome.Invalid } => ApiProblem.Invalid("option", "is not an option of this poll"),
        _ => EngagementProblems.From(result.Outcome),
    };
}
