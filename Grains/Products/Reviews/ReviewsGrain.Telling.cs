using SocialCommerce.Algorithms.Ratings;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Products.Reviews;

/// <content>
/// Who hears of reviews: the product of the summary; the interaction log and the seller's programs of each review, once.
/// Nobody of them ever waits for this grain.
/// </content>
internal sealed partial class ReviewsGrain
{
    private const string TellReminder = "tell";

    private const int UntoldPage = 100;

    /// <summary>Reviews that come together are told together; well within the second in which the product shows them.</summary>
    private static readonly TimeSpan TellDelay = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RemindPeriod = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PriorAgeMax = TimeSpan.FromMinutes(5);

    private RatingSummary? _told;
    private RatingPrior _prior = RatingPrior.Unknown;
    private DateTimeOffset _priorAt;

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (!_tell.IsDue && await TryTellAsync(CancellationToken.None))
        {
            // In the order of the commits, so that none comes in between which relies on the reminder.
            await RunAsync(new ReviewStep(static _ => Refuse(ReviewOutcome.Unknown)) { IsFarewell = true });
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        if (!await TryTellAsync(cancellationToken))
        {
            _tell.Schedule(RetryDelay);
        }
    }

    /// <summary>True when there is nothing left to tell.</summary>
    private async Task<bool> TryTellAsync(CancellationToken cancellationToken)
    {
        try
        {
            var summary = await GetSummaryAsync(cancellationToken);
            if (summary != _told)
            {
                await Product.ShowRatingAsync(summary, cancellationToken);
                _told = summary;
            }

            await TellOfNewAsync(cancellationToken);
            return !_tell.IsDue;
        }
#pragma warning disable CA1031 // Whoever does not listen now is told later, by the timer or the reminder.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotTold(ProductId, exception);
            return false;
        }
    }

    private async Task TellOfNewAsync(CancellationToken cancellationToken)
    {
        while (await store.ListUntoldAsync(ProductId, UntoldPage, cancellationToken) is { Count: > 0 } untold)
        {
            foreach (var row in untold)
            {
                await RecordAsync(row, cancellationToken);
                await TellSellerAsync(row, cancellationToken);
            }

            await Task.WhenAll(untold.Select(row => RunAsync(new ReviewStep(
                desk => Put(desk, row.BuyerId, desk.Find(row.ReviewId), (ReviewRules.MarkTold(desk.Find(row.ReviewId)!), ReviewOutcome.Done)),
                row.ReviewId))));
        }
    }

    // The event id comes from the review's, so that telling twice counts once.
    private async Task RecordAsync(ReviewRow row, CancellationToken cancellationToken)
    {
        var rating = new Interaction(
            $"rating:{row.ReviewId}", ProductId, InteractionKind.Rating, row.Body.CreatedAt, Value: row.Body.Content.Rating);
        await GrainFactory.GetGrain<IUserGrain>(row.BuyerId).RecordAsync(new RecordInteractions([rating]), cancellationToken);
    }

    private async Task TellSellerAsync(ReviewRow row, CancellationToken cancellationToken)
    {
        if (await FindSellerAsync(cancellationToken) is { } sellerId)
        {
            var merchant = GrainFactory.GetGrain<IWebhookGrain>(sellerId);
            await merchant.EnqueueAsync(ReviewEvents.Added(row), cancellationToken);
        }
    }

    // Before the commit, so that a crash right after it is made good.
    private async Task RemindAsync()
    {
        if (!_isReminded)
        {
            await this.RegisterOrUpdateReminder(TellReminder, RemindPeriod, RemindPeriod);
            _isReminded = true;
        }
    }

    private async Task ForgetReminderAsync()
    {
        if (!_tell.IsDue && await this.GetReminder(TellReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
            _isReminded = false;
        }
    }

    private async ValueTask<RatingPrior> FindPriorAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - _priorAt >= PriorAgeMax)
        {
            var shop = GrainFactory.GetGrain<IShopRatingGrain>(IShopRatingGrain.Key);
            _prior = RatingPrior.Unknown with { Mean = await shop.GetMeanAsync(cancellationToken) };
            _priorAt = now;
        }

        return _prior;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Product {ProductId}: its reviews could not be told")]
    private partial void LogNotTold(string productId, Exception exception);
}
