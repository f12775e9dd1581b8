using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Interfaces.Rooms.Figures;

/// <param name="Previous">
/// The last row that the room was told of since the checkpoint; when it does not have it, it has lost rows.
/// </param>
[GenerateSerializer, Immutable, Alias("sc.RoomTouches")]
public sealed record RoomTouches(
    [property: Id(0)] int Partition,
    [property: Id(1)] ImmutableArray<RoomTouch> Touches,
    [property: Id(2)] long Previous = 0);

/// <summary>One interaction that named the room.</summary>
/// <param name="At">When it was recorded, by the clock of the silo.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomTouch")]
public readonly record struct RoomTouch(
    [property: Id(0)] long Sequence,
    [property: Id(1)] InteractionKind Kind,
    [property: Id(2)] DateTimeOffset At);

/// <param name="BucketSeconds">How wide a bucket is to be, at least.</param>
/// <param name="From">Buckets that end before this are left out; null for all of them.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomFiguresRequest")]
public sealed record RoomFiguresRequest(
    [property: Id(0)] int BucketSeconds,
    [property: Id(1)] DateTimeOffset? From = null);

/// <summary>A room's figures. Before, the buckets and after add up to the total.</summary>
/// <param name="At">When they were counted.</param>
/// <param name="BucketSeconds">How wide the buckets are: wider than asked for when the room was open for very long.</param>
/// <param name="Buckets">From the room's opening to its end, or to now; those in which nothing happened are there too.</param>
/// <param name="Before">Before the room opened.</param>
/// <param name="After">After it ended.</param>
/// <param name="Marks">What the host did, in the order of the room's sequence.</param>
/// <param name="Sequence">The last event of the room that is in here.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomFigures")]
public sealed record RoomFigures(
    [property: Id(0)] RoomSummary Room,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] int BucketSeconds,
    [property: Id(3)] ImmutableArray<FigureBucket> Buckets,
    [property: Id(4)] RoomCount Before,
    [property: Id(5)] RoomCount After,
    [property: Id(6)] RoomCount Total,
    [property: Id(7)] int PeakViewers,
    [property: Id(8)] ImmutableArray<RoomMark> Marks,
    [property: Id(9)] long Sequence);

/// <param name="Viewers">How many watched when last looked at in the bucket; null when nobody looked.</param>
[GenerateSerializer, Immutable, Alias("sc.FigureBucket")]
public sealed record FigureBucket(
    [property: Id(0)] DateTimeOffset Start,
    [property: Id(1)] int? Viewers,
    [property: Id(2)] RoomCount Count);

/// <param name="Comments">That were said, whether or not they were removed.</param>
/// <param name="Removed">Comments that were taken back.</param>
/// <param name="Interactions">By kind.</param>
/// <param name="Orders">Orders that were paid.</param>
/// <param name="Units">Units of them.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomCount")]
public sealed record RoomCount(
    [property: Id(0)] long Comments,
    [property: Id(1)] long Removed,
    [property: Id(2)] long Reactions,
    [property: Id(3)] ImmutableDictionary<InteractionKind, long> Interactions,
    [property: Id(4)] long Orders,
    [property: Id(5)] long Units,
    [property: Id(6)] ImmutableArray<SoldAmount> Sold);

/// <summary>Money in one currency: what was paid, and what of it went back.</summary>
[GenerateSerializer, Immutable, Alias("sc.SoldAmount")]
public sealed record SoldAmount(
    [property: Id(0)] Money Revenue,
    [property: Id(1)] Money Refunded);

/// <summary>Something the host did, for the timeline.</summary>
/// <param name="Subject">What it was done to: a product, a deal, a voucher, a poll, a giveaway; null for a step of the room.</param>
/// <param name="Text">Its title; null for a step of the room.</param>
/// <param name="Status">What the room came to; null for everything else.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomMark")]
public sealed record RoomMark(
    [property: Id(0)] RoomEventType Type,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] long Sequence,
    [property: Id(3)] string? Subject = null,
    [property: Id(4)] string? ProductId = null,
    [property: Id(5)] string? Text = null,
    [property: Id(6)] Money? Price = null,
    [property: Id(7)] RoomStatus? Status = null);
