using System.Text.Json;
using System.Text.Json.Serialization;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Figures;

namespace SocialCommerce.Api.Rooms.Figures;

internal sealed record RoomFiguresResponse(
    string RoomId,
    string Title,
    RoomStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? StartedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? EndedAt,
    DateTimeOffset At,
    long Seq,
    int Viewers,
    int PeakViewers,
    FigureCountBody Total,
    FigureCountBody Before,
    FigureCountBody After,
    int BucketSeconds,
    ImmutableArray<FigureBucketBody> Buckets,
    ImmutableArray<RoomMarkBody> Timeline)
{
    public static RoomFiguresResponse From(RoomFigures figures) => new(
        figures.Room.RoomId,
        figures.Room.Title,
        figures.Room.Status,
        figures.Room.StartedAt,
        figures.Room.EndedAt,
        figures.At,
        figures.Sequence,
        figures.Room.Viewers,
        figures.PeakViewers,
        FigureCountBody.From(figures.Total),
        FigureCountBody.From(figures.Before),
        FigureCountBody.From(figures.After),
        figures.BucketSeconds,
        [.. figures.Buckets.Select(bucket => new FigureBucketBody(bucket.Start, bucket.Viewers, FigureCountBody.From(bucket.Count)))],
        [.. figures.Marks.Select(RoomMarkBody.From)]);
}

internal sealed record FigureBucketBody(DateTimeOffset Start, int? Viewers, FigureCountBody Count);

internal sealed record FigureCountBody(
    long Comments,
    long Removed,
    long Reactions,
    IReadOnlyDictionary<string, long> Interactions,
    long Orders,
    long Units,
    ImmutableArray<SoldAmountBody> Sold)
{
    public static FigureCountBody From(RoomCount count) => new(
        count.Comments,
        count.Removed,
        count.Reactions,
        count.Interactions.ToDictionary(entry => JsonNamingPolicy.CamelCase.ConvertName(entry.Key.ToString()), entry => entry.Value),
        count.Orders,
        count.Units,
        [.. count.Sold.Select(sold => new SoldAmountBody(sold.Revenue, sold.Refunded))]);
}

internal sealed record SoldAmountBody(Money Revenue, Money Refunded);

internal sealed record RoomMarkBody(
    string Type,
    DateTimeOffset At,
    long Seq,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SubjectId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ProductId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Money? Price,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RoomStatus? Status)
{
    public static RoomMarkBody From(RoomMark mark) => new(
        RoomEventBodies.NameOf(mark.Type), mark.At, mark.Sequence, mark.Subject, mark.ProductId, mark.Text, mark.Price, mark.Status);
}
