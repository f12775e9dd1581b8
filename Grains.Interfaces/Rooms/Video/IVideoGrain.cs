namespace SocialCommerce.Grains.Interfaces.Rooms.Video;

/// <summary>
/// Takes what a video provider tells of a room's video: checks the signature, counts each message once, and moves the room.
/// Key: the room id.
/// </summary>
[Alias("sc.IVideoGrain")]
public interface IVideoGrain : IGrainWithStringKey
{
    /// <summary>Gives the room another secret; messages signed with the last one count no more.</summary>
    [Alias("SetSecret")]
    Task<RoomOutcome> SetSecretAsync(
        string userId, ImmutableArray<byte> secret, CancellationToken cancellationToken = default);

    [Idempotent, Alias("Receive")]
    Task<VideoHookResult> ReceiveAsync(VideoHook hook, CancellationToken cancellationToken = default);
}
