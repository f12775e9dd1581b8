using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Replay;

namespace SocialCommerce.Api.Rooms.Replay;

/// <summary>A room that is over, watched again. Open to everybody, like rooms.</summary>
internal static class ReplayEndpoints
{
    private const int LimitDefault = 200;

    private const int LimitMax = 500;

    /// <summary>A month; no room is open for longer.</summary>
    private const long MillisecondsMax = 30L * 24 * 60 * 60 * 1_000;

    public static void MapReplay(this RouteGroupBuilder rooms)
    {
        var group = rooms.MapGroup("/{id}/replay");
        group.MapPost("/", PublishAsync).WithName("PublishReplay").RequireAuthorization();
        group.MapGet("/", GetAsync).WithName("GetReplay");
        group.MapGet("/events", ReadEventsAsync).WithName("GetReplayEvents");
        group.MapGet("/state", GetStateAsync).WithName("GetReplayState");
        group.MapGet("/samples", ReadSamplesAsync).WithName("GetReplaySamples");
    }

    private static async Task<Results<Ok<RoomResponse>, ApiProblem>> PublishAsync(
        string id,
        PublishReplayRequest? request,
        ClaimsPrincipal user,
        IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var command = new PublishReplay(
            Caller.Of(user).UserId, request?.RecordingUrl, request?.RecordingStartedAt?.ToUniversalTime());
        var result = await grains.GetGrain<IRoomGrain>(id).PublishReplayAsync(command, cancellationToken);
        return result is { Outcome: RoomOutcome.Done, Room: { } room }
            ? TypedResults.Ok(RoomResponse.From(room, command.UserId))
            : RoomProblems.From(result.Outcome, result.Errors);
    }

    private static async Task<Results<Ok<ReplayResponse>, ApiProblem>> GetAsync(
        string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        await grains.GetGrain<IReplayGrain>(id).GetManifestAsync(cancellationToken) is { } manifest
            ? TypedResults.Ok(ReplayResponse.From(manifest))
            : ApiProblem.NotFound();

    private static async Task<Results<Ok<ReplayEventsResponse>, ApiProblem>> ReadEventsAsync(
        string id, long? afterSeq, long? from, long? to, int? limit, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var errors = CheckLimit(limit)
            .Add(afterSeq < 0, "afterSeq", "must not be negative")
            .Add(IsOutside(from), "from", "is not a time of a room")
            .Add(IsOutside(to), "to", "is not a time of a room")
            .Errors;
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        var replay = grains.GetGrain<IReplayGrain>(id);
        if (await replay.GetManifestAsync(cancellationToken) is not { } manifest)
        {
            return ApiProblem.NotFound();
        }

        var timeline = new ReplayTimeline(manifest.Room);
        var range = new ReplayRange(
            afterSeq,
            from is { } first ? timeline.StartedAt.AddMilliseconds(first) : null,
            to is { } last ? timeline.TimeAt(last) : null,
            limit ?? LimitDefault);
        return await replay.ReadEventsAsync(range, cancellationToken) is { } events
            ? TypedResults.Ok(new ReplayEventsResponse(
                id, events.Epoch, [.. events.Events.Select(RoomEventBodies.From)], events.NextSequence))
            : ApiProblem.NotFound();
    }

    private static async Task<Results<Ok<ReplayStateResponse>, ApiProblem>> GetStateAsync(
        string id, long? at, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (at is not { } milliseconds || IsOutside(at))
        {
            return ApiProblem.Invalid("at", "must be milliseconds since the room opened");
        }

        var replay = grains.GetGrain<IReplayGrain>(id);
        if (await replay.GetManifestAsync(cancellationToken) is not { } manifest)
        {
            return ApiProblem.NotFound();
        }

        var time = new ReplayTimeline(manifest.Room).TimeAt(milliseconds);
        return await replay.GetStateAsync(time, cancellationToken) is { } moment
            ? TypedResults.Ok(ReplayStateResponse.From(moment, milliseconds, time))
            : ApiProblem.NotFound();
    }

    private static async Task<Results<Ok<ReplaySamplesResponse>, ApiProblem>> ReadSamplesAsync(
        string id, long? after, int? limit, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var errors = CheckLimit(limit).Add(IsOutside(after), "after", "is not a time of a room").Errors;
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        var replay = grains.GetGrain<IReplayGrain>(id);
        if (await replay.GetManifestAsync(cancellationToken) is not { } manifest)
        {
            return ApiProblem.NotFound();
        }

        var timeline = new ReplayTimeline(manifest.Room);
        var time = timeline.StartedAt.AddMilliseconds(after ?? -1);
        return await replay.ReadSamplesAsync(time, limit ?? LimitDefault, cancellationToken) is { } samples
            ? TypedResults.Ok(new ReplaySamplesResponse([.. samples.Samples.Select(sample =>
                new ReplaySampleBody(timeline.MillisecondsAt(sample.At), sample.Viewers, sample.Reactions))]))
            : ApiProblem.NotFound();
    }

    private static FieldChecks CheckLimit(int? limit) =>
        new FieldChecks().Add(limit is < 1 or > LimitMax, "limit", $"must be from 1 to {LimitMax}");

    private static bool IsOutside(long? milliseconds) => milliseconds is < -MillisecondsMax or > MillisecondsMax;
}
