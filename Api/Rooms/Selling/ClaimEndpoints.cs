using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Api.Rooms.Selling;

/// <summary>
/// Units of a deal for one buyer. The Idempotency-Key becomes the claim's id, so that the deal itself tells a repetition:
/// claims come by the thousand, and each would otherwise cost a second write.
/// </summary>
internal static class ClaimEndpoints
{
    public static void MapClaims(this RouteGroupBuilder deals)
    {
        var group = deals.MapGroup("/{dealId}/claims").RequireAuthorization();
        group.MapPost("/", ClaimAsync).WithName("ClaimDeal");
        group.MapGet("/{claimId}", GetAsync).WithName("GetDealClaim");
        group.MapDelete("/{claimId}", ReleaseAsync).WithName("ReleaseDealClaim");
    }

    /// <summary>A key belongs to a user and a deal, however it is sent.</summary>
    public static string ClaimIdOf(string userId, string dealId, string key) => NewId.Derived("dc", userId, $"{dealId}\n{key}");

    private static async Task<Results<Created<ClaimBody>, ApiProblem>> ClaimAsync(
        string id, string dealId, ClaimRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (IdempotentRequest.KeyOf(context) is { } key && !IdempotentRequest.IsValid(key))
        {
            return ApiProblem.Invalid(IdempotentRequest.KeyHeader, "must be 1 to 255 visible ASCII characters");
        }

        if (request.Quantity is < 1 or > DealLimits.PerBuyerMax)
        {
            return ApiProblem.Invalid("quantity", $"must be from 1 to {DealLimits.PerBuyerMax}");
        }

        var userId = Caller.Of(context.User).UserId;
        var claimId = IdempotentRequest.KeyOf(context) is { } given ? ClaimIdOf(userId, dealId, given) : NewId.DealClaim();
        var command = new ClaimDeal(claimId, userId, request.Quantity ?? 1);
        var result = await grains.GetGrain<IDealGrain>(dealId).ClaimAsync(command, cancellationToken);
        if (result.IsReplay)
        {
            context.Response.Headers[IdempotentRequest.ReplayedHeader] = "true";
        }

        return result is { Outcome: DealOutcome.Done, Claim: { } claim }
            ? TypedResults.Created($"/api/v1/rooms/{id}/deals/{dealId}/claims/{claimId}", ClaimBody.From(claim))
            : SellingProblems.From(result.Outcome, [], result.RetryAfter);
    }

    private static async Task<Results<Ok<ClaimBody>, ApiProblem>> GetAsync(
        string dealId, string claimId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Describe(await grains.GetGrain<IDealGrain>(dealId).GetClaimAsync(Own(claimId, user), cancellationToken));

    private static async Task<Results<Ok<ClaimBody>, ApiProblem>> ReleaseAsync(
        string dealId, string claimId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Describe(await grains.GetGrain<IDealGrain>(dealId).ReleaseAsync(Own(claimId, user), cancellationToken));

    private static SettleClaim Own(string claimId, ClaimsPrincipal user) => new(claimId, Caller.Of(user).UserId);

    private static Results<Ok<ClaimBody>, ApiProblem> Describe(ClaimResult result) =>
        result is { Outcome: DealOutcome.Done, Claim: { } claim }
            ? TypedResults.Ok(ClaimBody.From(claim))
            : SellingProblems.From(result.Outcome, []);
}
