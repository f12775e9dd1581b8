namespace SocialCommerce.Client.Products;

/// <summary>What the ratings of a product come to. The score is for comparing: no crowd of fresh accounts moves it.</summary>
/// <param name="Histogram">How many ratings of one star, of two, to five.</param>
public sealed record ProductRating(double Average, double Score, long Count, IReadOnlyList<long> Histogram);

/// <param name="OrderId">An order of yours that delivered the product.</param>
/// <param name="Rating">Stars, from 1 to 5.</param>
public sealed record NewReview(
    string OrderId, int Rating, string? Title = null, string? Text = null, IReadOnlyList<string>? ImageUrls = null);

/// <summary>Parts to change; null leaves one as it is.</summary>
public sealed record ReviewChanges(
    int? Rating = null, string? Title = null, string? Text = null, IReadOnlyList<string>? ImageUrls = null);

public sealed record Review(
    string ReviewId,
    string AuthorName,
    int Rating,
    string Title,
    string Text,
    IReadOnlyList<string> ImageUrls,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt,
    int Edits,
    long Helpful,
    long Unhelpful,
    ReviewReply? Reply,
    bool IsOwn,
    bool? OwnVote,
    bool IsHidden = false);

public sealed record ReviewReply(string Text, DateTimeOffset At, DateTimeOffset? EditedAt = null);

public sealed record ReviewRevision(
    int Number, int Rating, string Title, string Text, IReadOnlyList<string> ImageUrls, DateTimeOffset At);

public enum ReviewSort
{
    Helpful,
    Newest,
    Highest,
    Lowest,
}

internal sealed record ReviewRevisions(IReadOnlyList<ReviewRevision> Revisions);
