using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Video;

namespace SocialCommerce.Grains.Rooms.Video;

/// <summary>A room's ear for its video provider.</summary>
internal sealed class VideoGrain(
    [PersistentState("video", StorageNames.Commerce)] IPersistentState<VideoState> storage,
    TimeProvider clock) : Grain, IVideoGrain
{
    private IRoomGrain Room => GrainFactory.GetGrain<IRoomGrain>(this.GetPrimaryKeyString());

    public async Task<RoomOutcome> SetSecretAsync(
        string userId, ImmutableArray<byte> secret, CancellationToken cancellationToken)
    {
        if (await Room.GetAsync(cancellationToken) is not { } room)
        {
            return RoomOutcome.NotFound;
        }

        if (room.HostId != userId)
        {
            return RoomOutcome.NotHost;
        }

        await storage.SaveAsync(storage.State with { Secret = secret }, this);
        return RoomOutcome.Done;
    }

    public async Task<VideoHookResult> ReceiveAsync(VideoHook hook, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var state = storage.State;
        if (!WebhookSignature.IsValid(hook.Signature, state.Secret.AsSpan(), hook.HookId, hook.Timestamp, hook.Body.AsSpan(), now))
        {
            return new VideoHookResult(VideoHookOutcome.BadSignature);
        }

        if (state.Seen.Any(seen => seen.HookId == hook.HookId))
        {
            return new VideoHookResult(VideoHookOutcome.Ignored);
        }

        var oldest = (now - WebhookSignature.AgeMax).ToUnixTimeSeconds();
        var seen = state.Seen.RemoveAll(known => known.Timestamp < oldest);
        if (seen.Length >= VideoLimits.HooksMax)
        {
            return new VideoHookResult(VideoHookOutcome.TooMany);
        }

        // The room first: a message that a crash cuts off here comes again, and finds the room as it wants it.
        var isNews = hook.At >= state.LastAt;
        var isApplied = isNews && await Room.SignalVideoAsync(hook.Signal, cancellationToken);
        await storage.SaveAsync(
            state with
            {
                Seen = seen.Add(new SeenHook(hook.HookId, hook.Timestamp)),
                LastAt = isNews ? hook.At : state.LastAt,
            },
            this);
        return new VideoHookResult(isApplied ? VideoHookOutcome.Applied : VideoHookOutcome.Ignored);
    }
}
