using SocialCommerce.Grains.Interfaces.Rooms.Replay;
using SocialCommerce.Grains.Interfaces.Rooms.Video;

namespace SocialCommerce.Grains.Interfaces.Rooms;

[GenerateSerializer, Alias("sc.RoomStatus")]
public enum RoomStatus
{
    Unknown = 0,
    Scheduled = 1,
    Rehearsal = 2,
    Live = 3,
    Paused = 4,
    Ended = 5,
    Replay = 6,
}

[GenerateSerializer, Immutable, Alias("sc.CreateRoom")]
public sealed record CreateRoom(
    [property: Id(0)] string Title,
    [property: Id(1)] string HostId,
    [property: Id(2)] string HostName,
    [property: Id(3)] ImmutableArray<string> ProductIds,
    [property: Id(4)] string? PlaybackUrl,
    [property: Id(5)] string Epoch,
    [property: Id(6)] DateTimeOffset At,
    [property: Id(7)] DateTimeOffset? StartsAt = null);

/// <param name="From">When given, the step is legal from this status only.</param>
[GenerateSerializer, Immutable, Alias("sc.ChangeRoomStatus")]
public sealed record ChangeRoomStatus(
    [property: Id(0)] string UserId,
    [property: Id(1)] RoomStatus Status,
    [property: Id(2)] RoomStatus? From = null);

[GenerateSerializer, Immutable, Alias("sc.PinProduct")]
public sealed record PinProduct([property: Id(0)] string UserId, [property: Id(1)] string ProductId);

/// <param name="IsFollower">Whether the Api found that the user follows the host; asked for only in rooms that want it.</param>
/// <param name="IsBuyer">Whether the Api found that the user has bought in the shop; asked for only in rooms that want it.</param>
[GenerateSerializer, Immutable, Alias("sc.SendComment")]
public sealed record SendComment(
    [property: Id(0)] string CommentId,
    [property: Id(1)] string UserId,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] string Text,
    [property: Id(4)] string ClientId,
    [property: Id(5)] bool IsFollower = false,
    [property: Id(6)] bool IsBuyer = false,
    [property: Id(7)] CommentReview Review = CommentReview.Unknown);

/// <summary>What was said of a comment before the room was asked.</summary>
[GenerateSerializer, Alias("sc.CommentReview")]
public enum CommentReview
{
    /// <summary>Nothing, or that it may pass: the room's own rules decide.</summary>
    Unknown = 0,

    /// <summary>A moderator is to look at it.</summary>
    Hold = 1,

    /// <summary>A moderator has let it through.</summary>
    Approved = 2,
}

/// <param name="IsAuthorised">The room's moderation has seen to it that this user may.</param>
/// <param name="IsPast">The comment is in the log, though the room does not remember it.</param>
[GenerateSerializer, Immutable, Alias("sc.RemoveComment")]
public sealed record RemoveComment(
    [property: Id(0)] string UserId,
    [property: Id(1)] string CommentId,
    [property: Id(2)] bool IsAuthorised = false,
    [property: Id(3)] bool IsPast = false);

[GenerateSerializer, Immutable, Alias("sc.SendReactions")]
public sealed record SendReactions(
    [property: Id(0)] string UserId,
    [property: Id(1)] string Kind,
    [property: Id(2)] int Count,
    [property: Id(3)] string BatchId);

[GenerateSerializer, Immutable, Alias("sc.ResumeRoom")]
public sealed record ResumeRoom([property: Id(0)] string Epoch, [property: Id(1)] long Sequence);

/// <param name="Viewers">Sockets of this Api process in the room.</param>
/// <param name="AccessTag">Names the <see cref="RoomAccess"/> that the subscriber knows.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomSubscription")]
public sealed record RoomSubscription(
    [property: Id(0)] string RelayId, [property: Id(1)] int Viewers, [property: Id(2)] string? AccessTag = null);

/// <param name="Access">Only when the subscriber knows another one.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomPosition")]
public sealed record RoomPosition(
    [property: Id(0)] string Epoch,
    [property: Id(1)] long Sequence,
    [property: Id(2)] RoomBackstage? Backstage = null,
    [property: Id(3)] RoomAccess? Access = null);

[GenerateSerializer, Immutable, Alias("sc.RoomResult")]
public sealed record RoomResult(
    [property: Id(0)] RoomOutcome Outcome,
    [property: Id(1)] RoomSummary? Room,
    [property: Id(2)] ImmutableArray<FieldError> Errors);

