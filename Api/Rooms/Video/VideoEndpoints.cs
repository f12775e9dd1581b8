using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Video;

namespace SocialCommerce.Api.Rooms.Video;

/// <summary>Where a room's video is, and the calls of whoever provides it.</summary>
internal static class VideoEndpoints
{
    public static void MapVideo(this RouteGroupBuilder rooms)
    {
        var group = rooms.MapGroup("/{id}/video");
        group.MapPut("/", SetAsync).WithName("SetVideo").RequireAuthorization();
        group.MapPost("/secret", MakeSecretAsync).WithName("MakeVideoSecret").RequireAuthorization();

        // Whoever signs with the room's secret needs no other credential.
        group.MapPost("/hook", ReceiveAsync).WithName("ReceiveVideoHook").Accepts<VideoHookRequest>("application/json");
    }

    private static async Task<Results<Ok<RoomResponse>, ApiProblem>> SetAsync(
        string id, VideoRequest request, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var command = new SetVideo(
            Caller.Of(user).UserId,
            request.PlaybackUrl,
            request.Kind ?? PlaybackKind.Unknown,
            request.AutoStart,
            request.OnStop ?? VideoStopAction.Unknown);
        var result = await grains.GetGrain<IRoomGrain>(id).SetVideoAsync(command, cancellationToken);
        return result is { Outcome: RoomOutcome.Done, Room: { } room }
            ? TypedResults.Ok(RoomResponse.From(room, command.UserId))
            : RoomProblems.From(result.Outcome, result.Errors);
    }

    private static async Task<Results<Ok<VideoSecretResponse>, ApiProblem>> MakeSecretAsync(
        string id, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var secret = RandomNumberGenerator.GetBytes(VideoLimits.SecretBytes);
        var outcome = await grains.GetGrain<IVideoGrain>(id).SetSecretAsync(
            Caller.Of(user).UserId, [.. secret], cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return outcome == RoomOutcome.Done
            ? TypedResults.Ok(new VideoSecretResponse(WebhookSignature.WriteSecret(secret)))
            : RoomProblems.From(outcome, []);
    }

    private static async Task<Results<Ok<VideoHookResponse>, ApiProblem>> ReceiveAsync(
        string id, HttpRequest request, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, cancellationToken) is not { } body)
        {
            return new ApiProblem(StatusCodes.Status413PayloadTooLarge, ProblemCodes.TooLarge, "The body is too large.");
        }

        if (!TryParse(body, out var parsed))
        {
            return ApiProblem.Malformed();
        }

        if (Describe(request.Headers, body, parsed, clock.GetUtcNow()) is not { } hook)
        {
            return BadSignature();
        }

        if (!Enum.IsDefined(hook.Signal) || hook.Signal == VideoSignal.Unknown)
        {
            return ApiProblem.Invalid("type", "must be started, stopped, healthy or degraded");
        }

        var result = await grains.GetGrain<IVideoGrain>(id).ReceiveAsync(hook, cancellationToken);
        return result.Outcome switch
        {
            VideoHookOutcome.Applied => TypedResults.Ok(new VideoHookResponse(Applied: true)),
            VideoHookOutcome.Ignored => TypedResults.Ok(new VideoHookResponse(Applied: false)),
            VideoHookOutcome.TooMany => ApiProblem.TooMany(ProblemCodes.RateLimited, WebhookSignature.AgeMax),
            VideoHookOutcome.BadSignature => BadSignature(),
            _ => throw new InvalidOperationException($"Unexpected outcome {result.Outcome} of a video hook."),
        };
    }

    // The signature is over the bytes as they came, so they are read before anything is made of them.
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = new byte[VideoLimits.HookBytesMax + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > VideoLimits.HookBytesMax ? null : buffer[..length];
    }

    private static bool TryParse(byte[] body, out VideoHookRequest parsed)
    {
        try
        {
            parsed = JsonSerializer.Deserialize<VideoHookRequest>(body, ApiJson.Options)!;
            return parsed is not null;
        }
        catch (JsonException)
        {
            parsed = new VideoHookRequest(null, null);
            return false;
        }
    }

    private static VideoHook? Describe(IHeaderDictionary headers, byte[] body, VideoHookRequest parsed, DateTimeOffset now)
    {
        var hookId = headers[WebhookSignature.IdHeader].ToString();
        var isComplete = Ids.IsValid(hookId)
            & long.TryParse(headers[WebhookSignature.TimestampHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp);
        return isComplete
            ? new VideoHook(
                hookId, timestamp, headers[WebhookSignature.SignatureHeader].ToString(), [.. body],
                parsed.Type ?? VideoSignal.Unknown, parsed.At?.ToUniversalTime() ?? now)
            : null;
    }

    private static ApiProblem BadSignature() => new(
        StatusCodes.Status401Unauthorized, ProblemCodes.BadSignature, "The message is not signed with the room's secret, or too old.");
}
