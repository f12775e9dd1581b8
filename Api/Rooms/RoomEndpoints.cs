using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Rooms.Figures;
using SocialCommerce.Api.Rooms.Giveaways;
using SocialCommerce.Api.Rooms.Moderation;
using SocialCommerce.Api.Rooms.Polls;
using SocialCommerce.Api.Rooms.Questions;
using SocialCommerce.Api.Rooms.Replay;
using SocialCommerce.Api.Rooms.Video;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms;

internal static class RoomEndpoints
{
    public static void MapRooms(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/rooms").WithTags("Rooms");
        group.MapGet("/", ListAsync).WithName("ListRooms");
        group.MapGet("/{id}", GetAsync).WithName("GetRoom");
        group.MapPatch("/{id}", UpdateAsync).WithName("UpdateRoom").RequireAuthorization();
        group.MapPost("/", CreateAsync).WithName("CreateRoom").RequireAuthorization()
            .WithMetadata(IdempotentRequest.Instance);
        group.MapVideo();
        group.MapReplay();
        group.MapRoomHosting();
        group.MapPolls();
        group.MapQuestions();
        group.MapGiveaways();
        group.MapModeration();
        group.MapFigures();
        routes.MapGet("/users/me/rooms", ListOwnAsync).WithName("ListOwnRooms").WithTags("Rooms").RequireAuthorization();
    }

    private static async Task<Results<Ok<PageResponse<RoomResponse>>, ApiProblem>> ListAsync(
        string? hostId,
        string[]? status,
        int? limit,
        string? cursor,
        ClaimsPrincipal user,
        IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        var errors = new FieldChecks()
            .Add(!string.IsNullOrEmpty(hostId) && !Ids.IsValid(hostId), "hostId", "is not a valid id")
            .Add(!RoomStatuses.TryRead(status, out var statuses), "status", $"must be {RoomStatuses.Names}")
            .Errors;
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        var filter = new RoomFilter(string.IsNullOrEmpty(hostId) ? null : hostId, statuses);
        var page = await grains.GetGrain<ILobbyGrain>(ILobbyGrain.All).FindAsync(filter, request, cancellationToken);
        var userId = IdOf(user);
        return TypedResults.Ok(new PageResponse<RoomResponse>([.. page.Rooms.Select(room => RoomResponse.From(room, userId))], page.NextCursor));
    }

    private static async Task<Results<Ok<PageResponse<RoomResponse>>, ApiProblem>> ListOwnAsync(
        int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        var userId = Caller.Of(user).UserId;
        var page = await grains.GetGrain<ILobbyGrain>(ILobbyGrain.All).ListOfHostAsync(userId, request, cancellationToken);
        return TypedResults.Ok(new PageResponse<RoomResponse>([.. page.Rooms.Select(room => RoomResponse.From(room, userId))], page.NextCursor));
    }

    private static async Task<Results<Ok<RoomResponse>, StatusCodeHttpResult, ApiProblem>> GetAsync(
        string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IRoomGrain>(id).GetAsync(cancellationToken) is not { } room)
        {
            return ApiProblem.NotFound();
        }

        EntityTags.Set(context, room.Version);
        return EntityTags.IsKnown(context.Request, room.Version)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(RoomResponse.From(room, IdOf(context.User)));
    }

    private static async Task<Results<Created<RoomResponse>, ApiProblem>> CreateAsync(
        CreateRoomRequest request,
        HttpContext context,
        IGrainFactory grains,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var command = new CreateRoom(
            request.Title ?? string.Empty,
            caller.UserId,
            caller.DisplayName,
            [.. (request.ProductIds ?? []).Select(id => id ?? string.Empty).Distinct()],
            request.PlaybackUrl,
            NewId.Epoch(),
            clock.GetUtcNow(),
            request.StartsAt?.ToUniversalTime());
        var errors = RoomLimits.Check(command);
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        var id = IdempotentRequest.DerivedId(context, "r");
        var room = grains.GetGrain<IRoomGrain>(id ?? NewId.Room());
        var result = await room.CreateAsync(command, cancellationToken);

        // A derived id that exists was made by an attempt of the same request that died before it could answer.
        var created = result.Outcome == RoomOutcome.Exists && id is not null
            ? await room.GetAsync(cancellationToken)
            : result.Room;
        return created is not null
            ? Created(context, created)
            : RoomProblems.From(result.Outcome, result.Errors);
    }

    private static async Task<Results<Ok<RoomResponse>, ApiProblem>> UpdateAsync(
        string id,
        RoomPatch patch,
        ClaimsPrincipal user,
        IGrainFactory grains,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user).UserId;
        var command = new UpdateRoom(caller, patch.Title, patch.StartsAt?.ToUniversalTime(), clock.GetUtcNow());
        var result = await grains.GetGrain<IRoomGrain>(id).UpdateAsync(command, cancellationToken);
        return result is { Outcome: RoomOutcome.Done, Room: { } room }
            ? TypedResults.Ok(RoomResponse.From(room, caller))
            : RoomProblems.From(result.Outcome, result.Errors);
    }

    // Rooms are open to everybody; who is signed in sees their own rehearsals.
    private static string? IdOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated is true ? Caller.Of(user).UserId : null;

    private static Created<RoomResponse> Created(HttpContext context, RoomSummary room)
    {
        EntityTags.Set(context, room.Version);
        return TypedResults.Created($"/api/v1/rooms/{room.RoomId}", RoomResponse.From(room));
    }
}
