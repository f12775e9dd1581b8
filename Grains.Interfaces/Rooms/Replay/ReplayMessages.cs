using SocialCommerce.Grains.Interfaces.Rooms.Video;

namespace SocialCommerce.Grains.Interfaces.Rooms.Replay;

/// <param name="RecordingUrl">Where the recording of the video is; null without one.</param>
/// <param name="RecordingStartedAt">What its first picture shows; null: the room's start.</param>
[GenerateSerializer, Immutable, Alias("sc.PublishReplay")]
public sealed record PublishReplay(
    [property: Id(0)] string UserId,
    [property: Id(1)] string? RecordingUrl,
    [property: Id(2)] DateTimeOffset? RecordingStartedAt);

/// <summary>The recording of a room's video.</summary>
[GenerateSerializer, Immutable, Alias("sc.RoomRecording")]
public sealed record RoomRecording(
    [property: Id(0)] string Url,
    [property: Id(1)] PlaybackKind Kind,
    [property: Id(2)] DateTimeOffset StartedAt);

/// <param name="LastSequence">Of the last event there is.</param>
[GenerateSerializer, Immutable, Alias("sc.ReplayManifest")]
public sealed record ReplayManifest(
    [property: Id(0)] RoomSummary Room,
    [property: Id(1)] string Epoch,
    [property: Id(2)] long LastSequence,
    [property: Id(3)] ImmutableArray<ReplayChapter> Chapters);

/// <summary>When a product came to be pinned.</summary>
[GenerateSerializer, Immutable, Alias("sc.ReplayChapter")]
public sealed record ReplayChapter(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string ProductId,
    [property: Id(2)] string Title);

/// <param name="AfterSequence">Null: from the time.</param>
/// <param name="From">Null: from the first event.</param>
/// <param name="To">Events later than this are left out; null: to the last.</param>
[GenerateSerializer, Immutable, Alias("sc.ReplayRange")]
public sealed record ReplayRange(
    [property: Id(0)] long? AfterSequence,
    [property: Id(1)] DateTimeOffset? From,
    [property: Id(2)] DateTimeOffset? To,
    [property: Id(3)] int Limit);

/// <param name="NextSequence">To go on after; null when the range is told.</param>
[GenerateSerializer, Immutable, Alias("sc.ReplayEvents")]
public sealed record ReplayEvents(
    [property: Id(0)] string Epoch,
    [property: Id(1)] ImmutableArray<RoomEvent> Events,
    [property: Id(2)] long? NextSequence);

/// <summary>The room at one time.</summary>
/// <param name="Hash">Of the state: SHA-256 in hexadecimal digits.</param>
/// <param name="Recorded">
/// The last state that was recorded up to then, and whether making it anew gives the same hash; null when none was.
/// </param>
/// <param name="Sample">What was counted last up to then; null when nothing was for a while.</param>
[GenerateSerializer, Immutable, Alias("sc.ReplayMoment")]
public sealed record ReplayMoment(
    [property: Id(0)] RoomEntry Entry,
    [property: Id(1)] ImmutableDictionary<string, int> Stock,
    [property: Id(2)] string Hash,
    [property: Id(3)] RecordedState? Recorded,
    [property: Id(4)] ReplaySample? Sample);

[GenerateSerializer, Immutable, Alias("sc.RecordedState")]
public sealed record RecordedState(
    [property: Id(0)] long Sequence,
    [property: Id(1)] string Hash,
    [property: Id(2)] bool IsSame);

[GenerateSerializer, Immutable, Alias("sc.ReplaySample")]
public sealed record ReplaySample(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] int Viewers,
    [property: Id(2)] ImmutableDictionary<string, long> Reactions);

[GenerateSerializer, Immutable, Alias("sc.ReplaySamples")]
public sealed record ReplaySamples([property: Id(0)] ImmutableArray<ReplaySample> Samples);
