using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Products.Reviews;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Tests.Shared;
using static SocialCommerce.Grains.Tests.Products.Reviews.ReviewSamples;

namespace SocialCommerce.Grains.Tests.Products.Reviews;

/// <summary>A third of the writes fails, half of those after they were made; everybody repeats until they are answered.</summary>
public sealed class ReviewFaultTests
{
    private const int Reviewers = 12;

    private const int Voters = 10;

    private const int AttemptsMax = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Faults_AtAnyWrite_LoseNothingThatWasAnsweredAndCountNothingTwice(int seed)
    {
        var flaw = new FlakyReviewStore(seed) { IsBroken = true };
        await using var host = await GrainHost.StartAsync(services =>
        {
            services.AddSingleton<IDeliveredLines>(new ScriptedDeliveries { IsGenerous = true });
            flaw.Decorate(services);
        });
        await host.Grains.StockAsync(1);
        var reviews = host.Grains.GetGrain<IReviewsGrain>("p-1");

        await Task.WhenAll(Enumerable.Range(1, Reviewers).Select(number => UntilDoneAsync(
            () => reviews.AddAsync(Add(number, rating: 1 + (number % 5))))));
        await Task.WhenAll(Enumerable.Range(0, Voters).Select(voter => VoteAsync(reviews, voter, seed)));
        await Task.WhenAll(Enumerable.Range(1, Reviewers / 2).Select(number => UntilDoneAsync(
            () => reviews.EditAsync(Edit(Content(5, "Changed."), number)))));
        flaw.IsBroken = false;

        Assert.True(flaw.Failures > 0);
        await AssertSoundAsync(host, seed);
        await host.RestartAsync();
        await AssertSoundAsync(host, seed);
    }

    private static async Task AssertSoundAsync(GrainHost host, int seed)
    {
        var store = host.Service<IReviewStore>();
        var list = host.Grains.GetGrain<IReviewListGrain>("p-1");
        var page = await list.ListAsync(new ListReviews(ReviewSort.Newest, new PageRequest(100, null)));

        Assert.Empty(await store.FindMiscountedAsync("p-1", default));
        Assert.Equal(Reviewers, page.Reviews.Length);
        foreach (var review in page.Reviews)
        {
            var number = int.Parse(review.ReviewId["rv-".Length..], System.Globalization.CultureInfo.InvariantCulture);
            var votes = Enumerable.Range(0, Voters).Select(voter => VoteOf(voter, number, seed)).ToList();
            Assert.Equal((votes.Count(vote => vote == true), votes.Count(vote => vote == false)), ((int)review.Helpful, (int)review.Unhelpful));
            Assert.Equal(number <= Reviewers / 2 ? 2 : 1, (await store.ListRevisionsAsync(review.ReviewId, default)).Count);
        }

        var totals = await store.SumAsync("p-1", default);
        var summary = await host.Grains.GetGrain<IReviewsGrain>("p-1").GetSummaryAsync();
        Assert.Equal(totals.Stars.Select(star => star.Count), summary.Histogram);
        var shown = await Eventually.GetAsync(
            async () => (await host.Grains.Product("p-1").GetAsync())!.Rating, rating => rating == summary);
        Assert.Equal(summary, shown);
    }

    private static async Task VoteAsync(IReviewsGrain reviews, int voter, int seed)
    {
        for (var number = 1; number <= Reviewers; number++)
        {
            var id = $"rv-{number}";
            await UntilDoneAsync(() => reviews.VoteAsync(new CastReviewVote(id, $"v-{voter}", (voter + number) % 2 == 0)));
            var last = VoteOf(voter, number, seed);
            await UntilDoneAsync(() => reviews.VoteAsync(new CastReviewVote(id, $"v-{voter}", last)));
        }
    }

    private static bool? VoteOf(int voter, int number, int seed) => (((voter * 7) + (number * 3) + seed) % 3) switch
    {
        0 => true,
        1 => false,
        _ => null,
    };

    private static async Task UntilDoneAsync(Func<Task<ReviewResult>> call)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Assert.Equal(ReviewOutcome.Done, (await call()).Outcome);
                return;
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException && attempt < AttemptsMax)
            {
                // Whether it was done is not known, so it is asked for again.
            }
        }
    }
}
