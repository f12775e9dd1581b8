using System.Collections.Immutable;
using SocialCommerce.Algorithms.Ratings;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Products.Reviews;
using static SocialCommerce.Grains.Tests.Hosting.Shop;
using static SocialCommerce.Grains.Tests.Products.Reviews.ReviewSamples;

namespace SocialCommerce.Grains.Tests.Products.Reviews;

public sealed class ReviewRulesTests
{
    private static readonly DeliveredLine Line = new("o-1", "l-1");

    [Fact]
    public void Add_OfADeliveredLine_IsTakenAsItIs()
    {
        var (row, outcome) = Add(known: null, ReviewSamples.Add(1, rating: 2));

        Assert.Equal(ReviewOutcome.Done, outcome);
        Assert.Equal(("rv-1", "u-1", 2, 700_000, 1L), (row!.ReviewId, row.BuyerId, row.Rating, row.Belief, row.Version));
        Assert.Equal(("o-1", "l-1", Now, 0), (row.Body.OrderId, row.Body.LineId, row.Body.CreatedAt, row.Body.Edits));
        Assert.False(row.IsHidden || row.IsTold);
    }

    [Fact]
    public void Add_Again_IsTheSameReviewForTheSameIdAndRefusedForAnother()
    {
        var row = Row();

        Assert.Equal((row, ReviewOutcome.Done), Add(row, ReviewSamples.Add(1)));
        Assert.Equal((row, ReviewOutcome.Done), Add(row, ReviewSamples.Add(1), line: null));
        Assert.Equal((row, ReviewOutcome.AlreadyReviewed), Add(row, ReviewSamples.Add(1) with { ReviewId = "rv-9", OrderId = "o-9" }));
        Assert.Equal((row, ReviewOutcome.AlreadyReviewed), Add(row, ReviewSamples.Add(1) with { UserId = "u-9" }));
    }

    [Fact]
    public void Add_WithoutADeliveryOrByTheSeller_IsRefused()
    {
        Assert.Equal((null, ReviewOutcome.NotDelivered), Add(null, ReviewSamples.Add(1), line: null));
        Assert.Equal((null, ReviewOutcome.OwnProduct), Add(null, ReviewSamples.Add(1) with { UserId = "seller" }));
    }

