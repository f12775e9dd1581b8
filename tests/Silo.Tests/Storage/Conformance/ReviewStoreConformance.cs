using Orleans.Storage;
using SocialCommerce.Algorithms.Ratings;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Products.Reviews;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What reviews rely on, whatever keeps them.</summary>
public abstract class ReviewStoreConformance
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    protected abstract IReviewStore Store { get; }

    /// <summary>Opens the same store anew, as the next process does.</summary>
    protected abstract Task ReopenAsync();

    [StoreFact]
    public async Task Write_AReview_IsFoundByItsIdAndItsBuyerAfterReopening()
    {
        var row = Row(1) with { Helpful = 3, Unhelpful = 1, Belief = 654_321 };
        await AddAsync(row);
        await AddAsync(Row(2, productId: "p-2"));
        await ReopenAsync();

        var found = Assert.Single(await Store.FindAsync("p-1", ["rv-1", "rv-2", "rv-9"], ["u-1", "u-7"], default));

        Assert.Equal(row with { Body = found.Body, Position = found.Position }, found);
        Assert.Equal((row.Body.AuthorName, row.Body.OrderId, row.Body.CreatedAt), (found.Body.AuthorName, found.Body.OrderId, found.Body.CreatedAt));
        Assert.Equal(row.Body.Content.ImageUrls.AsEnumerable(), found.Body.Content.ImageUrls);
        Assert.Equal("rv-1", Assert.Single(await Store.FindAsync("p-1", [], ["u-1"], default)).ReviewId);
        Assert.Empty(await Store.FindAsync("p-1", [], [], default));
        Assert.Empty(await Store.FindAsync("p-2", ["rv-1"], ["u-1"], default));
    }

    [StoreFact]
    public async Task Write_NotAtTheKnownVersion_IsRefusedAndChangesNothing()
    {
        await AddAsync(Row(1));
        var changed = Row(1) with { Rating = 1, Version = 3 };

        await Assert.ThrowsAsync<InconsistentStateException>(() => Store.WriteAsync(
            Changes([new ReviewSave(Row(2), 0), new ReviewSave(changed, 2)], [new ReviewVote(new ReviewVoter("rv-1", "u-5"), true)]), default));

        Assert.Equal(1, Assert.Single(await Store.ListNewestAsync("p-1", false, null, long.MaxValue, 10, default)).Version);
        Assert.Empty(await Store.FindVotesAsync([new ReviewVoter("rv-1", "u-5")], default));
        await Store.WriteAsync(Changes([new ReviewSave(changed with { Version = 2 }, 1)], []), default);
        Assert.Equal(1, Assert.Single(await Store.FindAsync("p-1", ["rv-1"], [], default)).Rating);
    }

    [StoreTheory]
    [InlineData("rv-1", "u-9")]
    [InlineData("rv-9", "u-1")]
    public async Task Write_ASecondReviewOfTheIdOrTheBuyer_IsRefused(string reviewId, string buyerId)
    {
        await AddAsync(Row(1));

        await Assert.ThrowsAsync<InconsistentStateException>(() => AddAsync(Row(1) with { ReviewId = reviewId, BuyerId = buyerId }));

        await AddAsync(Row(3));
        Assert.Equal(2, (await Store.SumAsync("p-1", default)).Count);
    }

    [StoreFact]
    public async Task Votes_AreOneEachAndCanBeTakenBack()
    {
        await AddAsync(Row(1));
        await Store.WriteAsync(Changes([], [Vote(1, true), Vote(2, true), Vote(3, false)]), default);
        await Store.WriteAsync(Changes([], [Vote(1, false), Vote(2, null), Vote(9, null)]), default);
        await ReopenAsync();

        var votes = await Store.FindVotesAsync([.. Enumerable.Range(1, 9).Select(number => Voter(number))], default);

        Assert.Equal([(Voter(1), false), (Voter(3), false)], votes.OrderBy(vote => vote.Voter.UserId).Select(vote => (vote.Voter, vote.IsHelpful!.Value)));
    }

    [StoreFact]
    public async Task FindMiscounted_NamesTheReviewsWhoseVotesSayOtherwise()
    {
        await AddAsync(Row(1) with { Helpful = 1, Unhelpful = 1 });
        await AddAsync(Row(2));
        await Store.WriteAsync(Changes([], [Vote(1, true), Vote(2, false)]), default);
        Assert.Empty(await Store.FindMiscountedAsync("p-1", default));

        await Store.WriteAsync(Changes([], [Vote(2, null)]), default);

        Assert.Equal(["rv-1"], await Store.FindMiscountedAsync("p-1", default));
        Assert.Empty(await Store.FindMiscountedAsync("p-2", default));
    }

    [StoreFact]
    public async Task Newest_PageByPage_ShowsEachOnceWhileOthersAreAdded()
    {
        foreach (var number in Enumerable.Range(1, 7))
        {
            await AddAsync(Row(number) with { IsHidden = number == 4, Rating = number == 5 ? 1 : 4 });
        }

        var first = await Store.ListNewestAsync("p-1", false, null, long.MaxValue, 3, default);
        await AddAsync(Row(8));
        var second = await Store.ListNewestAsync("p-1", false, null, first[^1].Position, 10, default);

        Assert.Equal(["rv-7", "rv-6", "rv-5"], first.Select(row => row.ReviewId));
        Assert.Equal(["rv-3", "rv-2", "rv-1"], second.Select(row => row.ReviewId));
        Assert.Equal(["rv-4"], (await Store.ListNewestAsync("p-1", true, null, long.MaxValue, 3, default)).Select(row => row.ReviewId));
        Assert.Equal(["rv-5"], (await Store.ListNewestAsync("p-1", false, 1, long.MaxValue, 3, default)).Select(row => row.ReviewId));
        Assert.Empty(await Store.ListNewestAsync("p-1", false, 1, first[^1].Position, 3, default));
    }

    [StoreFact]
    public async Task Helpful_IsByTheLowerBoundAndThenByFewerAgainstAndThenNewest()
    {
        await AddAsync(Row(1) with { Helpful = 1 });
        await AddAsync(Row(2) with { Helpful = 90, Unhelpful = 10 });
        await AddAsync(Row(3) with { Unhelpful = 5 });
        await AddAsync(Row(4));
        await AddAsync(Row(5));
        await AddAsync(Row(6) with { Helpful = 99, IsHidden = true });

        var first = await Store.ListHelpfulAsync("p-1", false, ReviewPlace.Start, 3, default);
        var second = await Store.ListHelpfulAsync("p-1", false, new ReviewPlace(first[^1].HelpfulRank, first[^1].Position), 3, default);

        Assert.Equal(["rv-2", "rv-1", "rv-5"], first.Select(row => row.ReviewId));
        Assert.Equal(["rv-4", "rv-3"], second.Select(row => row.ReviewId));
    }

    [StoreFact]
    public async Task Revisions_AreKeptInOrder()
    {
        var row = Row(1);
        await AddAsync(row);
        var edited = row.Body.Content with { Rating = 2, Text = "It broke 碎了." };
        await Store.WriteAsync(
            new ReviewChanges([], [("rv-1", new ReviewRevision(2, edited, Now.AddDays(1)))], []), default);
        await ReopenAsync();

        var revisions = await Store.ListRevisionsAsync("rv-1", default);

        Assert.Equal([(1, 4, Now), (2, 2, Now.AddDays(1))], revisions.Select(revision => (revision.Number, revision.Content.Rating, revision.At)));
        Assert.Equal("It broke 碎了.", revisions[1].Content.Text);
        Assert.Empty(await Store.ListRevisionsAsync("rv-2", default));
    }

    [StoreFact]
    public async Task Untold_AreListedUntilTheyAreTold()
    {
        await AddAsync(Row(1));
        await AddAsync(Row(2) with { IsHidden = true });
        Assert.Equal(["rv-1", "rv-2"], (await Store.ListUntoldAsync("p-1", 10, default)).Select(row => row.ReviewId));

        await Store.WriteAsync(Changes([new ReviewSave(Row(1) with { IsTold = true, Version = 2 }, 1)], []), default);

        Assert.Equal(["rv-2"], (await Store.ListUntoldAsync("p-1", 10, default)).Select(row => row.ReviewId));
    }

    [StoreFact]
    public async Task Sum_OfRandomRatings_IsTheirRecount()
    {
        var random = new Random(3);
        var expected = RatingTotals.None;
        var all = RatingTotals.None;
        for (var number = 1; number <= 60; number++)
        {
            var row = Row(number, $"p-{random.Next(1, 3)}") with
            {
                Rating = random.Next(1, 6),
                Belief = random.Next(RatingBelief.Whole + 1),
                IsHidden = random.Next(4) == 0,
            };
            await AddAsync(row);
            all = row.IsHidden ? all : all.Add(row.Rating, row.Belief);
            expected = row.IsHidden || row.ProductId != "p-1" ? expected : expected.Add(row.Rating, row.Belief);
        }

        Assert.Equal(expected, await Store.SumAsync("p-1", default));
        Assert.Equal(all, await Store.SumAsync(null, default));
        Assert.Equal(RatingTotals.None, await Store.SumAsync("p-9", default));
        Assert.Equal(all, await Store.SumOfAsync(["p-1", "p-2", "p-9"], default));
        Assert.Equal(expected, await Store.SumOfAsync(["p-9", "p-1"], default));
        Assert.Equal(RatingTotals.None, await Store.SumOfAsync([], default));
    }

    private Task AddAsync(ReviewRow row) => Store.WriteAsync(
        new ReviewChanges([new ReviewSave(row, 0)], [(row.ReviewId, new ReviewRevision(1, row.Body.Content, row.Body.CreatedAt))], []), default);

    private static ReviewChanges Changes(ReviewSave[] rows, ReviewVote[] votes) => new(rows, [], votes);

    private static ReviewVoter Voter(int number) => new("rv-1", $"v-{number}");

    private static ReviewVote Vote(int number, bool? isHelpful) => new(Voter(number), isHelpful);

    private static ReviewRow Row(int number, string productId = "p-1") => new(
        $"rv-{number}", productId, $"u-{number}", 4, 500_000, 0, 0, IsHidden: false, IsTold: false, Version: 1,
        new ReviewBody("Ann 安", $"o-{number}", "l-1", new ReviewContent(4, "Good", "Pours well.", ["/p/1.png"]), Now));
}
