using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Operations;

namespace SocialCommerce.Grains.Products.Reviews;

/// <summary>Pages through the store. Holds nothing, so as many may run as are needed.</summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class ReviewListGrain(IReviewStore store, IChainLog audit) : Grain, IReviewListGrain
{
    private const int LogMax = 100;

    private string ProductId => this.GetPrimaryKeyString();

    public async Task<ReviewPage> ListAsync(ListReviews request, CancellationToken cancellationToken)
    {
        if (!ReviewCursor.TryRead(request.Sort, request.Page.Cursor, out var cursor))
        {
            return new ReviewPage([], null, IsKnownCursor: false);
        }

        var limit = Math.Clamp(request.Page.Limit, 1, PageLimits.LimitMax);

        // One row more than asked for tells whether there is a next page.
        var rows = request.Sort switch
        {
            ReviewSort.Newest => await store.ListNewestAsync(
                ProductId, request.IsHidden, rating: null, cursor.Position, limit + 1, cancellationToken),
            ReviewSort.Highest or ReviewSort.Lowest => await ListByRatingAsync(request, cursor, limit + 1, cancellationToken),
            _ => await store.ListHelpfulAsync(
                ProductId, request.IsHidden, new ReviewPlace(cursor.Key, cursor.Position), limit + 1, cancellationToken),
        };
        var shown = rows.Take(limit).ToList();
        var next = rows.Count > limit ? ReviewCursor.After(request.Sort, shown[^1]).ToString() : null;
        return new ReviewPage(await DescribeAsync(shown, request.ViewerId, cancellationToken), next);
    }

    public async Task<Review?> FindOfAsync(string userId, CancellationToken cancellationToken) =>
        await store.FindAsync(ProductId, [], [userId], cancellationToken) is [var row]
            ? ReviewRules.Describe(row, userId, ownVote: null)
            : null;

    public async Task<ReviewHistory> GetHistoryAsync(
        string reviewId, string userId, bool isOperator, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(ProductId, [reviewId], [], cancellationToken) is not [var row])
        {
            return new ReviewHistory(ReviewOutcome.NotFound, []);
        }

        return row.BuyerId == userId || isOperator
            ? new ReviewHistory(ReviewOutcome.Done, [.. await store.ListRevisionsAsync(reviewId, cancellationToken)])
            : new ReviewHistory(ReviewOutcome.NotAuthor, []);
    }

    public async Task<ImmutableArray<ReviewAct>> ReadLogAsync(CancellationToken cancellationToken)
    {
        var entries = await audit.ReadBackAsync(ReviewAudit.ChainOf(ProductId), long.MaxValue, LogMax, cancellationToken);
        return [.. entries.Select(static entry => Describe(entry.Sequence, AuditChain.Read(entry)))];
    }

    // Star by star, so that one index serves both directions and equals are newest first in both.
    private async Task<List<ReviewRow>> ListByRatingAsync(
        ListReviews request, ReviewCursor cursor, int limit, CancellationToken cancellationToken)
    {
        var step = request.Sort == ReviewSort.Highest ? -1 : 1;
        var rows = new List<ReviewRow>();
        var before = cursor.Position;
        for (var rating = (int)cursor.Key; rating is >= ReviewLimits.RatingMin and <= ReviewLimits.RatingMax && rows.Count < limit; rating += step)
        {
            rows.AddRange(await store.ListNewestAsync(
                ProductId, request.IsHidden, rating, before, limit - rows.Count, cancellationToken));
            before = long.MaxValue;
        }

        return rows;
    }

    private async Task<ImmutableArray<Review>> DescribeAsync(
        List<ReviewRow> rows, string? viewerId, CancellationToken cancellationToken)
    {
        var voters = viewerId is null ? [] : rows.Select(row => new ReviewVoter(row.ReviewId, viewerId)).ToList();
        var votes = voters.Count == 0 ? [] : await store.FindVotesAsync(voters, cancellationToken);
        var own = votes.ToDictionary(static vote => vote.Voter.ReviewId, static vote => vote.IsHelpful);
        return [.. rows.Select(row => ReviewRules.Describe(row, viewerId, own.GetValueOrDefault(row.ReviewId)))];
    }

    private static ReviewAct Describe(long sequence, AuditRecord record) =>
        new(sequence, record.At, record.ActorId, record.Action, record.TargetId, record.Reason);
}
