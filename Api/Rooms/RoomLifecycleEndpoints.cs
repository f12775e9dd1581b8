using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms;

/// <summary>The steps of a room's life. A step that the room's status does not allow is a conflict, also one repeated.</summary>
internal static class RoomLifecycleEndpoints
{
    public static void MapRoomLifecycle(this RouteGroupBuilder room)
    {
        Map(room, "/rehearse", "RehearseRoom", RoomStatus.Rehearsal);
        Map(room, "/rehearsal/cancel", "CancelRehearsal", RoomStatus.Scheduled, RoomStatus.Rehearsal);
        Map(room, "/start", "StartRoom", RoomStatus.Live);
        Map(room, "/pause", "PauseRoom", RoomStatus.Paused);
        Map(room, "/resume", "ResumeRoom", RoomStatus.Live, RoomStatus.Paused);
        Map(room, "/end", "EndRoom", RoomStatus.Ended);
    }

    private static void Map(RouteGroupBuilder room, string path, string name, RoomStatus to, RoomStatus? from = null) =>
        room.MapPost(path, (string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
            ChangeAsync(grains.GetGrain<IRoomGrain>(id), new ChangeRoomStatus(Caller.Of(user).UserId, to, from), cancellationToken))
            .WithName(name);

    private static async Task<Results<Ok<RoomResponse>, ApiProblem>> ChangeAsync(
        IRoomGrain grain, ChangeRoomStatus command, CancellationToken cancellationToken)
    {
        var result = await grain.ChangeStatusAsync(command, cancellationToken);
        return result is { Outcome: RoomOutcome.Done, Room: { } room }
            ? TypedResults.Ok(RoomResponse.From(room, command.UserId))
            : RoomProblems.From(result.Outcome, result.Errors);
    }
}
