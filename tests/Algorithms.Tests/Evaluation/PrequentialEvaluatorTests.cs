using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Algorithms.Tests.Evaluation;

public sealed class PrequentialEvaluatorTests
{
    private const int Products = 400;
    private const int Categories = 10;

    [Fact]
    public void Observe_UsersWithTastes_BeatsRecentPopularity()
    {
        var metrics = Run(seed: 1);

        Assert.Equal(6_000, metrics.Events);
        Assert.True(
            metrics.HitRateAt10 > 1.5 * metrics.PopularHitRateAt10,
            $"{metrics.HitRateAt10} against {metrics.PopularHitRateAt10}");
    }

    [Fact]
    public void Observe_SameStreamTwice_GivesIdenticalMetrics()
    {
        Assert.Equal(Run(seed: 2), Run(seed: 2));
    }

    [Fact]
    public void Suggest_AfterAnEvent_NeverShowsWhatWasSeen()
    {
        var shop = ShopWithProducts();
        foreach (var observed in Stream(seed: 3).Take(500))
        {
            shop.Record(observed.UserId, observed.ProductId, 1, observed.At);
            var shown = shop.Suggest(observed.UserId, observed.At, 20);

            Assert.DoesNotContain(shown, suggestion => shop.HasSeen(observed.UserId, suggestion.ProductId));
            Assert.All(shown, suggestion => Assert.NotEmpty(suggestion.Reasons));
        }
    }

    [Fact]
    public void Suggest_FriendTouchedSomething_NamesTheFriend()
    {
        var shop = ShopWithProducts();
        shop.Follow("me", "ann");
        shop.Record("ann", "p7", 1, DateTimeOffset.UnixEpoch);

        var reasons = shop.Suggest("me", DateTimeOffset.UnixEpoch, 5).Single().Reasons;

        Assert.Contains(reasons, reason => reason.SourceUserId == "ann");
    }

    private static PrequentialMetrics Run(int seed)
    {
        var evaluator = new PrequentialEvaluator(ShopWithProducts());
        foreach (var observed in Stream(seed))
        {
            evaluator.Observe(observed);
        }

        return evaluator.ToMetrics();
    }

    private static InMemoryShop ShopWithProducts()
    {
        var shop = new InMemoryShop();
        for (var product = 0; product < Products; product++)
        {
            shop.AddProduct($"p{product}", $"c{product % Categories}");
        }

        return shop;
    }

    // Every user keeps to one category; within it, low numbers are popular.
    private static IEnumerable<StreamEvent> Stream(int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < 6_000; number++)
        {
            var user = random.Next(300);
            var rank = (int)(Products / Categories * Math.Pow(random.NextDouble(), 2));
            var product = (rank * Categories) + (user % Categories);
            yield return new StreamEvent($"u{user}", $"p{product}", DateTimeOffset.UnixEpoch.AddMinutes(number * 10));
        }
    }
}
