using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class UserFeedbackTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Show_WithinAMinute_CountsOnce()
    {
        var memory = new ImpressionMemory();

        Assert.True(memory.Show("p", Now, Retriever.Similar, isTrial: false));
        Assert.False(memory.Show("p", Now.AddSeconds(59), Retriever.Similar, isTrial: false));
        Assert.True(memory.Show("p", Now.AddSeconds(60), Retriever.Friend, isTrial: true));

        Assert.Equal(new ShownProduct(2, Now.AddMinutes(1), Retriever.Friend, IsTrial: true), memory.Find("p"));
    }

    [Fact]
    public void Take_AnAction_StartsAnew()
    {
        var memory = new ImpressionMemory();
        memory.Show("p", Now, Retriever.Similar, isTrial: false);

        Assert.Equal(1, memory.Take("p")!.Value.Count);
        Assert.Null(memory.Take("p"));
        Assert.Null(memory.Find("p"));
    }

    [Fact]
    public void Show_MoreThanItHolds_ForgetsTheLeastRecent()
    {
        var memory = new ImpressionMemory();
        for (var number = 0; number < ImpressionMemory.Capacity; number++)
        {
            memory.Show($"p{number}", Now.AddMinutes(number), Retriever.Similar, isTrial: false);
        }

        memory.Show("p0", Now.AddHours(2), Retriever.Similar, isTrial: false);
        memory.Show("one more", Now.AddHours(2), Retriever.Similar, isTrial: false);

        Assert.Equal(ImpressionMemory.Capacity, memory.Count);
        Assert.Equal(2, memory.Find("p0")!.Value.Count);
        Assert.Null(memory.Find("p1"));
    }

    [Fact]
    public void ImpressionMemory_RoundTrip_IsTheSame()
    {
        var memory = new ImpressionMemory();
        memory.Show("a", Now, Retriever.Users, isTrial: true);
        memory.Show("b", Now.AddMinutes(3), Retriever.Room, isTrial: false);

        var read = new ImpressionMemory(memory.Export());

        Assert.Equal((memory.Find("a"), memory.Find("b"), 2), (read.Find("a"), read.Find("b"), read.Count));
    }

    [Fact]
    public void Dismiss_ThenInterestInTheCategory_KeepsTheProductAwayButNotItsCategory()
    {
        var dismissals = new Dismissals();
        dismissals.Dismiss("p", "toys", Now);
        dismissals.Dismiss("q", "books", Now);

        dismissals.Engage("other", "toys");

        Assert.True(dismissals.Contains("p"));
        Assert.Equal([("q", "books"), ("p", null)], dismissals.Recent.Select(entry => (entry.ProductId, entry.Category)));
    }

    [Fact]
    public void Engage_WithTheDismissedItself_TakesItBack()
    {
        var dismissals = new Dismissals();
        dismissals.Dismiss("p", "toys", Now);

        dismissals.Engage("p", "toys");

        Assert.False(dismissals.Contains("p"));
        Assert.Empty(dismissals.Recent);
    }

    [Fact]
    public void Dismissals_ManyAndRoundTrip_StayBoundedAndTheSame()
    {
        var dismissals = new Dismissals();
        for (var number = 0; number < 2 * Dismissals.DismissedMax; number++)
        {
            dismissals.Dismiss($"p{number}", "toys", Now);
        }

        var read = new Dismissals(dismissals.Export());

        Assert.Equal(dismissals.Recent, read.Recent);
        Assert.Equal(Dismissals.RecentMax, read.Recent.Count);
        Assert.All(Enumerable.Range(0, 2 * Dismissals.DismissedMax), number =>
            Assert.Equal(number >= Dismissals.DismissedMax, read.Contains($"p{number}")));
    }
}
