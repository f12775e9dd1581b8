using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;

namespace SocialCommerce.Api.Rooms.Giveaways;

/// <summary>Giveaways of a room: the host opens them, viewers enter and claim, everybody can make the draw again.</summary>
internal static class GiveawayEndpoints
{
    private static readonly TimeSpan ClaimWindowDefault = TimeSpan.FromHours(24);

    public static void MapGiveaways(this RouteGroupBuilder rooms)
    {
        var giveaways = rooms.MapGroup("/{id}/giveaways").WithTags("Giveaways");
        giveaways.MapGet("/", ListAsync).WithName("ListGiveaways");
        giveaways.MapPost("/", OpenAsync).WithName("OpenGiveaway").RequireAuthorization()
            .WithMetadata(IdempotentRequest.Instance);
        var giveaway = giveaways.MapGroup("/{giveawayId}");
        giveaway.MapGet("/", GetAsync).WithName("GetGiveaway");
        giveaway.MapGet("/proof", GetProofAsync).WithName("GetGiveawayProof");
        giveaway.MapPost("/entries", EnterAsync).WithName("EnterGiveaway").RequireAuthorization();
        giveaway.MapPost("/draw", DrawAsync).WithName("DrawGiveaway").RequireAuthorization();
        giveaway.MapPost("/claim", ClaimAsync).WithName("ClaimPrize").RequireAuthorization();
    }

    private static async Task<Results<Ok<PageResponse<GiveawayBody>>, ApiProblem>> ListAsync(
        string id, int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        var page = await grains.GetGrain<IRoomGiveawaysGrain>(id).ListAsync(request, Caller.IdOf(user), cancellationToken);
        return TypedResults.Ok(new PageResponse<GiveawayBody>([.. page.Giveaways.Select(GiveawayBody.From)], page.NextCursor));
    }

    private static async Task<Results<Ok<GiveawayBody>, ApiProblem>> GetAsync(
        string id, string giveawayId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        await Giveaway(grains, giveawayId).GetAsync(Caller.IdOf(user), cancellationToken) is { } summary && summary.RoomId == id
            ? TypedResults.Ok(GiveawayBody.From(summary))
            : ApiProblem.NotFound();

    private static async Task<Results<Ok<ProofResponse>, ApiProblem>> GetProofAsync(
        string id, string giveawayId, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var result = await Giveaway(grains, giveawayId).GetProofAsync(id, cancellationToken);
        return result switch
        {
            { Proof: { } proof } => TypedResults.Ok(ProofResponse.From(proof)),
            { Outcome: EngagementOutcome.IllegalStep } => ApiProblem.Conflict(ProblemCodes.IllegalStep, "It is not drawn yet."),
            _ => EngagementProblems.From(result.Outcome),
        };
    }

    private static async Task<Results<Created<GiveawayBody>, ApiProblem>> OpenAsync(
        string id, OpenGiveawayRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var command = new OpenGiveaway(
            id,
            Caller.Of(context.User).UserId,
            CommentText.Clean(request.Prize ?? string.Empty),
            request.ProductId,
            request.VoucherId,
            request.Winners ?? 1,
            request.Condition ?? EntryCondition.Anyone,
            request.Keyword is { } keyword ? CommentText.Clean(keyword) : null,
            TimeSpan.FromSeconds(request.DurationSeconds ?? 0),
            request.ClaimSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : ClaimWindowDefault,
            request.Redraw ?? false,
            NewId.Seed());
        if (GiveawayLimits.Check(command) is { IsEmpty: false } errors)
        {
            return ApiProblem.Invalid(errors);
        }

        var giveawayId = IdempotentRequest.DerivedId(context, "g") ?? NewId.Giveaway();
        var result = await Giveaway(grains, giveawayId).OpenAsync(command, cancellationToken);
        return result is { Outcome: EngagementOutcome.Done, Giveaway: { } giveaway }
            ? TypedResults.Created($"/api/v1/rooms/{id}/giveaways/{giveawayId}", GiveawayBody.From(giveaway))
            : EngagementProblems.From(result.Outcome);
    }

    private static async Task<Results<Ok<GiveawayBody>, ApiProblem>> EnterAsync(
        string id, string giveawayId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(await Giveaway(grains, giveawayId).EnterAsync(id, Caller.Of(user).UserId, cancellationToken));

    private static async Task<Results<Ok<GiveawayBody>, ApiProblem>> DrawAsync(
        string id, string giveawayId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(await Giveaway(grains, giveawayId).DrawAsync(id, Caller.Of(user).UserId, cancellationToken));

    private static async Task<Results<Ok<GiveawayBody>, ApiProblem>> ClaimAsync(
        string id, string giveawayId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(await Giveaway(grains, giveawayId).ClaimAsync(id, Caller.Of(user).UserId, cancellationToken));

    private static IGiveawayGrain Giveaway(IGrainFactory grains, string giveawayId) =>
        grains.GetGrain<IGiveawayGrain>(giveawayId);

    private static Results<Ok<GiveawayBody>, ApiProblem> Answer(GiveawayResult result) =>
        result is { Outcome: EngagementOutcome.Done, Giveaway: { } giveaway }
            ? TypedResults.Ok(GiveawayBody.From(giveaway))
            : EngagementProblems.From(result.Outcome);
}
