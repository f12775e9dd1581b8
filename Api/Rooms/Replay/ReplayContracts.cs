using SocialCommerce.Api.Rooms.Giveaways;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Api.Rooms.Polls;
using SocialCommerce.Api.Rooms.Questions;
using SocialCommerce.Api.Rooms.Selling;
using SocialCommerce.Api.Rooms.Video;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Replay;
using SocialCommerce.Grains.Interfaces.Rooms.Video;

namespace SocialCommerce.Api.Rooms.Replay;

internal sealed record PublishReplayRequest(string? RecordingUrl, DateTimeOffset? RecordingStartedAt);

/// <param name="OffsetMs">Where the first picture of the recording is on the timeline.</param>
internal sealed record RecordingBody(string Url, PlaybackKind PlaybackKind, long OffsetMs);

/// <param name="AtMs">Milliseconds since the room opened.</param>
internal sealed record ChapterBody(long AtMs, string ProductId, string Title);

/// <summary>What a player needs to begin.</summary>
internal sealed record ReplayResponse(
    string RoomId,
    string Title,
    string HostId,
    string HostName,
    string Epoch,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    long DurationMs,
    long LastSeq,
    RecordingBody? Recording,
    ImmutableArray<ChapterBody> Chapters)
{
    public static ReplayResponse From(ReplayManifest manifest)
    {
        var timeline = new ReplayTimeline(manifest.Room);
        return new ReplayResponse(
            manifest.Room.RoomId,
            manifest.Room.Title,
            manifest.Room.HostId,
            manifest.Room.HostName,
            manifest.Epoch,
            timeline.StartedAt,
            timeline.EndedAt,
            timeline.MillisecondsAt(timeline.EndedAt),
            manifest.LastSequence,
            manifest.Room.Recording is { } recording
                ? new RecordingBody(recording.Url, recording.Kind, timeline.MillisecondsAt(recording.StartedAt))
                : null,
            [.. manifest.Chapters.Select(chapter => new ChapterBody(
                Math.Max(0, timeline.MillisecondsAt(chapter.At)), chapter.ProductId, chapter.Title))]);
    }
}

/// <param name="NextSeq">To ask on with as afterSeq; null at the end of what was asked for.</param>
internal sealed record ReplayEventsResponse(string RoomId, string Epoch, ImmutableArray<EventBody> Events, long? NextSeq);

/// <summary>The room as it was; of what it sold the stock that was told up to then.</summary>
/// <param name="Hash">Of the state that the events up to seq make.</param>
/// <param name="Recorded">The last state that was recorded while the room was open, and whether the events make the same.</param>
internal sealed record ReplayStateResponse(
    string RoomId,
    string Epoch,
    long Seq,
    long AtMs,
    RoomStatus Status,
    ImmutableArray<PinBody> Pins,
    ImmutableDictionary<string, int> Stock,
    ImmutableArray<DealBody> Deals,
    ImmutableArray<VoucherBody> Vouchers,
    ImmutableArray<PollBody> Polls,
    ImmutableArray<QuestionBody> Questions,
    ImmutableArray<GiveawayBody> Giveaways,
    ImmutableArray<CommentBody> Comments,
    VideoBody? Video,
    int Viewers,
    ImmutableDictionary<string, long> Reactions,
    string Hash,
    RecordedStateBody? Recorded)
{
    public static ReplayStateResponse From(ReplayMoment moment, long atMs, DateTimeOffset at) => new(
        moment.Entry.Room.RoomId,
        moment.Entry.Epoch,
        moment.Entry.Sequence,
        atMs,
        moment.Entry.Room.Status,
        [.. moment.Entry.Room.Pins.Select(PinBody.From)],
        moment.Stock,
        [.. moment.Entry.Board.Deals.Select(deal => DealBody.From(deal, at))],
        [.. moment.Entry.Board.Vouchers.Select(VoucherBody.From)],
        [.. moment.Entry.Board.Polls.Select(PollBody.From)],
        [.. moment.Entry.Board.Questions.Select(QuestionBody.From)],
        [.. moment.Entry.Board.Giveaways.Select(GiveawayBody.From)],
        [.. moment.Entry.Comments.Select(CommentBody.From)],
        VideoBody.Of(moment.Entry.Room),
        moment.Entry.Room.Viewers,
        moment.Entry.Reactions,
        moment.Hash,
        moment.Recorded is { } recorded ? new RecordedStateBody(recorded.Sequence, recorded.Hash, recorded.IsSame) : null);
}

internal sealed record RecordedStateBody(long Seq, string Hash, bool Same);

internal sealed record ReplaySamplesResponse(ImmutableArray<ReplaySampleBody> Samples);

internal sealed record ReplaySampleBody(long AtMs, int Viewers, ImmutableDictionary<string, long> Reactions);
