using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Products;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Social;

internal static class SocialEndpoints
{
    public static void MapSocial(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/users").WithTags("Social").RequireAuthorization();
        group.MapPut("/me/following/{userId}", FollowAsync).WithName("FollowUser");
        group.MapDelete("/me/following/{userId}", UnfollowAsync).WithName("UnfollowUser");
        group.MapGet("/{id}", GetAsync).WithName("GetUser");
        group.MapGet("/{id}/followers", ListFollowersAsync).WithName("ListFollowers");
        group.MapGet("/{id}/following", ListFollowingAsync).WithName("ListFollowing");
    }

    private static async Task<Results<NoContent, ApiProblem>> FollowAsync(
        string userId, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken) =>
        Describe(await Me(user, grains).FollowAsync(new FollowUser(userId, clock.GetUtcNow()), cancellationToken));

    private static async Task<Results<NoContent, ApiProblem>> UnfollowAsync(
        string userId, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken) =>
        Describe(await Me(user, grains).UnfollowAsync(new FollowUser(userId, clock.GetUtcNow()), cancellationToken));

    private static async Task<Results<Ok<UserResponse>, ApiProblem>> GetAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var viewer = Caller.Of(user).UserId;
        var subject = grains.GetGrain<IUserGrain>(id == "me" ? viewer : id);
        if (await subject.GetProfileAsync(cancellationToken) is not { } profile)
        {
            return ApiProblem.NotFound();
        }

        var social = await subject.GetSocialAsync(viewer, cancellationToken);
        var seller = await SellerResponse.FindAsync(profile, social, grains, cancellationToken);
        return TypedResults.Ok(new UserResponse(
            profile.UserId, profile.DisplayName, social.Followers, social.Following, social.IsFollowing, seller));
    }

    private static Task<Results<Ok<PageResponse<UserCard>>, ApiProblem>> ListFollowersAsync(
        string id, int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        ListAsync(id, limit, cursor, user, grains, (subject, page) => subject.ListFollowersAsync(page, cancellationToken));

    private static Task<Results<Ok<PageResponse<UserCard>>, ApiProblem>> ListFollowingAsync(
        string id, int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        ListAsync(id, limit, cursor, user, grains, (subject, page) => subject.ListFollowingAsync(page, cancellationToken));

    private static async Task<Results<Ok<PageResponse<UserCard>>, ApiProblem>> ListAsync(
        string id,
        int? limit,
        string? cursor,
        ClaimsPrincipal user,
        IGrainFactory grains,
        Func<IUserGrain, PageRequest, Task<IdPage>> list)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        var subject = id == "me" ? Me(user, grains) : grains.GetGrain<IUserGrain>(id);
        if (await subject.GetProfileAsync() is null)
        {
            return ApiProblem.NotFound();
        }

        var page = await list(subject, request);
        var profiles = await Task.WhenAll(page.Ids.Select(userId => grains.GetGrain<IUserGrain>(userId).GetProfileAsync()));
        var cards = profiles.OfType<UserProfile>().Select(profile => new UserCard(profile.UserId, profile.DisplayName));
        return TypedResults.Ok(new PageResponse<UserCard>([.. cards], page.NextCursor));
    }

    private static IUserGrain Me(ClaimsPrincipal user, IGrainFactory grains) =>
        grains.GetGrain<IUserGrain>(Caller.Of(user).UserId);

    private static Results<NoContent, ApiProblem> Describe(FollowResult result) => result.Status switch
    {
        FollowStatus.Done => TypedResults.NoContent(),
        FollowStatus.UnknownUser => ApiProblem.NotFound(),
        FollowStatus.Self => ApiProblem.Refused(ProblemCodes.SelfFollow, "Nobody follows themselves."),
        FollowStatus.TooMany => ApiProblem.Conflict(ProblemCodes.TooManyFollowed, "You follow as many as one can."),
        _ => throw new InvalidOperationException($"Unexpected follow status {result.Status}."),
    };
}

/// <param name="Seller">Null for whoever neither sells nor hosts.</param>
internal sealed record UserResponse(
    string UserId, string DisplayName, long Followers, long Following, bool IsFollowing, SellerResponse? Seller);

internal sealed record UserCard(string UserId, string DisplayName);
