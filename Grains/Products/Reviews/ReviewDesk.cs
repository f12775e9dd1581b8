using SocialCommerce.Algorithms.Ratings;
using SocialCommerce.Grains.Interfaces.Products.Reviews;

namespace SocialCommerce.Grains.Products.Reviews;

/// <summary>
/// The reviews and votes that one commit is about, and what becomes of them: each step sees what those before it did, and
/// all are written together.
/// </summary>
internal sealed class ReviewDesk
{
    private readonly Dictionary<string, ReviewRow> _read;
    private readonly Dictionary<string, ReviewRow> _rows;
    private readonly Dictionary<string, ReviewRow> _byBuyer;
    private readonly Dictionary<ReviewVoter, bool?> _votes;
    private readonly Dictionary<ReviewVoter, bool?> _changedVotes = [];
    private readonly List<(string ReviewId, ReviewRevision Revision)> _revisions = [];

    public ReviewDesk(IReadOnlyList<ReviewRow> rows, IReadOnlyList<ReviewVote> votes)
    {
        _read = rows.ToDictionary(static row => row.ReviewId);
        _rows = rows.ToDictionary(static row => row.ReviewId);
        _byBuyer = rows.ToDictionary(static row => row.BuyerId);
        _votes = votes.ToDictionary(static vote => vote.Voter, static vote => vote.IsHelpful);
    }

    public ReviewChanges Changes => new(
        [.. Changed.Select(row => new ReviewSave(row, Known(row)?.Version ?? 0))],
        _revisions,
        [.. _changedVotes.Select(static vote => new ReviewVote(vote.Key, vote.Value))]);

    private IEnumerable<ReviewRow> Changed => _rows.Values.Where(row => !ReferenceEquals(row, Known(row)));

    public ReviewRow? Find(string reviewId) => _rows.GetValueOrDefault(reviewId);

    public ReviewRow? FindOf(string buyerId) => _byBuyer.GetValueOrDefault(buyerId);

    public bool? VoteOf(string reviewId, string userId) => _votes.GetValueOrDefault(new ReviewVoter(reviewId, userId));

    public void Put(ReviewRow row)
    {
        if (_rows.GetValueOrDefault(row.ReviewId)?.Body.Content is not { } before || !ReferenceEquals(before, row.Body.Content))
        {
            var revision = new ReviewRevision(row.Body.Edits + 1, row.Body.Content, row.Body.EditedAt ?? row.Body.CreatedAt);
            _revisions.Add((row.ReviewId, revision));
        }

        _rows[row.ReviewId] = row;
        _byBuyer[row.BuyerId] = row;
    }

    public void Put(ReviewVote vote)
    {
        _votes[vote.Voter] = vote.IsHelpful;
        _changedVotes[vote.Voter] = vote.IsHelpful;
    }

    /// <summary>The product's totals when this is written.</summary>
    public RatingTotals Count(RatingTotals totals) =>
        Changed.Aggregate(totals, (sum, row) => ReviewRules.Count(sum, Known(row), row));

    private ReviewRow? Known(ReviewRow row) => _read.GetValueOrDefault(row.ReviewId);
}

/// <summary>One caller's part in a commit.</summary>
/// <param name="decide">Looks at the desk, puts what changes, answers.</param>
/// <param name="reviewId">The review that it is about.</param>
/// <param name="buyerId">Whose review it is about.</param>
/// <param name="voterId">Whose vote it is about.</param>
internal sealed class ReviewStep(
    Func<ReviewDesk, ReviewResult> decide, string? reviewId = null, string? buyerId = null, string? voterId = null)
{
    public string? ReviewId => reviewId;

    public string? BuyerId => buyerId;

    public ReviewVoter? Voter => reviewId is null || voterId is null ? null : new ReviewVoter(reviewId, voterId);

    /// <summary>The reminder is to go when this step's turn comes and nothing has changed.</summary>
    public bool IsFarewell { get; init; }

    public ReviewResult? Result { get; private set; }

    public void Run(ReviewDesk desk) => Result = decide(desk);
}
