using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Marketing;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Marketing;

/// <summary>A merchant's own promotions. Another's are not found: they are another grain's.</summary>
internal static class PromotionEndpoints
{
    public static void MapPromotions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/promotions").WithTags("Marketing").RequireAuthorization(Roles.Merchant);
        group.MapGet("/", ListAsync).WithName("ListPromotions");
        group.MapPost("/", CreateAsync).WithName("CreatePromotion").WithMetadata(IdempotentRequest.Instance);
        group.MapGet("/{id}", GetAsync).WithName("GetPromotion");
        group.MapPatch("/{id}", UpdateAsync).WithName("UpdatePromotion");
        group.MapDelete("/{id}", EndAsync).WithName("EndPromotion");
    }

    private static async Task<Results<Ok<PageResponse<PromotionResponse>>, ApiProblem>> ListAsync(
        int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        var page = await Own(grains, user).ListAsync(request, cancellationToken);
        return TypedResults.Ok(new PageResponse<PromotionResponse>([.. page.Promotions.Select(PromotionResponse.From)], page.NextCursor));
    }

    private static async Task<Results<Created<PromotionResponse>, ApiProblem>> CreateAsync(
        PromotionRequest request, HttpContext context, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = IdempotentRequest.DerivedId(context, "pm") ?? NewId.Promotion();
        var command = new CreatePromotion(request.ToPromotion(id, Caller.Of(context.User).UserId, now), now);
        var result = await Own(grains, context.User).CreateAsync(command, cancellationToken);
        if (result is not { Outcome: PromotionOutcome.Done, Promotion: { } promotion })
        {
            return PromotionProblems.From(result);
        }

        EntityTags.Set(context, promotion.Version);
        return TypedResults.Created($"/api/v1/promotions/{id}", PromotionResponse.From(promotion));
    }

    private static async Task<Results<Ok<PromotionResponse>, ApiProblem>> GetAsync(
        string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await Own(grains, context.User).GetAsync(id, cancellationToken) is not { } promotion)
        {
            return ApiProblem.NotFound();
        }

        EntityTags.Set(context, promotion.Version);
        return TypedResults.Ok(PromotionResponse.From(promotion));
    }

    private static async Task<Results<Ok<PromotionResponse>, ApiProblem>> UpdateAsync(
        string id, PromotionPatch patch, HttpContext context, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var command = patch.ToUpdate(id, EntityTags.Expected(context.Request), clock.GetUtcNow());
        var result = await Own(grains, context.User).UpdateAsync(command, cancellationToken);
        if (result is not { Outcome: PromotionOutcome.Done, Promotion: { } promotion })
        {
            return PromotionProblems.From(result);
        }

        EntityTags.Set(context, promotion.Version);
        return TypedResults.Ok(PromotionResponse.From(promotion));
    }

    private static async Task<Results<NoContent, ApiProblem>> EndAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var result = await Own(grains, user).EndAsync(id, cancellationToken);
        return result.Outcome == PromotionOutcome.Done ? TypedResults.NoContent() : PromotionProblems.From(result);
    }

    private static IPromotionsGrain Own(IGrainFactory grains, ClaimsPrincipal user) =>
        grains.GetGrain<IPromotionsGrain>(Caller.Of(user).UserId);
}

internal static class PromotionProblems
{
    public static ApiProblem From(PromotionResult result) => result.Outcome switch
    {
        PromotionOutcome.NotFound => ApiProblem.NotFound(),
        PromotionOutcome.Invalid => ApiProblem.Invalid(result.Errors),
        PromotionOutcome.Exists => ApiProblem.Conflict(ProblemCodes.Exists, "Another promotion has this id."),
        PromotionOutcome.Stale => ApiProblem.Stale(),
        PromotionOutcome.IllegalStep => ApiProblem.Conflict(ProblemCodes.IllegalStep, "The promotion is over."),
        PromotionOutcome.TooMany => ApiProblem.Conflict(
            ProblemCodes.TooManyPromotions, $"You have {PromotionLimits.PromotionsMax} promotions; end one first."),
        _ => throw new InvalidOperationException($"Unexpected promotion outcome {result.Outcome}."),
    };
}
