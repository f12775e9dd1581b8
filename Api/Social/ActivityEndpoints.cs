using System.Security.Claims;
using System.Text.Json.Serialization;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Rooms;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Social;

/// <summary>What the people whom a user follows do.</summary>
internal static class ActivityEndpoints
{
    public static void MapActivity(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/users/me/activity", ListAsync).WithName("ListActivity").WithTags("Social").RequireAuthorization();
        routes.MapGet("/products/{id}/friends", ListFriendsAsync).WithName("ListFriendsWithProduct").WithTags("Social")
            .RequireAuthorization();
    }

    private static async Task<Results<Ok<PageResponse<ActivityBody>>, ApiProblem>> ListAsync(
        int? limit, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, null, out var page, out var problem))
        {
            return problem;
        }

        context.Response.Headers.CacheControl = "no-store";
        return Answer(await Me(context.User, grains).ListActivityAsync(page.Limit, cancellationToken));
    }

    private static async Task<Results<Ok<PageResponse<ActivityBody>>, ApiProblem>> ListFriendsAsync(
        string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IProductGrain>(id).GetCardAsync(cancellationToken) is null)
        {
            return ApiProblem.NotFound();
        }

        context.Response.Headers.CacheControl = "no-store";
        return Answer(await Me(context.User, grains).ListFriendsWithAsync(id, cancellationToken));
    }

    private static Ok<PageResponse<ActivityBody>> Answer(ImmutableArray<FriendActivity> activities) =>
        TypedResults.Ok(new PageResponse<ActivityBody>([.. activities.Select(ActivityBody.From)], null));

    private static IUserGrain Me(ClaimsPrincipal user, IGrainFactory grains) =>
        grains.GetGrain<IUserGrain>(Caller.Of(user).UserId);
}

internal sealed record ActivityBody(
    ActivityKind Kind,
    UserCard User,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RoomResponse? Room,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ActivityProductBody? Product,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Rating)
{
    public static ActivityBody From(FriendActivity activity) => new(
        activity.Kind,
        new UserCard(activity.UserId, activity.DisplayName),
        activity.At,
        activity.Room is { } room ? RoomResponse.From(room) : null,
        activity.Product is { } product
            ? new ActivityProductBody(product.ProductId, product.Title, product.Price, product.ImageUrl)
            : null,
        activity.Rating);
}

internal sealed record ActivityProductBody(string ProductId, string Title, Money Price, string? ImageUrl);
