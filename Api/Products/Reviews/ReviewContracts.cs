using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Products.Reviews;

namespace SocialCommerce.Api.Products.Reviews;

/// <summary>What the ratings of a product come to.</summary>
internal sealed record RatingBody(double Average, double Score, long Count, ImmutableArray<long> Histogram)
{
    public static RatingBody? From(RatingSummary? rating) =>
        rating is null ? null : new RatingBody(rating.Average, rating.Score, rating.Count, rating.Histogram);
}

internal sealed record ReviewRequest(string? OrderId, int? Rating, string? Title, string? Text, ImmutableArray<string?>? ImageUrls)
{
    public ReviewContent ToContent() => new(
        Rating ?? 0, ReviewTexts.CleanLine(Title) ?? string.Empty, ReviewTexts.Clean(Text) ?? string.Empty, ReviewTexts.Clean(ImageUrls) ?? []);
}

/// <summary>Parts that are absent stay as they are.</summary>
internal sealed record ReviewPatch(int? Rating, string? Title, string? Text, ImmutableArray<string?>? ImageUrls)
{
    public EditReview ToEdit(string reviewId, string userId, string displayName) => new(
        reviewId, userId, displayName, Rating, ReviewTexts.CleanLine(Title), ReviewTexts.Clean(Text), ReviewTexts.Clean(ImageUrls));
}

internal sealed record ReviewVoteRequest(bool? IsHelpful);

internal sealed record ReviewReplyRequest(string? Text);

internal sealed record ReviewReasonRequest(string? Reason);

/// <summary>A review; of its author only the name that they show.</summary>
internal sealed record ReviewResponse(
    string ReviewId,
    string AuthorName,
    int Rating,
    string Title,
    string Text,
    ImmutableArray<string> ImageUrls,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt,
    int Edits,
    long Helpful,
    long Unhelpful,
    ReviewReplyBody? Reply,
    bool IsOwn,
    bool? OwnVote,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsHidden)
{
    public static ReviewResponse From(Review review) => new(
        review.ReviewId, review.AuthorName, review.Content.Rating, review.Content.Title, review.Content.Text, review.Content.ImageUrls,
        review.CreatedAt, review.EditedAt, review.Edits, review.Helpful, review.Unhelpful,
        review.Reply is { } reply ? new ReviewReplyBody(reply.Text, reply.At, reply.EditedAt) : null,
        review.IsOwn, review.OwnVote, review.IsHidden);
}

internal sealed record ReviewReplyBody(string Text, DateTimeOffset At, DateTimeOffset? EditedAt);

internal sealed record ReviewHistoryResponse(ImmutableArray<ReviewRevisionBody> Revisions);

internal sealed record ReviewRevisionBody(
    int Number, int Rating, string Title, string Text, ImmutableArray<string> ImageUrls, DateTimeOffset At)
{
    public static ReviewRevisionBody From(ReviewRevision revision) => new(
        revision.Number, revision.Content.Rating, revision.Content.Title, revision.Content.Text, revision.Content.ImageUrls, revision.At);
}

internal sealed record ReviewLogResponse(ImmutableArray<ReviewActBody> Items);

internal sealed record ReviewActBody(
    long Sequence, DateTimeOffset At, string ActorId, string? ActorName, string Action, string? ReviewId, string? Reason);
