namespace SocialCommerce.Grains.Interfaces.Rooms.Replay;

/// <summary>
/// Shows a room again that its host published: its events on their timeline, and its state at any time, made anew from them
/// and compared with what was recorded. Key: the room id.
/// </summary>
[Alias("sc.IReplayGrain")]
public interface IReplayGrain : IGrainWithStringKey
{
    /// <summary>Null when there is no replay of this room.</summary>
    [Idempotent, ResponseTimeout(Interactions.IInteractionPartitionGrain.LongWork), Alias("GetManifest")]
    Task<ReplayManifest?> GetManifestAsync(CancellationToken cancellationToken = default);

    /// <summary>Events in sequence order; null when there is no replay of this room.</summary>
    [Idempotent, ResponseTimeout(Interactions.IInteractionPartitionGrain.LongWork), Alias("ReadEvents")]
    Task<ReplayEvents?> ReadEventsAsync(ReplayRange range, CancellationToken cancellationToken = default);

    /// <summary>The room as it was; null when there is no replay of it.</summary>
    [Idempotent, ResponseTimeout(Interactions.IInteractionPartitionGrain.LongWork), Alias("GetState")]
    Task<ReplayMoment?> GetStateAsync(DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>Who watched and how they felt, every few seconds; null when there is no replay of this room.</summary>
    [Idempotent, ResponseTimeout(Interactions.IInteractionPartitionGrain.LongWork), Alias("ReadSamples")]
    Task<ReplaySamples?> ReadSamplesAsync(DateTimeOffset after, int limit, CancellationToken cancellationToken = default);
}
