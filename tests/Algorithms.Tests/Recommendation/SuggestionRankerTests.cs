using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class SuggestionRankerTests
{
    private static readonly RankerOptions Plain = new()
    {
        SimilarWeight = 0.5f,
        TrendingWeight = 1,
        CategoryBoost = 0,
        CategoryShareMax = 1,
        Normalisation = new NeighbourNormalisation(0, 0),
    };

    [Fact]
    public void Rank_TwoChannels_EachScaledToItsWeight()
    {
        var pool = new CandidatePool(Plain);
        pool.AddTrending([new("hit", 200), new("half", 100)]);
        pool.AddSimilar("bought", position: 0, [new("half", 3)]);

        var ranked = Rank(Plain, pool, ["hit", "half"]);

        Assert.Equal(["half", "hit"], ranked.Select(suggestion => suggestion.ProductId).Order());
        Assert.All(ranked, suggestion => Assert.Equal(1, suggestion.Score, 5));
        Assert.Equal("half", ranked[0].ProductId);
    }

    [Fact]
    public void Rank_SeveralRetrievers_TellsEachReasonWithItsSourceStrongestFirst()
    {
        var options = Plain with { FriendWeight = 2 };
        var pool = new CandidatePool(options);
        pool.AddSimilar("weak", position: 3, [new("p", 1)]);
        pool.AddSimilar("strong", position: 0, [new("p", 1)]);
        pool.AddFriend("ann", [new("p", 0.5f)]);
        pool.AddFriend("bob", [new("p", 0.9f)]);

        var reasons = Rank(options, pool, ["p"]).Single().Reasons;

        Assert.Equal([ReasonKind.Friend, ReasonKind.Similar], reasons.Select(reason => reason.Kind));
        Assert.Equal("bob", reasons[0].SourceUserId);
        Assert.Equal("strong", reasons[1].SourceProductId);
        Assert.Equal(2, reasons[0].Contribution, 5);
    }

    [Fact]
    public void Rank_SeenAndSoldOut_AreLeftOut()
    {
        var pool = new CandidatePool(Plain);
        pool.AddTrending([new("seen", 3), new("gone", 2), new("fine", 1)]);
        var context = new RankingContext(new CategoryAffinity(), IsExcluded: productId => productId == "seen");
        CandidateCard[] cards = [Card("seen"), Card("gone") with { IsAvailable = false }, Card("fine")];

        var ranked = new SuggestionRanker(Plain).Rank(pool, cards, context, 10);

        Assert.Equal("fine", Assert.Single(ranked).ProductId);
    }

    [Fact]
    public void Rank_CategoryOfInterest_ComesFirst()
    {
        var options = Plain with { CategoryBoost = 1 };
        var pool = new CandidatePool(options);
        pool.AddTrending([new("other", 10), new("liked", 9)]);
        var affinity = new CategoryAffinity();
        affinity.Record("books");
        CandidateCard[] cards = [Card("other", "toys"), Card("liked", "books")];

        var ranked = new SuggestionRanker(options).Rank(pool, cards, new RankingContext(affinity), 2);

        Assert.Equal(["liked", "other"], ranked.Select(suggestion => suggestion.ProductId));
        Assert.Equal(1.8f, ranked[0].Score, 5);
    }

    [Fact]
    public void Rank_OneCategoryOnTop_IsCappedAndFillsUpAtTheEnd()
    {
        var options = Plain with { CategoryShareMax = 0.5 };
        var pool = new CandidatePool(options);
        pool.AddTrending([new("a1", 9), new("a2", 8), new("a3", 7), new("b1", 1)]);
        CandidateCard[] cards = [Card("a1", "a"), Card("a2", "a"), Card("a3", "a"), Card("b1", "b")];

        var ranked = new SuggestionRanker(options).Rank(pool, cards, new RankingContext(new CategoryAffinity()), 4);

        Assert.Equal(["a1", "a2", "b1", "a3"], ranked.Select(suggestion => suggestion.ProductId));
    }

    [Fact]
    public void Rank_Embeddings_PreferTheTasteOfTheUser()
    {
        var options = Plain with { TasteWeight = 1 };
        var pool = new CandidatePool(options);
        pool.AddTrending([new("far", 1), new("near", 1)]);
        CandidateCard[] cards =
            [Card("far") with { Embedding = new float[] { 0, 1 } }, Card("near") with { Embedding = new float[] { 1, 0 } }];
        var context = new RankingContext(new CategoryAffinity(), new float[] { 1, 0 });

        var ranked = new SuggestionRanker(options).Rank(pool, cards, context, 2);

        Assert.Equal("near", ranked[0].ProductId);
        Assert.Contains(ranked[0].Reasons, reason => reason.Kind == ReasonKind.Taste);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Rank_TiesInAnyOrderOfArrival_AreOrderedById(int seed)
    {
        var ids = Enumerable.Range(0, 50).Select(number => $"p{number:D2}").ToArray();
        var shuffled = (string[])ids.Clone();
        new Random(seed).Shuffle(shuffled);
        var pool = new CandidatePool(Plain);
        pool.AddTrending([.. shuffled.Select(id => new Weighted<string>(id, 1))]);

        Assert.Equal(ids[..10], pool.Shortlist().Take(10));
        Assert.Equal(ids[..10], Rank(Plain, pool, shuffled, 10).Select(suggestion => suggestion.ProductId));
    }

    [Fact]
    public void Shortlist_ManyCandidates_IsBoundedBestFirstWithoutExcluded()
    {
        var options = Plain with { ShortlistMax = 3 };
        var pool = new CandidatePool(options);
        pool.AddTrending([.. Enumerable.Range(1, 500).Select(number => new Weighted<string>($"p{number}", number))]);

        Assert.Equal(["p499", "p498", "p497"], pool.Shortlist(productId => productId == "p500"));
    }

    [Fact]
    public void Clear_AfterARequest_LeavesNothingBehind()
    {
        var pool = new CandidatePool(Plain);
        pool.AddSimilar("source", 0, [new("a", 5)]);
        pool.Clear();
        pool.AddTrending([new("a", 1)]);

        var reason = Rank(Plain, pool, ["a"]).Single().Reasons.Single();

        Assert.Equal(ReasonKind.Trending, reason.Kind);
        Assert.Null(reason.SourceProductId);
    }

    [Fact]
    public void AddTrending_ProductOnTwoLists_CountsOnce()
    {
        var pool = new CandidatePool(Plain);
        pool.AddTrending([new("both", 4), new("one", 5)]);
        pool.AddTrending([new("both", 4)]);

        Assert.Equal(["one", "both"], pool.Shortlist());
    }

    [Fact]
    public void Add_UnknownKind_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CandidatePool().Add(Retriever.Unknown, [new("a", 1)]));
    }

    [Fact]
    public void Affinity_RecentCategory_HasTheLargerShareAndSharesSumToOne()
    {
        var affinity = new CategoryAffinity();
        affinity.Record("old");
        affinity.Record("new");

        Assert.True(affinity.ShareOf("new") > affinity.ShareOf("old"));
        Assert.Equal(1, affinity.ShareOf("new") + affinity.ShareOf("old"), 5);
        Assert.Equal(0, affinity.ShareOf("none"));
        Assert.Equal(["new", "old"], affinity.Top(3).Select(entry => entry.Key));
        Assert.Equal(affinity.ShareOf("new"), new CategoryAffinity(affinity.Export()).ShareOf("new"));
    }

    private static CandidateCard Card(string productId, string category = "") => new(productId, category, Degree: 1);

    private static IReadOnlyList<RankedSuggestion> Rank(
        RankerOptions options, CandidatePool pool, IEnumerable<string> productIds, int limit = 10) =>
        new SuggestionRanker(options).Rank(
            pool, productIds.Select(id => Card(id)), new RankingContext(new CategoryAffinity()), limit);
}
