using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Figures;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Rooms.Figures;

/// <summary>What a room brings, for its host and for operators: while it is open and afterwards.</summary>
internal static class RoomFiguresEndpoints
{
    private const int BucketSecondsMin = 10;

    private const int BucketSecondsMax = 3_600;

    public static void MapFigures(this RouteGroupBuilder rooms) =>
        rooms.MapGet("/{id}/figures", GetAsync).WithName("GetRoomFigures").RequireAuthorization();

    private static async Task<Results<Ok<RoomFiguresResponse>, ApiProblem>> GetAsync(
        string id, int? bucket, DateTimeOffset? from, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (bucket is < BucketSecondsMin or > BucketSecondsMax)
        {
            return ApiProblem.Invalid("bucket", $"must be from {BucketSecondsMin} to {BucketSecondsMax} seconds");
        }

        if (await grains.GetGrain<IRoomGrain>(id).GetAsync(cancellationToken) is not { } room)
        {
            return ApiProblem.NotFound();
        }

        if (room.HostId != Caller.Of(user).UserId && !user.IsInRole(Roles.Operator))
        {
            return ApiProblem.Forbidden(ProblemCodes.NotHost);
        }

        var request = new RoomFiguresRequest(bucket ?? BucketSecondsMin, from?.ToUniversalTime());
        return await grains.GetGrain<IRoomFiguresGrain>(id).GetAsync(request, cancellationToken) is { } figures
            ? TypedResults.Ok(RoomFiguresResponse.From(figures))
            : ApiProblem.NotFound();
    }
}
