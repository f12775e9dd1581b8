using SocialCommerce.Algorithms.Ratings;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Products.Reviews;

namespace SocialCommerce.Grains.Products.Reviews;

/// <summary>
/// Asks <see cref="ReviewRules"/>, writes what concurrent callers want as one commit, then tells. It keeps nothing but the
/// totals, counted from the rows when it wakes, so a crash between row and summary is made good by whoever wakes it, a
/// reminder at the latest.
/// </summary>
internal sealed partial class ReviewsGrain(
    IReviewStore store, IDeliveredLines lines, IChainLog audit, TimeProvider clock, ILogger<ReviewsGrain> logger) : Grain, IReviewsGrain, IRemindable
{
    private Batcher<ReviewStep> _steps = null!;
    private OneShotTimer _tell = null!;
    private RatingTotals _totals = RatingTotals.None;
    private string? _sellerId;
    private bool _isReminded;

    private string ProductId => this.GetPrimaryKeyString();

    private IProductGrain Product => GrainFactory.GetGrain<IProductGrain>(ProductId);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _steps = new Batcher<ReviewStep>(CommitAsync);
        _tell = new OneShotTimer(this, TellAsync);
        _totals = await store.SumAsync(ProductId, cancellationToken);
        if (_totals.Count > 0)
        {
            _tell.Schedule(TellDelay);
        }
    }

    public async Task<ReviewResult> AddAsync(AddReview command, CancellationToken cancellationToken)
    {
        var errors = ReviewLimits.Check(command.Content);
        if (!errors.IsEmpty)
        {
            return new ReviewResult(ReviewOutcome.Invalid, null, errors);
        }

        if (await FindSellerAsync(cancellationToken) is not { } sellerId)
        {
            return Refuse(ReviewOutcome.NotFound);
        }

        var line = await lines.FindAsync(command.OrderId, command.UserId, ProductId, cancellationToken);
        var belief = await BelieveAsync(command.UserId, cancellationToken);
        return await RunAsync(new ReviewStep(
            desk =>
            {
                var known = desk.FindOf(command.UserId) ?? desk.Find(command.ReviewId);
                return Put(desk, command.UserId, known, ReviewRules.Add(
                    ProductId, known, command, sellerId, line, belief, clock.GetUtcNow()));
            },
            command.ReviewId,
            command.UserId));
    }

    public async Task<ReviewResult> EditAsync(EditReview command, CancellationToken cancellationToken)
    {
        var belief = await BelieveAsync(command.UserId, cancellationToken);
        return await RunAsync(new ReviewStep(
            desk =>
            {
                var known = desk.Find(command.ReviewId);
                var decided = ReviewRules.Edit(known, command, belief, clock.GetUtcNow());
                return decided.Outcome == ReviewOutcome.Invalid
                    ? new ReviewResult(decided.Outcome, null, ReviewLimits.Check(ReviewRules.Merge(known!.Body.Content, command)))
                    : Put(desk, command.UserId, known, decided);
            },
            command.ReviewId));
    }

    public async Task<ReviewResult> VoteAsync(CastReviewVote command, CancellationToken cancellationToken)
    {
        if (await FindSellerAsync(cancellationToken) is not { } sellerId)
        {
            return Refuse(ReviewOutcome.NotFound);
        }

        return await RunAsync(new ReviewStep(
            desk =>
            {
                var known = desk.Find(command.ReviewId);
                var vote = desk.VoteOf(command.ReviewId, command.UserId);
                var decided = ReviewRules.Vote(known, vote, command, sellerId);
                if (!ReferenceEquals(known, decided.Next) && decided.Outcome == ReviewOutcome.Done)
                {
                    desk.Put(new ReviewVote(new ReviewVoter(command.ReviewId, command.UserId), command.IsHelpful));
                }

                return Put(desk, command.UserId, known, decided);
            },
            command.ReviewId,
            voterId: command.UserId));
    }

    public async Task<ReviewResult> ReplyAsync(ReplyToReview command, CancellationToken cancellationToken)
    {
        var errors = ReviewLimits.CheckReply(command.Text);
        if (!errors.IsEmpty)
        {
            return new ReviewResult(ReviewOutcome.Invalid, null, errors);
        }

        if (await FindSellerAsync(cancellationToken) is not { } sellerId)
        {
            return Refuse(ReviewOutcome.NotFound);
        }

        return await RunAsync(new ReviewStep(
            desk =>
            {
                var known = desk.Find(command.ReviewId);
                return Put(desk, command.UserId, known, ReviewRules.Reply(known, command, sellerId, clock.GetUtcNow()));
            },
            command.ReviewId));
    }

    public async Task<RatingSummary> GetSummaryAsync(CancellationToken cancellationToken)
    {
        var prior = await FindPriorAsync(cancellationToken);
        return ReviewRules.Summarise(_totals, prior);
    }

    private async Task<ReviewResult> RunAsync(ReviewStep step)
    {
        await _steps.AddAsync(step);
        return step.Result!;
    }

    private async Task CommitAsync(IReadOnlyList<ReviewStep> steps)
    {
        try
        {
            // Not cancellable: what other callers wait for is in the same commit.
            var desk = await ReadAsync(steps);
            foreach (var step in steps)
            {
                step.Run(desk);
            }

            var changes = desk.Changes;
            if (!changes.IsEmpty)
            {
                await WriteAsync(changes, desk.Count(_totals));
            }
            else if (steps.Any(static step => step.IsFarewell))
            {
                await ForgetReminderAsync();
            }
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task WriteAsync(ReviewChanges changes, RatingTotals totals)
    {
        // Votes and replies change nothing that anybody is told.
        var isNews = totals != _totals || changes.Rows.Any(static save => !save.Row.IsTold);
        if (isNews)
        {
            await RemindAsync();
        }

        await store.WriteAsync(changes, CancellationToken.None);
        _totals = totals;
        if (isNews)
        {
            _tell.Schedule(TellDelay);
        }
    }

    private async Task<ReviewDesk> ReadAsync(IReadOnlyList<ReviewStep> steps)
    {
        var rows = await store.FindAsync(
            ProductId,
            [.. steps.Select(static step => step.ReviewId).OfType<string>().Distinct()],
            [.. steps.Select(static step => step.BuyerId).OfType<string>().Distinct()],
            CancellationToken.None);
        var voters = steps.Select(static step => step.Voter).OfType<ReviewVoter>().Distinct().ToList();
        return new ReviewDesk(rows, voters.Count == 0 ? [] : await store.FindVotesAsync(voters, CancellationToken.None));
    }

    private static ReviewResult Put(
        ReviewDesk desk, string userId, ReviewRow? known, (ReviewRow? Next, ReviewOutcome Outcome) decided)
    {
        if (decided is not { Next: { } next, Outcome: ReviewOutcome.Done })
        {
            return Refuse(decided.Outcome);
        }

        if (!ReferenceEquals(next, known))
        {
            desk.Put(next);
        }

        return new ReviewResult(
            ReviewOutcome.Done, ReviewRules.Describe(next, userId, desk.VoteOf(next.ReviewId, userId)), []);
    }

    // Never changes for a product.
    private async ValueTask<string?> FindSellerAsync(CancellationToken cancellationToken) =>
        _sellerId ??= (await Product.GetCardAsync(cancellationToken))?.SellerId;

    private Task<int> BelieveAsync(string userId, CancellationToken cancellationToken) =>
        ReviewerStanding.BelieveAsync(GrainFactory, userId, ProductId, clock.GetUtcNow(), cancellationToken);

    private static ReviewResult Refuse(ReviewOutcome outcome) => new(outcome, null, []);
}
