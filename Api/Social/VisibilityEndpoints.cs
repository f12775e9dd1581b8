using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Social;

/// <summary>Whether those who follow a user are told in which room the user is, and what the user bought.</summary>
internal static class VisibilityEndpoints
{
    public static void MapVisibility(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/users/me/visibility").WithTags("Social").RequireAuthorization();
        group.MapGet("", GetAsync).WithName("GetVisibility");
        group.MapPut("", SetAsync).WithName("SetVisibility");
    }

    private static Task<VisibilityResponse> GetAsync(
        ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        DescribeAsync(Me(user, grains), cancellationToken);

    private static async Task<Results<Ok<VisibilityResponse>, ApiProblem>> SetAsync(
        VisibilityRequest request, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (request is { Invisible: null, SharesPurchases: null })
        {
            return ApiProblem.Invalid("invisible", "must be true or false");
        }

        var me = Me(user, grains);
        if (request.Invisible is { } invisible)
        {
            await me.SetInvisibleAsync(invisible, cancellationToken);
        }

        if (request.SharesPurchases is { } sharesPurchases)
        {
            await me.SetSharesPurchasesAsync(sharesPurchases, cancellationToken);
        }

        return TypedResults.Ok(await DescribeAsync(me, cancellationToken));
    }

    private static async Task<VisibilityResponse> DescribeAsync(IUserGrain user, CancellationToken cancellationToken) => new(
        await user.IsInvisibleAsync(cancellationToken), await user.SharesPurchasesAsync(cancellationToken));

    private static IUserGrain Me(ClaimsPrincipal user, IGrainFactory grains) =>
        grains.GetGrain<IUserGrain>(Caller.Of(user).UserId);
}

/// <summary>What is absent stays as it is.</summary>
internal sealed record VisibilityRequest(bool? Invisible, bool? SharesPurchases = null);

internal sealed record VisibilityResponse(bool Invisible, bool SharesPurchases);