/// <param name="RetryAfter">When it is worth another try; null when waiting does not help.</param>
/// <param name="Rule">The keyword rule that blocked, held or masked it.</param>
[GenerateSerializer, Immutable, Alias("sc.CommentResult")]
public sealed record CommentResult(
    [property: Id(0)] RoomOutcome Outcome,
    [property: Id(1)] string? CommentId = null,
    [property: Id(2)] long Sequence = 0,
    [property: Id(3)] TimeSpan? RetryAfter = null,
    [property: Id(4)] string? Rule = null);

[GenerateSerializer, Immutable, Alias("sc.ReactionResult")]
public sealed record ReactionResult([property: Id(0)] RoomOutcome Outcome);

/// <summary>An event that a companion of the room wants in its sequence.</summary>
/// <param name="AnnouncementId">Names the event for good, such as the deal and its step: a repetition is not a second event.</param>
/// <param name="Event">What happened; the room gives it its sequence and its time.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomAnnouncement")]
public sealed record RoomAnnouncement([property: Id(0)] string AnnouncementId, [property: Id(1)] RoomEvent Event);

[GenerateSerializer, Immutable, Alias("sc.AnnounceResult")]
public sealed record AnnounceResult([property: Id(0)] RoomOutcome Outcome, [property: Id(1)] long Sequence = 0);

[GenerateSerializer, Alias("sc.RoomOutcome")]
public enum RoomOutcome
{
    Unknown = 0,
    Done = 1,
    NotFound = 2,
    Invalid = 3,

    /// <summary>Only the host may do this.</summary>
    NotHost = 4,

    /// <summary>Not in the room's present status.</summary>
    IllegalStep = 5,
    UnknownProduct = 6,
    TooManyPins = 7,
    Exists = 8,

    /// <summary>The user may not speak here, for a while or for good.</summary>
    Muted = 20,

    /// <summary>The user may not be here.</summary>
    Banned = 21,

    /// <summary>Too soon after the last comment.</summary>
    SlowMode = 22,
    FollowersOnly = 23,
    BuyersOnly = 24,

    /// <summary>A keyword rule or the review hook refused it.</summary>
    Blocked = 25,

    /// <summary>It waits for a moderator.</summary>
    Held = 26,

    /// <summary>It was decided on what is not so any more.</summary>
    Stale = 27,
    TooManyRestrictions = 28,

    /// <summary>Too many comments wait for a moderator.</summary>
    QueueFull = 29,
}

[GenerateSerializer, Immutable, Alias("sc.RoomSummary")]
public sealed record RoomSummary(
    [property: Id(0)] string RoomId,
    [property: Id(1)] string Title,
    [property: Id(2)] string HostId,
    [property: Id(3)] string HostName,
    [property: Id(4)] RoomStatus Status,
    [property: Id(5)] int Viewers,
    [property: Id(6)] ImmutableArray<string> ProductIds,
    [property: Id(7)] ImmutableArray<PinnedProduct> Pins,
    [property: Id(8)] string? PlaybackUrl,
    [property: Id(9)] DateTimeOffset CreatedAt,
    [property: Id(10)] DateTimeOffset? StartedAt,
    [property: Id(11)] DateTimeOffset? EndedAt,
    [property: Id(12)] long Version,
    [property: Id(13)] DateTimeOffset? StartsAt = null,
    [property: Id(14)] bool IsRehearsing = false,
    [property: Id(15)] RoomVideo? Video = null,
    [property: Id(16)] RoomRecording? Recording = null);

/// <summary>Which rooms are asked for.</summary>
/// <param name="Statuses">Any, when there is none. A room that is rehearsed is scheduled, to its host too.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomFilter")]
public sealed record RoomFilter([property: Id(0)] string? HostId, [property: Id(1)] ImmutableArray<RoomStatus> Statuses)
{
    public static readonly RoomFilter All = new(null, []);

    public bool Matches(RoomSummary room) => Statuses.IsEmpty || Statuses.Contains(room.Status);
}

[GenerateSerializer, Immutable, Alias("sc.RoomPage")]
public sealed record RoomPage(
    [property: Id(0)] ImmutableArray<RoomSummary> Rooms,
    [property: Id(1)] string? NextCursor);

/// <summary>The room at one place of its sequence.</summary>
[GenerateSerializer, Immutable, Alias("sc.RoomEntry")]
public sealed record RoomEntry(
    [property: Id(0)] string Epoch,
    [property: Id(1)] long Sequence,
    [property: Id(2)] RoomSummary Room,
    [property: Id(3)] ImmutableArray<RoomComment> Comments,
    [property: Id(4)] ImmutableDictionary<string, long> Reactions,
    [property: Id(5)] RoomBoard Board,
    [property: Id(6)] RoomBackstage? Backstage = null);
