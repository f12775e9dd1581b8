using SocialCommerce.Algorithms.Search;

namespace SocialCommerce.Algorithms.Tests.Search;

public sealed class SearchIndexTests
{
    private static readonly string[] Words =
    [
        "tea", "teapot", "teapots", "teacup", "red", "Röd", "iron", "ironing", "kettle", "a", "茶壶", "玻璃茶壶", "陶瓷茶杯", "红色", "壶", "铁壶",
        "500ml", "cup-and-saucer", "Yixing", "宜興紫砂壺",
    ];

    [Fact]
    public void Terms_FoldWordsAndCutTextWithoutSpaces()
    {
        Assert.Equal(["creme", "brulee", "teapot", "its", "glass"], Texts("Crème brûlée TEAPOTS, it’s GLASS"));
        Assert.Equal(["berry", "bus", "500ml"], Texts("berries bus ５００ｍｌ"));
        Assert.Equal(["玻", "璃", "壶", "玻璃", "璃壶", "kettle"], Texts("玻璃壺kettle"));
        Assert.Empty(Texts("，！ -- \u200B"));
    }

    [Fact]
    public void Query_LastWordIsABeginningUntilSomethingFollows()
    {
        Assert.Equal([("red", false), ("tea", true)], SearchQuery.Parse("red tea").Terms.Select(term => (term.Text, term.IsPrefix)));
        Assert.False(SearchQuery.Parse("red tea ").Terms[1].IsPrefix);
        Assert.DoesNotContain(SearchQuery.Parse("茶壶").Terms, term => term.IsPrefix);
        Assert.True(SearchQuery.Parse(string.Join(' ', Enumerable.Range(0, 500))).Terms.Count <= SearchQuery.TermsMax);
    }

    [Fact]
    public void Find_WithoutSpaces_WhereverTheWordStands()
    {
        var index = IndexOf(("1", "手工玻璃茶壶套装"), ("2", "陶瓷茶杯"), ("3", "玻璃花瓶"), ("4", "Glass teapot"));

        Assert.Equal(["1"], Find(index, "玻璃茶壶"));
        Assert.Equal(["1"], Find(index, "茶壺"));
        Assert.Equal(["2", "1"], Find(index, "茶"));
        Assert.Equal(["1", "3"], Find(index, "玻璃").Order());
    }

    [Fact]
    public void Find_TheLastWord_FromItsFirstLetters()
    {
        var index = IndexOf(("1", "Red teapot"), ("2", "Red table"), ("3", "Blue teapot"), ("4", "Tea"));

        Assert.Equal(["1"], Find(index, "red tea"));
        Assert.Equal("4", Find(index, "tea")[0]);
        Assert.Equal(["4"], Find(index, "tea "));
        Assert.Equal(["1", "3"], Find(index, "teapots"));
    }

    [Fact]
    public void Find_NothingHasEverything_AnswersWhatHasTheMost()
    {
        var index = IndexOf(("1", "Red teapot"), ("2", "Red chair"), ("3", "Blue sofa"));

        Assert.Equal(["1", "2"], Find(index, "red porcelain teapot "));
        Assert.Empty(Find(index, "porcelain"));
    }

    [Fact]
    public void Find_TitleBeforeDescription_AndBoostDecides()
    {
        var index = new SearchIndex();
        index.Put(new SearchDocument("a", 0, new SearchText("Stand", Description: "for a kettle")));
        index.Put(new SearchDocument("b", 0, new SearchText("Kettle")));
        Assert.Equal(["b", "a"], Find(index, "kettle"));

        index.Put(new SearchDocument("b", 0, new SearchText("Kettle"), Boost: 0.05f));
        Assert.Equal(["a", "b"], Find(index, "kettle"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Find_AfterAnyChanges_IsWhatReadingEverythingFinds(int seed)
    {
        var random = new Random(seed);
        var index = new SearchIndex();
        var oracle = new SearchOracle();
        for (var step = 0; step < 400; step++)
        {
            var key = $"k{random.Next(60)}";
            if (random.Next(4) == 0)
            {
                Assert.Equal(oracle.Remove(key), index.Remove(key));
            }
            else
            {
                var document = Document(random, key);
                index.Put(document);
                oracle.Put(document);
            }

            Assert.Equal(oracle.Count, index.Count);
            if (step % 5 == 0)
            {
                Compare(index, oracle, Phrase(random, 3), random.Next(3) == 0 ? random.Next(3) : null);
            }
        }
    }

    [Fact]
    public void Find_PageByPage_IsTheWholeListOnce()
    {
        var random = new Random(5);
        var index = new SearchIndex();
        for (var number = 0; number < 200; number++)
        {
            index.Put(Document(random, $"k{number}"));
        }

        var query = SearchQuery.Parse("tea");
        var whole = index.Find(query, new SearchPage(1_000));
        var paged = new List<SearchHit>();
        IReadOnlyList<SearchHit> page;
        do
        {
            page = index.Find(query, new SearchPage(7, After: paged.Count == 0 ? null : paged[^1]));
            paged.AddRange(page);
        }
        while (page.Count == 7);

        Assert.True(whole.Count > 20);
        Assert.Equal(whole, paged);
    }

    [Fact]
    public void Remove_TheLastDocument_LeavesNothing()
    {
        var random = new Random(6);
        var index = new SearchIndex();
        for (var round = 0; round < 3; round++)
        {
            for (var number = 0; number < 50; number++)
            {
                index.Put(Document(random, $"k{number}"));
            }
        }

        for (var number = 0; number < 50; number++)
        {
            Assert.True(index.Remove($"k{number}"));
        }

        Assert.Equal((0, 0), (index.Count, index.TermCount));
        Assert.Empty(Find(index, "tea"));
    }

    private static void Compare(SearchIndex index, SearchOracle oracle, string text, int? group)
    {
        var expected = oracle.Find(text, group);
        var actual = index.Find(SearchQuery.Parse(text), new SearchPage(1_000, group));
        Assert.True(expected.SequenceEqual(actual), $"'{text}' of {group}: {string.Join(' ', expected)}; found {string.Join(' ', actual)}");
    }

    private static SearchDocument Document(Random random, string key) => new(
        key,
        random.Next(3),
        new SearchText(Phrase(random, 5), random.Next(2) == 0 ? Phrase(random, 1) : "", Phrase(random, 1), Phrase(random, 12)),
        random.Next(3) == 0 ? 0.3f : 1);

    private static string Phrase(Random random, int words) =>
        string.Join(' ', Enumerable.Range(0, 1 + random.Next(words)).Select(_ => Words[random.Next(Words.Length)]));

    private static SearchIndex IndexOf(params (string Key, string Title)[] documents)
    {
        var index = new SearchIndex();
        foreach (var (key, title) in documents)
        {
            index.Put(new SearchDocument(key, 0, new SearchText(title)));
        }

        return index;
    }

    private static string[] Texts(string text) => [.. SearchTerms.Of(text).Select(term => term.Text)];

    private static string[] Find(SearchIndex index, string text) =>
        [.. index.Find(SearchQuery.Parse(text), new SearchPage(100)).Select(hit => hit.Key)];
}
