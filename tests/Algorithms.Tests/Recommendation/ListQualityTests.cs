using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class ListQualityTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly RankerOptions TrendingOnly = new()
    {
        TrendingWeight = 1,
        TasteWeight = 0,
        CategoryBoost = 0,
        CategoryShareMax = 1,
        Normalisation = new NeighbourNormalisation(0, 0),
    };

    [Fact]
    public void Rank_OneSellerOnTop_TakesTwoOfAnyTen()
    {
        var cards = Enumerable.Range(0, 60).Select(number => Card($"p{number:00}", seller: number < 20 ? "big" : $"s{number % 10}")).ToList();

        var sellers = Rank(ListOptions.Plain with { SellerMax = 2 }, cards, 20).Select(id => cards.Single(card => card.ProductId == id).SellerId).ToList();

        Assert.Equal(20, sellers.Count);
        for (var start = 0; start + 10 <= sellers.Count; start++)
        {
            Assert.True(sellers.Skip(start).Take(10).CountBy(seller => seller).Max(count => count.Value) <= 2);
        }
    }

    [Fact]
    public void Rank_NothingButOneSeller_FillsTheListByScore()
    {
        var cards = Enumerable.Range(0, 8).Select(number => Card($"p{number}", seller: "only")).ToList();

        Assert.Equal(cards.Select(card => card.ProductId), Rank(ListOptions.Plain with { SellerMax = 2 }, cards, 10));
    }

    [Fact]
    public void Rank_Diversity_BringsUpWhatIsDifferent()
    {
        CandidateCard[] cards =
        [
            Card("a1", embedding: [1, 0]), Card("a2", embedding: [1, 0]), Card("a3", embedding: [1, 0]), Card("b", embedding: [0, 1]),
        ];

        Assert.Equal(["a1", "a2", "a3", "b"], Rank(ListOptions.Plain, cards, 4));
        Assert.Equal(["a1", "b", "a2", "a3"], Rank(ListOptions.Plain with { Diversity = 0.5f }, cards, 4));
    }

    [Fact]
    public void Rank_Diversity_SeesCategoriesWithoutEmbeddings()
    {
        CandidateCard[] cards = [Card("a1", "toys"), Card("a2", "toys"), Card("b", "books")];

        Assert.Equal(["a1", "b", "a2"], Rank(ListOptions.Plain with { Diversity = 0.8f }, cards, 3));
    }

    [Theory]
    [InlineData("category")]
    [InlineData("neighbour")]
    [InlineData("content")]
    public void Rank_LikeSomethingDismissed_LosesAtLeastHalfOfItsScore(string alike)
    {
        var card = alike switch
        {
            "category" => Card("p", "toys"),
            "content" => Card("p", "books", embedding: [0.8f, 0.6f]),
            _ => Card("p", "books"),
        };
        var dismissed = new DismissedProduct("gone", "toys", new float[] { 1, 0 }, new Dictionary<string, float> { ["p"] = alike == "neighbour" ? 0.1f : 0 }
            .Where(entry => entry.Value > 0).ToDictionary());
        var context = new RankingContext(new CategoryAffinity());

        var before = Suggest(ListOptions.Default, [card, Card("other", "garden")], context, 2);
        var after = Suggest(ListOptions.Default, [card, Card("other", "garden")], context with { Dismissed = [dismissed] }, 2);

        Assert.True(ScoreOf(after, "p") <= ScoreOf(before, "p") / 2);
        Assert.Equal(ScoreOf(before, "other"), ScoreOf(after, "other"));
        Assert.Equal("other", after[0].ProductId);
    }

    [Fact]
    public void Rank_ShownOftenWithoutAction_IsPushedDownUntilADayHasPassed()
    {
        CandidateCard[] cards = [Card("a"), Card("b")];
        var options = ListOptions.Plain with { FatigueAfter = 5, FatigueFactor = 0.5f };
        var context = new RankingContext(new CategoryAffinity())
        {
            Now = Now,
            ShownOf = id => id == "a" ? new ShownProduct(5, Now.AddMinutes(-5), Retriever.Trending, IsTrial: false) : null,
        };

        Assert.Equal(["b", "a"], Suggest(options, cards, context, 2).Select(entry => entry.ProductId));
        Assert.Equal(["a", "b"], Suggest(options with { FatigueAfter = 6 }, cards, context, 2).Select(entry => entry.ProductId));
        Assert.Equal(["a", "b"], Suggest(options, cards, context with { Now = Now.AddDays(1) }, 2).Select(entry => entry.ProductId));
    }

    [Fact]
    public void Rank_Trials_StandBelowTheTopAndSayThatTheyAreNew()
    {
        var cards = Enumerable.Range(0, 30).Select(number => Card($"p{number:00}")).Append(Card("new")).ToList();
        var context = new RankingContext(new CategoryAffinity()) { Trials = [new("unknown", 1), new("new", 0.5f)], TrialSlots = 2 };

        var list = Suggest(ListOptions.Default with { Diversity = 0 }, cards, context, 10);

        Assert.Equal(10, list.Count);
        Assert.Equal("new", list[3].ProductId);
        Assert.True(list[3].IsTrial);
        Assert.Contains(list[3].Reasons, reason => reason.Kind == ReasonKind.Explore);
        Assert.DoesNotContain(list.Where(entry => entry.ProductId != "new"), entry => entry.IsTrial);
    }

    [Fact]
    public void Rank_Features_AreRelativeToTheBest()
    {
        var list = Suggest(ListOptions.Plain, [Card("p0"), Card("p1")], new RankingContext(new CategoryAffinity()), 2);

        Assert.Equal(CandidateFeatures.Count, list[0].Features.Length);
        Assert.Equal(1, list[0].Features.Span[CandidateFeatures.Blend]);
        Assert.Equal(1, list[0].Features.Span[(int)Retriever.Trending]);
        Assert.Equal(list[1].Score / list[0].Score, list[1].Features.Span[CandidateFeatures.Blend], 5);
    }

    [Fact]
    public void Rank_TrainedRanker_DecidesUnlessSwitchedOff()
    {
        CandidateCard[] cards = [Card("a"), Card("b")];
        var context = new RankingContext(new CategoryAffinity()) { Scorer = new Reversed() };

        Assert.Equal(["b", "a"], Suggest(ListOptions.Plain, cards, context, 2).Select(entry => entry.ProductId));
        var off = new RecommenderSettings { Ranking = TrendingOnly, List = ListOptions.Plain, UsesTrainedRanker = false };
        Assert.Equal(["a", "b"], new SuggestionRanker(off).Rank(Pool(cards), cards, context, 2).Select(entry => entry.ProductId));
    }

    private static double ScoreOf(IReadOnlyList<RankedSuggestion> list, string productId) =>
        list.Single(entry => entry.ProductId == productId).Score;

    private static IEnumerable<string> Rank(ListOptions options, IReadOnlyList<CandidateCard> cards, int limit) =>
        Suggest(options, cards, new RankingContext(new CategoryAffinity()), limit).Select(entry => entry.ProductId);

    private static IReadOnlyList<RankedSuggestion> Suggest(
        ListOptions options, IReadOnlyList<CandidateCard> cards, RankingContext context, int limit)
    {
        var settings = new RecommenderSettings { Ranking = TrendingOnly, List = options };
        return new SuggestionRanker(settings).Rank(Pool(cards), cards, context, limit);
    }

    // The order of the cards is the order of their scores, each a little below the one before.
    private static CandidatePool Pool(IReadOnlyList<CandidateCard> cards)
    {
        var pool = new CandidatePool(TrendingOnly);
        pool.AddTrending([.. cards.Select((card, index) => new Weighted<string>(card.ProductId, 1 - (index * 0.01f)))]);
        return pool;
    }

    private static CandidateCard Card(string id, string category = "", string seller = "", float[]? embedding = null) =>
        new(id, category, Degree: 1, IsAvailable: true, embedding, seller);

    private sealed class Reversed : ICandidateScorer
    {
        public string Version => "reversed";

        public void Score(ReadOnlySpan<float> features, Span<float> scores)
        {
            for (var slot = 0; slot < scores.Length; slot++)
            {
                scores[slot] = 1 - (features[(slot * CandidateFeatures.Count) + CandidateFeatures.Blend] / 2);
            }
        }
    }
}
