using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Operations.Webhooks;
using SocialCommerce.Grains.Products.Reviews;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Recommendations;
using SocialCommerce.Tests.Shared;
using static SocialCommerce.Grains.Tests.Products.Reviews.ReviewSamples;

namespace SocialCommerce.Grains.Tests.Products.Reviews;

public sealed class ReviewsGrainTests : IAsyncLifetime
{
    private readonly ScriptedDeliveries _deliveries = new() { IsGenerous = true };
    private readonly FailingCalls _failing = new();
    private GrainHost _host = null!;

    private IReviewsGrain Reviews => _host.Grains.GetGrain<IReviewsGrain>("p-1");

    private IReviewListGrain List => _host.Grains.GetGrain<IReviewListGrain>("p-1");

    private IReviewStore Store => _host.Service<IReviewStore>();

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync(services =>
        {
            services.AddSingleton<IDeliveredLines>(_deliveries);
            services.AddSingleton<IIncomingGrainCallFilter>(_failing);
            services.AddSingleton<IWebhookSender, QuietSender>();
        });
        await _host.Grains.StockAsync(2);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Add_OnlyOfWhatWasDelivered_IsOnTheProductWithinASecond()
    {
        _deliveries.IsGenerous = false;
        Assert.Equal(ReviewOutcome.NotDelivered, (await Reviews.AddAsync(Add(1))).Outcome);
        _deliveries.Deliver("o-1", "u-1", "p-1");

        var added = await Reviews.AddAsync(Add(1, rating: 5));
        var again = await Reviews.AddAsync(Add(1, rating: 5));

        Assert.Equal((ReviewOutcome.Done, true, "Display u-1"), (added.Outcome, added.Review!.IsOwn, added.Review.AuthorName));
        Assert.Equal(added.Review.CreatedAt, again.Review!.CreatedAt);
        Assert.Equal(ReviewOutcome.AlreadyReviewed, (await Reviews.AddAsync(Add(1) with { ReviewId = "rv-9" })).Outcome);
        var rating = await ShownAsync("p-1", rating => rating?.Count == 1);
        Assert.Equal(5, rating!.Average);
        Assert.Equal([0L, 0, 0, 0, 1], rating.Histogram.AsEnumerable());
        Assert.Equal(rating, (await _host.Grains.Product("p-1").GetCardAsync())!.Rating);
        Assert.Equal(ReviewOutcome.NotFound, (await _host.Grains.GetGrain<IReviewsGrain>("p-9").AddAsync(Add(1))).Outcome);
    }

