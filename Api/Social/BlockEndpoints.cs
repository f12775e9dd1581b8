using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Social;

/// <summary>Who is not to be seen in suggestions, and does not see the blocker there either.</summary>
internal static class BlockEndpoints
{
    public static void MapBlocks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/users/me/blocks").WithTags("Social").RequireAuthorization();
        group.MapGet("", ListAsync).WithName("ListBlocks");
        group.MapPut("/{userId}", BlockAsync).WithName("BlockUser");
        group.MapDelete("/{userId}", UnblockAsync).WithName("UnblockUser");
    }

    private static async Task<Results<Ok<PageResponse<string>>, ApiProblem>> ListAsync(
        int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        var page = await Me(user, grains).ListBlocksAsync(request, cancellationToken);
        return TypedResults.Ok(new PageResponse<string>(page.Ids, page.NextCursor));
    }

    private static async Task<Results<NoContent, ApiProblem>> BlockAsync(
        string userId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Describe(await Me(user, grains).BlockAsync(new BlockUser(userId), cancellationToken));

    private static async Task<Results<NoContent, ApiProblem>> UnblockAsync(
        string userId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Describe(await Me(user, grains).UnblockAsync(new BlockUser(userId), cancellationToken));

    private static IUserGrain Me(ClaimsPrincipal user, IGrainFactory grains) =>
        grains.GetGrain<IUserGrain>(Caller.Of(user).UserId);

    private static Results<NoContent, ApiProblem> Describe(BlockResult result) => result.Status switch
    {
        BlockStatus.Done => TypedResults.NoContent(),
        BlockStatus.UnknownUser => ApiProblem.NotFound(),
        BlockStatus.Self => ApiProblem.Refused(ProblemCodes.SelfBlock, "Nobody blocks themselves."),
        BlockStatus.TooMany => ApiProblem.Conflict(ProblemCodes.TooManyBlocked, "You block as many as one can."),
        _ => throw new InvalidOperationException($"Unexpected block status {result.Status}."),
    };
}
