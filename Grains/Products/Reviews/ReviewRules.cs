using SocialCommerce.Algorithms.Ratings;
using SocialCommerce.Grains.Interfaces.Products.Reviews;

namespace SocialCommerce.Grains.Products.Reviews;

/// <summary>What may be done to a review. Pure: each answers the row as it is next, the same one when nothing changes.</summary>
internal static class ReviewRules
{
    /// <param name="known">The review that this buyer wrote of the product before, if any.</param>
    /// <param name="line">What was delivered, if it was.</param>
    public static (ReviewRow? Next, ReviewOutcome Outcome) Add(
        string productId, ReviewRow? known, AddReview command, string sellerId, DeliveredLine? line, int belief, DateTimeOffset now)
    {
        if (!ReviewLimits.Check(command.Content).IsEmpty)
        {
            return (known, ReviewOutcome.Invalid);
        }

        if (known is not null)
        {
            // A retry after a lost answer is not a second review.
            var isRetry = known.ReviewId == command.ReviewId && known.BuyerId == command.UserId;
            return (known, isRetry ? ReviewOutcome.Done : ReviewOutcome.AlreadyReviewed);
        }

        if (command.UserId == sellerId)
        {
            return (null, ReviewOutcome.OwnProduct);
        }

        if (line is null)
        {
            return (null, ReviewOutcome.NotDelivered);
        }

        var body = new ReviewBody(command.DisplayName, line.OrderId, line.LineId, command.Content, now);
        return (
            new ReviewRow(
                command.ReviewId, productId, command.UserId, command.Content.Rating, belief, Helpful: 0, Unhelpful: 0,
                IsHidden: false, IsTold: false, Version: 1, body),
            ReviewOutcome.Done);
    }

    /// <summary>An edit is believed as far as a new rating by the same account would be.</summary>
    public static (ReviewRow? Next, ReviewOutcome Outcome) Edit(ReviewRow? row, EditReview command, int belief, DateTimeOffset now)
    {
        if (row is null)
        {
            return (null, ReviewOutcome.NotFound);
        }

        if (row.BuyerId != command.UserId)
        {
            return (row, ReviewOutcome.NotAuthor);
        }

        var content = Merge(row.Body.Content, command);
        if (!ReviewLimits.Check(content).IsEmpty)
        {
            return (row, ReviewOutcome.Invalid);
        }

        if (IsSame(row.Body.Content, content))
        {
            return (row, ReviewOutcome.Done);
        }

        if (row.Body.Edits >= ReviewLimits.EditsMax)
        {
            return (row, ReviewOutcome.TooManyEdits);
        }

        var body = row.Body with
        {
            AuthorName = command.DisplayName,
            Content = content,
            EditedAt = now,
            Edits = row.Body.Edits + 1,
        };
        var next = row with { Rating = content.Rating, Belief = belief, Body = body, Version = row.Version + 1 };
        return (next, ReviewOutcome.Done);
    }

    /// <summary>What a review says after an edit.</summary>
    public static ReviewContent Merge(ReviewContent content, EditReview command) => new(
        command.Rating ?? content.Rating,
        command.Title ?? content.Title,
        command.Text ?? content.Text,
        command.ImageUrls ?? content.ImageUrls);

    /// <param name="known">How the user voted before.</param>
    public static (ReviewRow? Next, ReviewOutcome Outcome) Vote(ReviewRow? row, bool? known, CastReviewVote command, string sellerId)
    {
        if (row is null or { IsHidden: true })
        {
            return (null, ReviewOutcome.NotFound);
        }

        if (row.BuyerId == command.UserId || sellerId == command.UserId)
        {
            return (row, ReviewOutcome.OwnReview);
        }

        if (known == command.IsHelpful)
        {
            return (row, ReviewOutcome.Done);
        }

        var next = row with
        {
            Helpful = row.Helpful + Count(command.IsHelpful, isHelpful: true) - Count(known, isHelpful: true),
            Unhelpful = row.Unhelpful + Count(command.IsHelpful, isHelpful: false) - Count(known, isHelpful: false),
            Version = row.Version + 1,
        };
        return (next, ReviewOutcome.Done);
    }

    public static (ReviewRow? Next, ReviewOutcome Outcome) Reply(
        ReviewRow? row, ReplyToReview command, string sellerId, DateTimeOffset now)
    {
        if (row is null or { IsHidden: true })
        {
            return (null, ReviewOutcome.NotFound);
        }

        if (sellerId != command.UserId)
        {
            return (row, ReviewOutcome.NotSeller);
        }

        if (!ReviewLimits.CheckReply(command.Text).IsEmpty)
        {
            return (row, ReviewOutcome.Invalid);
        }

        if (row.Body.Reply is { } said && said.Text == command.Text)
        {
            return (row, ReviewOutcome.Done);
        }

        var reply = row.Body.Reply is { } known
            ? known with { Text = command.Text, EditedAt = now }
            : new ReviewReply(command.Text, now);
        return (row with { Body = row.Body with { Reply = reply }, Version = row.Version + 1 }, ReviewOutcome.Done);
    }

    public static (ReviewRow? Next, ReviewOutcome Outcome) SetHidden(ReviewRow? row, HideReview command)
    {
        if (row is null)
        {
            return (null, ReviewOutcome.NotFound);
        }

        if (!ReviewLimits.CheckReason(command.Reason).IsEmpty)
        {
            return (row, ReviewOutcome.Invalid);
        }

        return row.IsHidden == command.IsHidden
            ? (row, ReviewOutcome.Done)
            : (row with { IsHidden = command.IsHidden, Version = row.Version + 1 }, ReviewOutcome.Done);
    }

    public static ReviewRow MarkTold(ReviewRow row) =>
        row.IsTold ? row : row with { IsTold = true, Version = row.Version + 1 };

    /// <summary>The totals after a row became another; null for one that is not there.</summary>
    public static RatingTotals Count(RatingTotals totals, ReviewRow? before, ReviewRow after)
    {
        if (before is { IsHidden: false })
        {
            totals = totals.Remove(before.Rating, before.Belief);
        }

        return after.IsHidden ? totals : totals.Add(after.Rating, after.Belief);
    }

    public static RatingSummary Summarise(RatingTotals totals, RatingPrior prior) => new(
        totals.Count,
        Math.Round(totals.Average, Digits),
        Math.Round(RobustScore.Of(totals, prior), Digits),
        [.. totals.Stars.Select(static star => star.Count)]);

    public static Review Describe(ReviewRow row, string? viewerId, bool? ownVote) => new(
        row.ReviewId, row.Body.AuthorName, row.Body.Content, row.Body.CreatedAt, row.Body.EditedAt, row.Body.Edits, row.Helpful,
        row.Unhelpful, row.Body.Reply, row.IsHidden, row.BuyerId == viewerId, ownVote);

    private const int Digits = 4;

    private static long Count(bool? vote, bool isHelpful) => vote == isHelpful ? 1 : 0;

    private static bool IsSame(ReviewContent left, ReviewContent right) =>
        left with { ImageUrls = right.ImageUrls } == right && left.ImageUrls.AsSpan().SequenceEqual(right.ImageUrls.AsSpan());
}
