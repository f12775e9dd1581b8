namespace SocialCommerce.Grains.Interfaces.Products.Reviews;

/// <summary>
/// The only writer of one product's reviews, their votes and their summary. Key: the product id. Its calls interleave, so
/// that many share one commit.
/// </summary>
[Alias("sc.IReviewsGrain")]
public interface IReviewsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes the review of somebody to whom the product was delivered, one each. Repeating the same id is answered like the
    /// first time.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("Add")]
    Task<ReviewResult> AddAsync(AddReview command, CancellationToken cancellationToken = default);

    /// <summary>Changes one's own review; what it said before is kept.</summary>
    [AlwaysInterleave, Idempotent, Alias("Edit")]
    Task<ReviewResult> EditAsync(EditReview command, CancellationToken cancellationToken = default);

    /// <summary>Votes on somebody else's review, changes the vote or takes it back. Votes of one user count once.</summary>
    [AlwaysInterleave, Idempotent, Alias("Vote")]
    Task<ReviewResult> VoteAsync(CastReviewVote command, CancellationToken cancellationToken = default);

    /// <summary>The product's seller answers, or changes the answer.</summary>
    [AlwaysInterleave, Idempotent, Alias("Reply")]
    Task<ReviewResult> ReplyAsync(ReplyToReview command, CancellationToken cancellationToken = default);

    /// <summary>Takes a review out of sight and out of the summary, or brings it back. For operators; audited.</summary>
    [AlwaysInterleave, Idempotent, Alias("SetHidden")]
    Task<ReviewResult> SetHiddenAsync(HideReview command, CancellationToken cancellationToken = default);

    /// <summary>The summary as of now.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetSummary")]
    Task<RatingSummary> GetSummaryAsync(CancellationToken cancellationToken = default);
}

/// <summary>Reads the reviews of one product from the store. Key: the product id.</summary>
[Alias("sc.IReviewListGrain")]
public interface IReviewListGrain : IGrainWithStringKey
{
    [Idempotent, Alias("List")]
    Task<ReviewPage> ListAsync(ListReviews request, CancellationToken cancellationToken = default);

    /// <summary>The review that a user wrote, also when it is hidden; null when there is none.</summary>
    [Idempotent, Alias("FindOf")]
    Task<Review?> FindOfAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>What a review said over time, oldest first; for its author and for operators.</summary>
    [Idempotent, Alias("GetHistory")]
    Task<ReviewHistory> GetHistoryAsync(string reviewId, string userId, bool isOperator, CancellationToken cancellationToken = default);

    /// <summary>What operators did to the product's reviews, newest first, bounded.</summary>
    [Idempotent, Alias("ReadLog")]
    Task<ImmutableArray<ReviewAct>> ReadLogAsync(CancellationToken cancellationToken = default);
}

/// <summary>What a rating is without any: the mean of the shop's believed ratings. Key: <see cref="Key"/>.</summary>
[Alias("sc.IShopRatingGrain")]
public interface IShopRatingGrain : IGrainWithStringKey
{
    const string Key = "shop";

    /// <summary>Some minutes old at the most.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetMean")]
    Task<double> GetMeanAsync(CancellationToken cancellationToken = default);
}
