using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Social;

/// <summary>Whether those who follow a user are told in which room the user is.</summary>
internal static class VisibilityEndpoints
{
    public static void MapVisibility(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/users/me/visibility").WithTags("Social").RequireAuthorization();
        group.MapGet("", GetAsync).WithName("GetVisibility");
        group.MapPut("", SetAsync).WithName("SetVisibility");
    }

    private static async Task<VisibilityResponse> GetAsync(
        ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        new(await Me(user, grains).IsInvisibleAsync(cancellationToken));

    private static async Task<Results<Ok<VisibilityResponse>, ApiProblem>> SetAsync(
        VisibilityRequest request, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (request.Invisible is not { } invisible)
        {
            return ApiProblem.Invalid("invisible", "must be true or false");
        }

        await Me(user, grains).SetInvisibleAsync(invisible, cancellationToken);
        return TypedResults.Ok(new VisibilityResponse(invisible));
    }

    private static IUserGrain Me(ClaimsPrincipal user, IGrainFactory grains) =>
        grains.GetGrain<IUserGrain>(Caller.Of(user).UserId);
}

internal sealed record VisibilityRequest(bool? Invisible);

internal sealed record VisibilityResponse(bool Invisible);
