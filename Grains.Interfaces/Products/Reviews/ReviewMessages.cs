namespace SocialCommerce.Grains.Interfaces.Products.Reviews;

/// <summary>What a buyer says of a product.</summary>
/// <param name="Rating">Stars, from 1 to 5.</param>
/// <param name="Title">May be empty.</param>
/// <param name="Text">May be empty.</param>
/// <param name="ImageUrls">https or site-relative.</param>
[GenerateSerializer, Immutable, Alias("sc.ReviewContent")]
public sealed record ReviewContent(
    [property: Id(0)] int Rating,
    [property: Id(1)] string Title,
    [property: Id(2)] string Text,
    [property: Id(3)] ImmutableArray<string> ImageUrls);

/// <param name="OrderId">The order with which it was delivered.</param>
[GenerateSerializer, Immutable, Alias("sc.AddReview")]
public sealed record AddReview(
    [property: Id(0)] string ReviewId,
    [property: Id(1)] string UserId,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] string OrderId,
    [property: Id(4)] ReviewContent Content);

/// <summary>Changes the parts that are not null.</summary>
[GenerateSerializer, Immutable, Alias("sc.EditReview")]
public sealed record EditReview(
    [property: Id(0)] string ReviewId,
    [property: Id(1)] string UserId,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] int? Rating = null,
    [property: Id(4)] string? Title = null,
    [property: Id(5)] string? Text = null,
    [property: Id(6)] ImmutableArray<string>? ImageUrls = null);

/// <param name="IsHelpful">Null takes the vote back.</param>
[GenerateSerializer, Immutable, Alias("sc.CastReviewVote")]
public sealed record CastReviewVote(
    [property: Id(0)] string ReviewId,
    [property: Id(1)] string UserId,
    [property: Id(2)] bool? IsHelpful);

[GenerateSerializer, Immutable, Alias("sc.ReplyToReview")]
public sealed record ReplyToReview(
    [property: Id(0)] string ReviewId,
    [property: Id(1)] string UserId,
    [property: Id(2)] string Text);

/// <param name="OperatorId">Whoever calls has made sure that this is an operator.</param>
[GenerateSerializer, Immutable, Alias("sc.HideReview")]
public sealed record HideReview(
    [property: Id(0)] string ReviewId,
    [property: Id(1)] string OperatorId,
    [property: Id(2)] bool IsHidden,
    [property: Id(3)] string Reason);

[GenerateSerializer, Immutable, Alias("sc.ReviewResult")]
public sealed record ReviewResult(
    [property: Id(0)] ReviewOutcome Outcome,
    [property: Id(1)] Review? Review,
    [property: Id(2)] ImmutableArray<FieldError> Errors);

[GenerateSerializer, Alias("sc.ReviewOutcome")]
public enum ReviewOutcome
{
    Unknown = 0,
    Done = 1,
    NotFound = 2,
    Invalid = 3,

    /// <summary>The order is not this user's, does not hold the product, or has not delivered it.</summary>
    NotDelivered = 4,

    /// <summary>The user has reviewed the product and may edit that review.</summary>
    AlreadyReviewed = 5,

    /// <summary>The review is somebody else's.</summary>
    NotAuthor = 6,

    /// <summary>Nobody votes on what they wrote themselves, nor a seller on what was said of their product.</summary>
    OwnReview = 7,

    /// <summary>The product belongs to another seller.</summary>
    NotSeller = 8,

    /// <summary>It was edited as often as can be.</summary>
    TooManyEdits = 9,

    /// <summary>Nobody reviews what they sell.</summary>
    OwnProduct = 10,
}

/// <summary>A review as whoever may see it sees it. Says of its author nothing but the name that they show.</summary>
/// <param name="Edits">How often it was changed.</param>
/// <param name="IsOwn">Whether whoever asks wrote it.</param>
/// <param name="OwnVote">How whoever asks voted.</param>
[GenerateSerializer, Immutable, Alias("sc.Review")]
public sealed record Review(
    [property: Id(0)] string ReviewId,
    [property: Id(1)] string AuthorName,
    [property: Id(2)] ReviewContent Content,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset? EditedAt,
    [property: Id(5)] int Edits,
    [property: Id(6)] long Helpful,
    [property: Id(7)] long Unhelpful,
    [property: Id(8)] ReviewReply? Reply,
    [property: Id(9)] bool IsHidden,
    [property: Id(10)] bool IsOwn = false,
    [property: Id(11)] bool? OwnVote = null);

/// <summary>What the seller says to a review.</summary>
[GenerateSerializer, Immutable, Alias("sc.ReviewReply")]
public sealed record ReviewReply(
    [property: Id(0)] string Text,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] DateTimeOffset? EditedAt = null);

/// <param name="ViewerId">Whose own votes are shown; null for nobody's.</param>
/// <param name="IsHidden">Lists what is hidden instead of what is in sight.</param>
[GenerateSerializer, Immutable, Alias("sc.ListReviews")]
public sealed record ListReviews(
    [property: Id(0)] ReviewSort Sort,
    [property: Id(1)] PageRequest Page,
    [property: Id(2)] string? ViewerId = null,
    [property: Id(3)] bool IsHidden = false);

[GenerateSerializer, Alias("sc.ReviewSort")]
public enum ReviewSort
{
    Unknown = 0,

    /// <summary>By the lower bound of how many find it helpful.</summary>
    Helpful = 1,
    Newest = 2,
    Highest = 3,
    Lowest = 4,
}

/// <param name="IsKnownCursor">False for a cursor of another list.</param>
[GenerateSerializer, Immutable, Alias("sc.ReviewPage")]
public sealed record ReviewPage(
    [property: Id(0)] ImmutableArray<Review> Reviews,
    [property: Id(1)] string? NextCursor,
    [property: Id(2)] bool IsKnownCursor = true);

/// <summary>One state of a review's words.</summary>
[GenerateSerializer, Immutable, Alias("sc.ReviewRevision")]
public sealed record ReviewRevision(
    [property: Id(0)] int Number,
    [property: Id(1)] ReviewContent Content,
    [property: Id(2)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("sc.ReviewHistory")]
public sealed record ReviewHistory(
    [property: Id(0)] ReviewOutcome Outcome,
    [property: Id(1)] ImmutableArray<ReviewRevision> Revisions);

/// <summary>What an operator did to a review.</summary>
[GenerateSerializer, Immutable, Alias("sc.ReviewAct")]
public sealed record ReviewAct(
    [property: Id(0)] long Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string ActorId,
    [property: Id(3)] string Action,
    [property: Id(4)] string? ReviewId,
    [property: Id(5)] string? Reason);
