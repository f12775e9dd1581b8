using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Products.Reviews;
using SocialCommerce.Grains.Tests.Hosting;
using static SocialCommerce.Grains.Tests.Products.Reviews.ReviewSamples;

namespace SocialCommerce.Grains.Tests.Products.Reviews;

public sealed class ReviewScoreTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private IReviewsGrain Reviews => _host.Grains.GetGrain<IReviewsGrain>("p-1");

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync(services => services.AddSingleton<IDeliveredLines>(new ScriptedDeliveries { IsGenerous = true }));
        await _host.Grains.StockAsync(2);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>Requirement E3, through everything that is between an account and the score.</summary>
    [Fact]
    public async Task Score_AHundredFreshAccounts_MoveItLessThanATwentiethAndGenuineOnesDoMoveIt()
    {
        await GenuineAsync(1, 20, number => number % 2 == 0 ? 3 : 4);
        var before = await Reviews.GetSummaryAsync();

        await CrowdAsync(101, 100, 5);
        var attacked = await Reviews.GetSummaryAsync();
        await GenuineAsync(301, 40, _ => 5);
        var praised = await Reviews.GetSummaryAsync();

        Assert.Equal((20L, 3.5), (before.Count, before.Average));
        Assert.Equal(120, attacked.Count);
        Assert.InRange(attacked.Score - before.Score, 0, 0.05);
        Assert.True(attacked.Average > 4.7);
        Assert.True(praised.Score - attacked.Score > 0.5, $"{attacked.Score} to {praised.Score}");
        await _host.RestartAsync();

        // The shop's mean is newer after a restart; what was counted is the same.
        var recounted = await Reviews.GetSummaryAsync();
        Assert.Equal(praised, recounted with { Score = praised.Score });
    }

    [Fact]
    public async Task Score_OfAProductThatOnlyFreshAccountsRated_IsThatOfAnyProduct()
    {
        await CrowdAsync(1, 100, 5);

        var summary = await Reviews.GetSummaryAsync();

        Assert.Equal((100L, 5.0), (summary.Count, summary.Average));
        Assert.InRange(summary.Score, 3, 3.05);
    }

    private async Task GenuineAsync(int first, int count, Func<int, int> rating)
    {
        var now = _host.Clock.GetUtcNow();
        await Task.WhenAll(Enumerable.Range(first, count).Select(async number =>
        {
            var user = _host.Grains.User($"u-{number}");
            await user.CreateAsync(new CreateUser($"u-{number}", $"Display u-{number}", now.AddDays(-200)));
            await user.RecordAsync(new RecordInteractions(
                [new Interaction($"e-{number}", "p-2", InteractionKind.Purchase, now.AddDays(-90))]));
            Assert.Equal(ReviewOutcome.Done, (await Reviews.AddAsync(Add(number, rating(number)))).Outcome);
        }));
    }

    private Task CrowdAsync(int first, int count, int rating) => Task.WhenAll(Enumerable.Range(first, count).Select(async number =>
    {
        await _host.Grains.User($"u-{number}").CreateAsync(
            new CreateUser($"u-{number}", "New", _host.Clock.GetUtcNow().AddHours(-1)));
        Assert.Equal(ReviewOutcome.Done, (await Reviews.AddAsync(Add(number, rating))).Outcome);
    }));
}
