using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Rooms.Selling;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms;

/// <summary>What the host of a room does. The room itself refuses everybody else.</summary>
internal static class RoomHostingEndpoints
{
    public static void MapRoomHosting(this RouteGroupBuilder rooms)
    {
        var group = rooms.MapGroup("/{id}").RequireAuthorization();
        group.MapRoomLifecycle();
        group.MapPost("/pins", PinAsync).WithName("PinProduct").WithMetadata(IdempotentRequest.Instance);
        group.MapDelete("/pins/{productId}", UnpinAsync).WithName("UnpinProduct");
        rooms.MapSelling();
    }

    private static async Task<Results<Ok<RoomResponse>, ApiProblem>> PinAsync(
        string id, PinRequest request, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(request.ProductId))
        {
            return ApiProblem.Invalid("productId", "is not a valid id");
        }

        return Describe(await grains.GetGrain<IRoomGrain>(id).PinAsync(
            new PinProduct(Caller.Of(user).UserId, request.ProductId!), cancellationToken));
    }

    private static async Task<Results<Ok<RoomResponse>, ApiProblem>> UnpinAsync(
        string id, string productId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Describe(await grains.GetGrain<IRoomGrain>(id).UnpinAsync(
            new PinProduct(Caller.Of(user).UserId, productId), cancellationToken));

    private static Results<Ok<RoomResponse>, ApiProblem> Describe(RoomResult result) =>
        result is { Outcome: RoomOutcome.Done, Room: { } room }
            ? TypedResults.Ok(RoomResponse.From(room))
            : RoomProblems.From(result.Outcome, result.Errors);
}
