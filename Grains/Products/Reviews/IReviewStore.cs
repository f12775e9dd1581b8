using SocialCommerce.Algorithms.Ratings;
using SocialCommerce.Grains.Interfaces.Products.Reviews;

namespace SocialCommerce.Grains.Products.Reviews;

/// <summary>
/// The reviews of all products with what they said before and everybody's votes. Of a product only its
/// <see cref="ReviewsGrain"/> writes. What a row says of its votes changes in the same commit as the votes.
/// </summary>
public interface IReviewStore
{
    /// <summary>
    /// Makes all changes or none; durable when it answers. A row that is not at the version it was read with, or new and
    /// there already, is refused with <see cref="Orleans.Storage.InconsistentStateException"/>.
    /// </summary>
    Task WriteAsync(ReviewChanges changes, CancellationToken cancellationToken);

    /// <summary>The reviews of a product that have one of the ids or are by one of the buyers.</summary>
    Task<IReadOnlyList<ReviewRow>> FindAsync(
        string productId, IReadOnlyCollection<string> reviewIds, IReadOnlyCollection<string> buyerIds, CancellationToken cancellationToken);

    /// <summary>The votes of these pairs, as far as there are any.</summary>
    Task<IReadOnlyList<ReviewVote>> FindVotesAsync(IReadOnlyCollection<ReviewVoter> voters, CancellationToken cancellationToken);

    /// <summary>The newest before a position, newest first, of one rating or of all.</summary>
    Task<IReadOnlyList<ReviewRow>> ListNewestAsync(
        string productId, bool isHidden, int? rating, long before, int limit, CancellationToken cancellationToken);

    /// <summary>The most helpful after a place in that order, see <see cref="ReviewRow.HelpfulRank"/>; newest first among equals.</summary>
    Task<IReadOnlyList<ReviewRow>> ListHelpfulAsync(
        string productId, bool isHidden, ReviewPlace after, int limit, CancellationToken cancellationToken);

    /// <summary>Reviews that others have yet to hear of, oldest first.</summary>
    Task<IReadOnlyList<ReviewRow>> ListUntoldAsync(string productId, int limit, CancellationToken cancellationToken);

    /// <summary>All that a review said, oldest first.</summary>
    Task<IReadOnlyList<ReviewRevision>> ListRevisionsAsync(string reviewId, CancellationToken cancellationToken);

    /// <summary>Counts the ratings in sight anew, of one product or, without a name, of all.</summary>
    Task<RatingTotals> SumAsync(string? productId, CancellationToken cancellationToken);

    /// <summary>Counts the ratings in sight of several products together.</summary>
    Task<RatingTotals> SumOfAsync(IReadOnlyCollection<string> productIds, CancellationToken cancellationToken);

    /// <summary>Counts all votes of a product anew and answers the reviews that say otherwise of theirs: none.</summary>
    Task<IReadOnlyList<string>> FindMiscountedAsync(string productId, CancellationToken cancellationToken);
}

/// <summary>One review as it is stored.</summary>
/// <param name="Belief">How far the rating is to be believed, in millionths.</param>
/// <param name="IsTold">Whether those who learn from reviews have heard of it.</param>
/// <param name="Version">Grows by one with each change; 1 at first.</param>
public sealed record ReviewRow(
    string ReviewId,
    string ProductId,
    string BuyerId,
    int Rating,
    int Belief,
    long Helpful,
    long Unhelpful,
    bool IsHidden,
    bool IsTold,
    long Version,
    ReviewBody Body)
{
    /// <summary>Lower bounds are kept to the billionth.</summary>
    private const double RankUnits = 1e9;

    /// <summary>Beyond it, more votes against make no difference among equals.</summary>
    private const long UnhelpfulMax = 1_000;

    /// <summary>The order in which reviews were first written; given by the store, and only grows.</summary>
    public long Position { get; init; }

    /// <summary>
    /// The place in the order of helpfulness: the lower bound of how many find it helpful, so that one vote of one is not
    /// above ninety of a hundred. Where that is the same, as where nobody does, fewer votes against are better.
    /// </summary>
    public long HelpfulRank =>
        (long)Math.Round(RankUnits * WilsonInterval.LowerBound(Helpful, Helpful + Unhelpful)) - Math.Min(Unhelpful, UnhelpfulMax);
}

/// <summary>The part of a review that nothing is searched or summed by.</summary>
public sealed record ReviewBody(
    string AuthorName,
    string OrderId,
    string LineId,
    ReviewContent Content,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt = null,
    int Edits = 0,
    ReviewReply? Reply = null);

public readonly record struct ReviewVoter(string ReviewId, string UserId);

/// <param name="IsHelpful">Null takes the vote back.</param>
public readonly record struct ReviewVote(ReviewVoter Voter, bool? IsHelpful);

/// <summary>A place in the order of helpfulness.</summary>
public readonly record struct ReviewPlace(long Rank, long Position)
{
    /// <summary>Before the first.</summary>
    public static readonly ReviewPlace Start = new(long.MaxValue, long.MaxValue);
}

/// <param name="Known">The version that the row was read with; 0 for one that is new.</param>
public readonly record struct ReviewSave(ReviewRow Row, long Known);

/// <summary>What one commit changes.</summary>
public sealed record ReviewChanges(
    IReadOnlyList<ReviewSave> Rows,
    IReadOnlyList<(string ReviewId, ReviewRevision Revision)> Revisions,
    IReadOnlyList<ReviewVote> Votes)
{
    public bool IsEmpty => Rows.Count == 0 && Revisions.Count == 0 && Votes.Count == 0;
}