    [Fact]
    public async Task Add_OnceOrManyTimesAtOnce_IsOneRatingInTheLog()
    {
        await _host.Grains.RegisterAsync("u-1");

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Reviews.AddAsync(
            number % 2 == 0 ? Add(1) : Add(1) with { ReviewId = $"rv-x{number}" })));
        await Reviews.EditAsync(new EditReview(ReviewId(results), "u-1", "Ann", Rating: 1));
        await ToldAsync();
        await _host.SettleAsync();

        Assert.Equal(1, (await _host.Grains.Product("p-1").GetAsync())!.Counters.Ratings);
        Assert.Equal(InteractionKind.Rating, Assert.Single(await _host.Grains.User("u-1").GetRecentAsync(10)).Kind);
        Assert.Equal(1, (await Store.SumAsync("p-1", default)).Count);
    }

    [Fact]
    public async Task Add_TellsTheProgramsOfTheSellerOnce()
    {
        var webhooks = _host.Grains.GetGrain<IWebhookGrain>(ProductSamples.Seller);
        await webhooks.CreateAsync(new CreateWebhook("w-1", "https://shop.test/1", [WebhookEvents.ReviewAdded], null, [.. new byte[32]]));
        await Reviews.AddAsync(Add(1));
        await Reviews.AddAsync(Add(1));
        await Reviews.EditAsync(new EditReview("rv-1", "u-1", "Ann", Rating: 1));
        await ToldAsync();

        var page = await webhooks.PageMessagesAsync("w-1", WebhookMessageStatus.Unknown, new PageRequest(10, null));

        Assert.Equal("review.added", Assert.Single(page!.Messages).Type);
    }

    [Fact]
    public async Task Edit_KeepsWhatItSaidForItsAuthorAndOperators()
    {
        await Reviews.AddAsync(Add(1, rating: 5));
        Assert.Equal(ReviewOutcome.NotAuthor, (await Reviews.EditAsync(new EditReview("rv-1", "u-2", "Bob", Rating: 1))).Outcome);

        var invalid = await Reviews.EditAsync(new EditReview("rv-1", "u-1", "Ann", Rating: 7));
        Assert.Equal((ReviewOutcome.Invalid, "rating"), (invalid.Outcome, Assert.Single(invalid.Errors).Field));

        var edited = await Reviews.EditAsync(Edit(Content(1, "It broke.")));

        Assert.Equal((1, "Ann", 1), (edited.Review!.Content.Rating, edited.Review.AuthorName, edited.Review.Edits));
        foreach (var (userId, isOperator) in new[] { ("u-1", false), ("op", true) })
        {
            var history = await List.GetHistoryAsync("rv-1", userId, isOperator);
            Assert.Equal([(1, 5), (2, 1)], history.Revisions.Select(revision => (revision.Number, revision.Content.Rating)));
        }

        Assert.Equal(ReviewOutcome.NotAuthor, (await List.GetHistoryAsync("rv-1", "u-2", false)).Outcome);
        Assert.Equal(ReviewOutcome.NotFound, (await List.GetHistoryAsync("rv-9", "u-1", true)).Outcome);
        Assert.Equal([1L, 0, 0, 0, 0], (await ShownAsync("p-1", rating => rating?.Average == 1))!.Histogram.AsEnumerable());
        Assert.Equal("It broke.", (await List.FindOfAsync("u-1"))!.Content.Text);
        Assert.Null(await List.FindOfAsync("u-2"));
    }

    [Fact]
    public async Task Vote_ManyAtOnceAndChanging_IsOneEachAlsoAfterARestart()
    {
        await Reviews.AddAsync(Add(1));
        await Reviews.AddAsync(Add(2));

        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => Reviews.VoteAsync(
            new CastReviewVote($"rv-{1 + (number % 2)}", $"v-{number / 2 % 50}", number % 3 == 0))));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Reviews.VoteAsync(
            new CastReviewVote("rv-1", $"v-{number}", number < 10 ? null : number < 40))));
        await _host.RestartAsync();

        var page = await ListAsync(ReviewSort.Newest, viewerId: "v-45");
        Assert.Equal((30L, 10L, false), (page.Reviews[1].Helpful, page.Reviews[1].Unhelpful, page.Reviews[1].OwnVote));
        Assert.Equal(50, page.Reviews[0].Helpful + page.Reviews[0].Unhelpful);
        Assert.Empty(await Store.FindMiscountedAsync("p-1", default));
        Assert.Equal(ReviewOutcome.OwnReview, (await Reviews.VoteAsync(new CastReviewVote("rv-1", "u-1", true))).Outcome);
        Assert.Equal(ReviewOutcome.OwnReview, (await Reviews.VoteAsync(new CastReviewVote("rv-1", ProductSamples.Seller, true))).Outcome);
        Assert.Equal(ReviewOutcome.NotFound, (await Reviews.VoteAsync(new CastReviewVote("rv-9", "v-1", true))).Outcome);
    }

    [Theory]
    [InlineData(ReviewSort.Newest, "12 11 10 9 8 7 6 5 4 3 2 1")]
    [InlineData(ReviewSort.Highest, "9 4 8 3 12 7 2 11 6 1 10 5")]
    [InlineData(ReviewSort.Lowest, "10 5 11 6 1 12 7 2 8 3 9 4")]
    [InlineData(ReviewSort.Helpful, "3 7 12 11 10 9 8 6 4 2 1 5")]
    public async Task List_PageByPage_IsInOrderAndShowsEachOnce(ReviewSort sort, string expected)
    {
        for (var number = 1; number <= 12; number++)
        {
            await Reviews.AddAsync(Add(number, rating: 1 + (number % 5)));
        }

        await Task.WhenAll(Enumerable.Range(0, 5).Select(number => Reviews.VoteAsync(new CastReviewVote("rv-3", $"v-{number}", number > 0))));
        await Reviews.VoteAsync(new CastReviewVote("rv-7", "v-1", true));
        await Reviews.VoteAsync(new CastReviewVote("rv-5", "v-1", false));

        var shown = new List<string>();
        string? cursor = null;
        do
        {
            var page = await List.ListAsync(new ListReviews(sort, new PageRequest(5, cursor)));
            shown.AddRange(page.Reviews.Select(review => review.ReviewId["rv-".Length..]));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(expected, string.Join(' ', shown));
        Assert.False((await List.ListAsync(new ListReviews(sort, new PageRequest(5, "z.1.2")))).IsKnownCursor);
    }

    [Fact]
    public async Task Reply_ByTheSellerAlone_IsShown()
    {
        await Reviews.AddAsync(Add(1));
        Assert.Equal(ReviewOutcome.NotSeller, (await Reviews.ReplyAsync(new ReplyToReview("rv-1", "u-2", "Hm."))).Outcome);

        await Reviews.ReplyAsync(new ReplyToReview("rv-1", ProductSamples.Seller, "Thank you."));

        Assert.Equal("Thank you.", Assert.Single((await ListAsync(ReviewSort.Newest)).Reviews).Reply!.Text);
    }

    [Fact]
    public async Task Hide_IsWrittenDownAndTakesTheReviewOutOfListAndSummary()
    {
        await Reviews.AddAsync(Add(1, rating: 1));
        await Reviews.AddAsync(Add(2, rating: 5));

        await Reviews.SetHiddenAsync(new HideReview("rv-1", "op", true, "Spam."));
        await Reviews.SetHiddenAsync(new HideReview("rv-1", "op", true, "Spam."));

        Assert.Equal("rv-2", Assert.Single((await ListAsync(ReviewSort.Helpful)).Reviews).ReviewId);
        Assert.Equal("rv-1", Assert.Single((await List.ListAsync(new ListReviews(ReviewSort.Newest, new PageRequest(10, null), IsHidden: true))).Reviews).ReviewId);
        Assert.Equal(5, (await ShownAsync("p-1", rating => rating?.Count == 1))!.Average);
        Assert.True((await List.FindOfAsync("u-1"))!.IsHidden);
        await Reviews.SetHiddenAsync(new HideReview("rv-1", "op2", false, "A mistake."));
        Assert.Equal(3, (await ShownAsync("p-1", rating => rating?.Count == 2))!.Average);
        Assert.Equal(
            [("unhide-review", "op2", "rv-1", "A mistake."), ("hide-review", "op", "rv-1", "Spam.")],
            (await List.ReadLogAsync()).Select(act => (act.Action, act.ActorId, act.ReviewId, act.Reason)));
        Assert.Equal(ReviewOutcome.NotFound, (await Reviews.SetHiddenAsync(new HideReview("rv-9", "op", true, "Spam."))).Outcome);
    }

    /// <summary>The row is there, and the process dies before the product, the log or anybody else hears of it.</summary>
    [Fact]
    public async Task Crash_BetweenRowAndSummary_IsMadeGoodWhenTheReviewsWakeUp()
    {
        await _host.Grains.RegisterAsync("u-1");
        _failing.Target = "IProductGrain.ShowRatingAsync";
        await Reviews.AddAsync(Add(1, rating: 2));
        await _host.RestartAsync();
        Assert.Null((await _host.Grains.Product("p-1").GetAsync())!.Rating);
        Assert.Single(await Store.ListUntoldAsync("p-1", 10, default));
        _failing.Target = null;

        Assert.Equal(2, (await Reviews.GetSummaryAsync()).Average);

        Assert.Equal(2, (await ShownAsync("p-1", rating => rating?.Count == 1))!.Average);
        await ToldAsync();
        await _host.SettleAsync();
        Assert.Equal(1, (await _host.Grains.Product("p-1").GetAsync())!.Counters.Ratings);
    }

    [Fact]
    public async Task Reminder_WakesReviewsThatWereNotTold_AndGoesWhenTheyAre()
    {
        _failing.Target = "IProductGrain.ShowRatingAsync";
        await Reviews.AddAsync(Add(1, rating: 2));
        Assert.Equal(1, await RemindersAsync());
        _failing.Target = null;

        await ShownAsync("p-1", rating => rating?.Count == 1);
        await ToldAsync();
        await Eventually.GetAsync(
            async () =>
            {
                await Reviews.AsReference<IRemindable>().ReceiveReminder("tell", default);
                return await RemindersAsync();
            },
            reminders => reminders == 0);

        Assert.Equal(0, await RemindersAsync());
    }

    private static string ReviewId(ReviewResult[] results) =>
        Assert.Single(results.Select(result => result.Review?.ReviewId).OfType<string>().Distinct());

    private Task<ReviewPage> ListAsync(ReviewSort sort, string? viewerId = null) =>
        List.ListAsync(new ListReviews(sort, new PageRequest(50, null), viewerId));

    private Task<RatingSummary?> ShownAsync(string productId, Func<RatingSummary?, bool> fits) => Eventually.GetAsync(
        async () => (await _host.Grains.Product(productId).GetAsync())!.Rating, fits);

    private async Task ToldAsync() => Assert.Empty(await Eventually.GetAsync(
        () => Store.ListUntoldAsync("p-1", 10, default), rows => rows.Count == 0));

    private async Task<int> RemindersAsync()
    {
        var table = _host.Service<IReminderTable>();
        return (await table.ReadRows(Reviews.GetGrainId())).Reminders.Count;
    }

    /// <summary>Takes everything and sends nothing.</summary>
    private sealed class QuietSender : IWebhookSender
    {
        public Task<WebhookAnswer> SendAsync(WebhookRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new WebhookAnswer(200));
    }
}
