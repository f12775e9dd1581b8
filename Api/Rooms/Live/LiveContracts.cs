using System.Text.Json.Serialization;
using SocialCommerce.Api.Recommendations;
using SocialCommerce.Api.Rooms.Giveaways;
using SocialCommerce.Api.Rooms.Moderation;
using SocialCommerce.Api.Rooms.Polls;
using SocialCommerce.Api.Rooms.Questions;
using SocialCommerce.Api.Rooms.Selling;
using SocialCommerce.Api.Rooms.Video;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

internal sealed record RoomRequest(string? RoomId);

/// <param name="Sample">No more comments than one can read; what is left out is said.</param>
internal sealed record JoinRequest(string? RoomId, bool? Sample = null);

/// <inheritdoc cref="JoinRequest"/>
internal sealed record ResumeRequest(string? RoomId, string? Epoch, long? Seq, bool? Sample = null);

internal sealed record CommentRequest(string? RoomId, string? Text, string? ClientId);

internal sealed record ReactionsRequest(string? RoomId, string? Kind, int? Count, string? BatchId);

internal sealed record PollVoteRequest(string? RoomId, string? PollId, int? Option);

internal sealed record AskQuestionRequest(string? RoomId, string? Text, string? ProductId, string? ClientId);

internal sealed record QuestionVoteRequest(string? RoomId, string? QuestionId, bool? Up);

/// <summary>What every hub method answers: ok, or why not.</summary>
internal record HubAnswer(
    bool Ok,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? RetryAfterMs = null)
{
    public static readonly HubAnswer Done = new(Ok: true);

    public static HubAnswer Refuse(string code, string message, TimeSpan? retryAfter = null) =>
        new(Ok: false, code, message, (long?)retryAfter?.TotalMilliseconds);

    public static HubAnswer Invalid(ImmutableArray<FieldError> errors) =>
        Refuse(ProblemCodes.Invalid, string.Join("; ", errors.Select(error => $"{error.Field} {error.Message}")));
}

internal sealed record JoinedAnswer(string Epoch, long Seq, RoomSnapshotBody Snapshot) : HubAnswer(Ok: true);

internal sealed record RecoveredAnswer(IReadOnlyList<EventBody> Events) : HubAnswer(Ok: true)
{
    public bool Recovered { get; } = true;
}

internal sealed record NotRecoveredAnswer(string Epoch, long Seq, RoomSnapshotBody Snapshot) : HubAnswer(Ok: true)
{
    public bool Recovered { get; }
}

internal sealed record CommentedAnswer(string Id, long Seq) : HubAnswer(Ok: true);

internal sealed record VotedAnswer(int Option) : HubAnswer(Ok: true);

internal sealed record AskedAnswer(string Id) : HubAnswer(Ok: true);

internal sealed record QuestionVotedAnswer(long Votes) : HubAnswer(Ok: true);

internal sealed record TrackedAnswer(ImmutableArray<Interactions.InteractionResultBody> Results) : HubAnswer(Ok: true);

/// <summary>The room as a viewer finds it, at one place of its sequence.</summary>
internal sealed record RoomSnapshotBody(
    string RoomId,
    string Title,
    string HostId,
    string HostName,
    RoomStatus Status,
    int Viewers,
    string? PlaybackUrl,
    ImmutableArray<PinBody> Pins,
    ImmutableArray<ProductCardBody> Products,
    ImmutableArray<DealBody> Deals,
    ImmutableArray<CommentBody> Comments,
    ImmutableArray<SuggestionBody> Suggestions,
    ImmutableDictionary<string, long> Reactions,
    ImmutableArray<VoucherBody> Vouchers,
    DateTimeOffset ServerTime,
    ImmutableArray<FriendBody> Friends,
    ImmutableArray<PollBody> Polls,
    ImmutableArray<QuestionBody> Questions,
    ImmutableArray<GiveawayBody> Giveaways,
    ModesBody Modes,
    RoomStandingBody You,
    VideoBody? Video);

internal sealed record ProductCardBody(
    string ProductId,
    string Title,
    string Category,
    Money Price,
    string? ImageUrl,
    int Stock,
    long PriceVersion,
    StockBand StockBand)
{
    public static ProductCardBody From(ProductCard card) => new(
        card.ProductId, card.Title, card.Category, card.Price, card.ImageUrl, card.Stock, card.PriceVersion, StockBands.Of(card.Stock));
}

internal sealed record CommentBody(string Id, long Seq, string UserId, string DisplayName, string Text, DateTimeOffset At)
{
    public static CommentBody From(RoomComment comment) => new(
        comment.CommentId, comment.Sequence, comment.UserId, comment.DisplayName, comment.Text, comment.At);
}

/// <summary>The push Events.</summary>
internal sealed record EventsBody(string RoomId, string Epoch, IReadOnlyList<EventBody> Events);

internal sealed record EventBody(long Seq, string Type, DateTimeOffset At, object Data);

/// <summary>The push Pulse.</summary>
/// <param name="Seq">How far the events have been sent; whoever has less in this epoch has lost the end.</param>
internal sealed record PulseBody(
    string RoomId,
    int Viewers,
    ImmutableDictionary<string, long> Reactions,
    string Epoch,
    long Seq,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PollTallyBody>? Polls = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<GiveawayCountBody>? Giveaways = null)
{
    public static PulseBody From(RoomPulse pulse, RoomPosition position) => new(
        pulse.RoomId,
        pulse.Viewers,
        pulse.Reactions,
        position.Epoch,
        position.Sequence,
        pulse.Counts is { Polls.IsEmpty: false } polls ? [.. polls.Polls.Select(PollTallyBody.From)] : null,
        pulse.Counts is { Giveaways.IsEmpty: false } counts ? [.. counts.Giveaways.Select(GiveawayCountBody.From)] : null);
}

/// <summary>The push FriendsHere: all whom the viewer follows and who are seen in the room.</summary>
internal sealed record FriendsHereBody(string RoomId, ImmutableArray<FriendBody> Friends);

internal sealed record FriendBody(string UserId, string DisplayName)
{
    public static FriendBody From(PresentPerson person) => new(person.UserId, person.DisplayName);
}

/// <summary>The push Notice.</summary>
internal sealed record NoticeBody(
    string Kind,
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RoomId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SubjectId = null);