    public static TheoryData<ReviewContent, string> Wrong() => new()
    {
        { Content(0), "rating" },
        { Content(6), "rating" },
        { Content() with { Title = new string('a', ReviewLimits.TitleMax + 1) }, "title" },
        { Content(text: new string('a', ReviewLimits.TextMax + 1)), "text" },
        { Content(text: "a\u0007b"), "text" },
        { Content() with { ImageUrls = [.. Enumerable.Repeat("/p/1.png", 6)] }, "imageUrls" },
        { Content() with { ImageUrls = ["http://a.example/1.png"] }, "imageUrls" },
        { Content() with { ImageUrls = ["//a.example/1.png"] }, "imageUrls" },
        { Content() with { ImageUrls = ["javascript:alert(1)"] }, "imageUrls" },
        { Content() with { ImageUrls = [""] }, "imageUrls" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void AddAndEdit_OfWhatCannotBe_AreInvalidAndNameTheField(ReviewContent content, string field)
    {
        Assert.Equal(field, Assert.Single(ReviewLimits.Check(content)).Field);
        Assert.Equal(ReviewOutcome.Invalid, Add(null, ReviewSamples.Add(1) with { Content = content }).Outcome);
        Assert.Equal(ReviewOutcome.Invalid, Edit(Row(), content).Outcome);
    }

    [Fact]
    public void Check_OfStarsAlone_IsFine() => Assert.Empty(ReviewLimits.Check(new ReviewContent(5, "", "", [])));

    [Fact]
    public void Edit_ChangesWordsStarsAndBelief_AndCounts()
    {
        var (next, outcome) = Edit(Row() with { Helpful = 7, IsTold = true }, Content(1, "It broke."));

        Assert.Equal(ReviewOutcome.Done, outcome);
        Assert.Equal((1, 700_000, 2L, 7L, true), (next!.Rating, next.Belief, next.Version, next.Helpful, next.IsTold));
        Assert.Equal(("It broke.", 1, Now.AddDays(1), Now), (next.Body.Content.Text, next.Body.Edits, next.Body.EditedAt, next.Body.CreatedAt));
    }

    [Fact]
    public void Edit_OfAPart_LeavesTheRestAsItIs()
    {
        var (next, _) = ReviewRules.Edit(Row(), new EditReview("rv-1", "u-1", "Ann", Title: ""), 700_000, Now);

        Assert.Equal((4, string.Empty, "Pours well."), (next!.Rating, next.Body.Content.Title, next.Body.Content.Text));
        Assert.Equal(["/p/1.png"], next.Body.Content.ImageUrls.AsEnumerable());
    }

    [Fact]
    public void Edit_ToTheSame_ChangesNothing()
    {
        var row = Row();

        Assert.Same(row, Edit(row, Content() with { ImageUrls = [.. Content().ImageUrls] }).Next);
    }

    [Fact]
    public void Edit_BySomebodyElseOrOfNothingOrTooOften_IsRefused()
    {
        Assert.Equal(ReviewOutcome.NotFound, Edit(null, Content(1)).Outcome);
        Assert.Equal(ReviewOutcome.NotAuthor, Edit(Row(2), Content(1)).Outcome);
        var row = Row();
        for (var edit = 1; edit <= ReviewLimits.EditsMax; edit++)
        {
            row = Edit(row, Content(1 + (edit % 5))).Next!;
        }

        Assert.Equal((row, ReviewOutcome.TooManyEdits), Edit(row, Content(3, "Once more.")));
    }

    [Theory]
    [InlineData(null, true, 11, 5)]
    [InlineData(null, false, 10, 6)]
    [InlineData(true, false, 9, 6)]
    [InlineData(false, true, 11, 4)]
    [InlineData(true, null, 9, 5)]
    [InlineData(false, null, 10, 4)]
    public void Vote_New_Changed_OrTakenBack_CountsOnce(bool? known, bool? vote, int helpful, int unhelpful)
    {
        var (next, outcome) = Vote(Row() with { Helpful = 10, Unhelpful = 5 }, known, vote);

        Assert.Equal(ReviewOutcome.Done, outcome);
        Assert.Equal((helpful, unhelpful, 2L), (next!.Helpful, next.Unhelpful, next.Version));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public void Vote_Again_ChangesNothing(bool? vote)
    {
        var row = Row();

        Assert.Same(row, Vote(row, vote, vote).Next);
    }

    [Fact]
    public void Vote_OnOnesOwnOrOnesProductOrWhatIsNotThere_IsRefused()
    {
        Assert.Equal(ReviewOutcome.OwnReview, Vote(Row(), null, true, userId: "u-1").Outcome);
        Assert.Equal(ReviewOutcome.OwnReview, Vote(Row(), null, false, userId: "seller").Outcome);
        Assert.Equal(ReviewOutcome.NotFound, Vote(null, null, true).Outcome);
        Assert.Equal(ReviewOutcome.NotFound, Vote(Row() with { IsHidden = true }, null, true).Outcome);
    }

    [Fact]
    public void Reply_ByTheSeller_IsKeptAndEdited()
    {
        var first = ReviewRules.Reply(Row(), new ReplyToReview("rv-1", "seller", "Thank you."), "seller", Now).Next!;
        var second = ReviewRules.Reply(first, new ReplyToReview("rv-1", "seller", "Thanks!"), "seller", Now.AddDays(1)).Next!;

        Assert.Equal(new ReviewReply("Thank you.", Now), first.Body.Reply);
        Assert.Equal(new ReviewReply("Thanks!", Now, Now.AddDays(1)), second.Body.Reply);
        Assert.Same(second, ReviewRules.Reply(second, new ReplyToReview("rv-1", "seller", "Thanks!"), "seller", Now.AddDays(2)).Next);
    }

    [Fact]
    public void Reply_ByOthersOrEmptyOrToNothing_IsRefused()
    {
        Assert.Equal(ReviewOutcome.NotSeller, ReviewRules.Reply(Row(), new ReplyToReview("rv-1", "u-1", "Hm."), "seller", Now).Outcome);
        Assert.Equal(ReviewOutcome.Invalid, ReviewRules.Reply(Row(), new ReplyToReview("rv-1", "seller", " "), "seller", Now).Outcome);
        Assert.Equal(ReviewOutcome.NotFound, ReviewRules.Reply(null, new ReplyToReview("rv-1", "seller", "Hm."), "seller", Now).Outcome);
        Assert.Equal(
            ReviewOutcome.NotFound,
            ReviewRules.Reply(Row() with { IsHidden = true }, new ReplyToReview("rv-1", "seller", "Hm."), "seller", Now).Outcome);
    }

    [Fact]
    public void SetHidden_TakesTheReviewOutOfTheTotalsAndBack()
    {
        var row = Row();
        var shown = ReviewRules.Count(RatingTotals.None, null, row);

        var hidden = ReviewRules.SetHidden(row, new HideReview("rv-1", "op", true, "Spam.")).Next!;
        var without = ReviewRules.Count(shown, row, hidden);
        var back = ReviewRules.SetHidden(hidden, new HideReview("rv-1", "op", false, "A mistake.")).Next!;

        Assert.Equal(RatingTotals.None, without);
        Assert.Equal(shown, ReviewRules.Count(without, hidden, back));
        Assert.Same(back, ReviewRules.SetHidden(back, new HideReview("rv-1", "op", false, "A mistake.")).Next);
        Assert.Equal(ReviewOutcome.Invalid, ReviewRules.SetHidden(row, new HideReview("rv-1", "op", true, "")).Outcome);
    }

    [Fact]
    public void Describe_SaysNothingOfTheAuthorButTheName()
    {
        var shown = ReviewRules.Describe(Row(), "u-2", ownVote: true);

        Assert.DoesNotContain("u-1", shown.ToString().Replace(shown.AuthorName, string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal((false, true), (shown.IsOwn, shown.OwnVote));
        Assert.True(ReviewRules.Describe(Row(), "u-1", null).IsOwn);
    }

    /// <summary>Anything done to any reviews, in any order and any grouping: the totals are what counting the rows gives.</summary>
    [Fact]
    public void Totals_AfterAnyChanges_AreARecount()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var rows = new Dictionary<string, ReviewRow>();
            var votes = new Dictionary<ReviewVoter, bool?>();
            var totals = RatingTotals.None;
            for (var commit = 0; commit < 12; commit++)
            {
                var desk = new ReviewDesk([.. rows.Values], [.. votes.Select(vote => new ReviewVote(vote.Key, vote.Value))]);
                for (var step = random.Next(6); step >= 0; step--)
                {
                    Act(random, desk);
                }

                totals = desk.Count(totals);
                desk.Changes.Rows.ToList().ForEach(save => Keep(rows, save));
                desk.Changes.Votes.ToList().ForEach(vote => votes[vote.Voter] = vote.IsHelpful);
            }

            Assert.Equal(
                rows.Values.Where(row => !row.IsHidden).Aggregate(RatingTotals.None, (sum, row) => sum.Add(row.Rating, row.Belief)), totals);
            Assert.All(rows.Values, row => Assert.Equal(
                (votes.Count(vote => vote.Key.ReviewId == row.ReviewId && vote.Value == true),
                    votes.Count(vote => vote.Key.ReviewId == row.ReviewId && vote.Value == false)),
                ((int)row.Helpful, (int)row.Unhelpful)));
        }
    }

    private static void Keep(Dictionary<string, ReviewRow> rows, ReviewSave save)
    {
        Assert.Equal(rows.GetValueOrDefault(save.Row.ReviewId)?.Version ?? 0, save.Known);
        Assert.True(save.Row.Version > save.Known);
        rows[save.Row.ReviewId] = save.Row;
    }

    private static void Act(Random random, ReviewDesk desk)
    {
        var number = random.Next(1, 5);
        var id = $"rv-{number}";
        var voter = new ReviewVoter(id, $"u-{random.Next(1, 7)}");
        bool? vote = random.Next(3) switch { 0 => true, 1 => false, _ => null };
        var decided = random.Next(5) switch
        {
            0 => Add(desk.FindOf($"u-{number}"), ReviewSamples.Add(number, random.Next(1, 6)), belief: random.Next(RatingBelief.Whole)),
            1 => ReviewRules.Edit(
                desk.Find(id), ReviewSamples.Edit(Content(random.Next(1, 6)), number), random.Next(RatingBelief.Whole), Now),
            2 => ReviewRules.SetHidden(desk.Find(id), new HideReview(id, "op", random.Next(2) == 0, "Why.")),
            _ => ReviewRules.Vote(desk.Find(id), desk.VoteOf(id, voter.UserId), new CastReviewVote(id, voter.UserId, vote), "seller"),
        };
        if (decided is { Outcome: ReviewOutcome.Done, Next: { } next } && !ReferenceEquals(next, desk.Find(id)))
        {
            if (next.Helpful != (desk.Find(id)?.Helpful ?? 0) || next.Unhelpful != (desk.Find(id)?.Unhelpful ?? 0))
            {
                desk.Put(new ReviewVote(voter, vote));
            }

            desk.Put(next);
        }
    }

    private static (ReviewRow? Next, ReviewOutcome Outcome) Add(ReviewRow? known, AddReview command, int belief = 700_000) =>
        Add(known, command, Line, belief);

    private static (ReviewRow? Next, ReviewOutcome Outcome) Add(
        ReviewRow? known, AddReview command, DeliveredLine? line, int belief = 700_000) =>
        ReviewRules.Add("p-1", known, command, "seller", line, belief, Now);

    private static (ReviewRow? Next, ReviewOutcome Outcome) Edit(ReviewRow? row, ReviewContent content) =>
        ReviewRules.Edit(row, ReviewSamples.Edit(content), 700_000, Now.AddDays(1));

    private static (ReviewRow? Next, ReviewOutcome Outcome) Vote(ReviewRow? row, bool? known, bool? vote, string userId = "u-5") =>
        ReviewRules.Vote(row, known, new CastReviewVote("rv-1", userId, vote), "seller");
}
