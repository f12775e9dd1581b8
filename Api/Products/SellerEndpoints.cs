using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Products.Reviews;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Products;

/// <summary>Who sells and hosts, as anybody may know. Their products and rooms are filters of those lists.</summary>
internal static class SellerEndpoints
{
    public static void MapSellers(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/sellers/{id}", GetAsync).WithName("GetSeller").WithTags("Products");

    private static async Task<Results<Ok<SellerResponse>, ApiProblem>> GetAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var viewerId = user.Identity is { IsAuthenticated: true } ? Caller.Of(user).UserId : null;
        var subject = grains.GetGrain<IUserGrain>(id);
        if (await subject.GetProfileAsync(cancellationToken) is not { } profile)
        {
            return ApiProblem.NotFound();
        }

        // Whoever only buys is nobody's business here.
        var social = await subject.GetSocialAsync(viewerId, cancellationToken);
        return await SellerResponse.FindAsync(profile, social, grains, cancellationToken) is { } seller
            ? TypedResults.Ok(seller)
            : ApiProblem.NotFound();
    }
}

/// <summary>Somebody who sells or hosts.</summary>
/// <param name="Rating">What the ratings of all their products come to; null without any.</param>
internal sealed record SellerResponse(
    string UserId,
    string DisplayName,
    DateTimeOffset Since,
    long Followers,
    bool SellsProducts,
    bool HostsRooms,
    RatingBody? Rating)
{
    /// <summary>Null for whoever neither sells nor hosts.</summary>
    public static async Task<SellerResponse?> FindAsync(
        UserProfile profile, SocialSummary social, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var standing = await grains.GetGrain<ISellerStandingGrain>(profile.UserId).GetAsync(cancellationToken);
        return standing is { SellsProducts: false, HostsRooms: false }
            ? null
            : new SellerResponse(
                profile.UserId,
                profile.DisplayName,
                profile.CreatedAt,
                social.Followers,
                standing.SellsProducts,
                standing.HostsRooms,
                RatingBody.From(standing.Rating));
    }
}
