using SocialCommerce.Grains.Interfaces.Search;
using SocialCommerce.Grains.Search;

namespace SocialCommerce.Grains.Tests.Search;

public sealed class SearchCatalogueTests
{
    private readonly SearchCatalogue _catalogue = new();

    [Fact]
    public void Put_AnOlderVersion_ChangesNothing()
    {
        Assert.True(_catalogue.Put(Product("p-1", 2, "Kettle")));
        Assert.False(_catalogue.Put(Product("p-1", 1, "Teapot")));
        Assert.True(_catalogue.Put(Product("p-1", 3, title: null)));
        Assert.False(_catalogue.Put(Product("p-1", 2, "Kettle")));

        Assert.Empty(Find("kettle"));
        Assert.Equal(0, _catalogue.Count);
    }

    [Fact]
    public void Find_TheSameIdOfAnotherKind_IsAnotherThing()
    {
        _catalogue.Put(Product("x", 1, "Tea time"));
        _catalogue.Put(new SearchEntry(SearchKind.Room, "x", 1, new SearchEntryText("Tea time"), SearchStanding.Live));
        _catalogue.Put(new SearchEntry(SearchKind.User, "x", 1, new SearchEntryText("Tea")));

        Assert.Equal(3, Find("tea").Length);
        Assert.Equal(SearchKind.Room, Find("tea time")[0].Kind);
        Assert.Equal(SearchKind.User, Assert.Single(Find("tea", SearchKind.User)).Kind);
        Assert.DoesNotContain(_catalogue.Find(new SearchRequest("tea", 10, IncludesPeople: false)).Matches, match => match.Kind == SearchKind.User);
        Assert.Empty(_catalogue.Find(new SearchRequest("tea", 10, Kind: SearchKind.User, IncludesPeople: false)).Matches);
    }

    [Fact]
    public void Find_SoldOut_StandsBehind()
    {
        _catalogue.Put(Product("p-1", 1, "Kettle", SearchStanding.SoldOut));
        _catalogue.Put(Product("p-2", 1, "Kettle"));

        Assert.Equal(["p-2", "p-1"], Find("kettle").Select(match => match.Id));
    }

    [Fact]
    public void Find_ByCursor_TurnsEveryPageOnce()
    {
        for (var number = 0; number < 25; number++)
        {
            _catalogue.Put(Product($"p-{number}", 1, "Kettle"));
        }

        var found = new List<string>();
        string? cursor = null;
        do
        {
            var answer = _catalogue.Find(new SearchRequest("kettle", 10, cursor));
            found.AddRange(answer.Matches.Select(match => match.Id));
            cursor = answer.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(25, found.Count);
        Assert.Equal(25, found.Distinct().Count());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("3f800000")]
    [InlineData("3f800000x:p-1")]
    [InlineData("zzzzzzzzp:p-1")]
    public void Find_ACursorOfSomethingElse_IsRefused(string cursor) =>
        Assert.False(_catalogue.Find(new SearchRequest("kettle", 10, cursor)).IsCursorValid);

    private SearchMatch[] Find(string query, SearchKind kind = SearchKind.Unknown) =>
        [.. _catalogue.Find(new SearchRequest(query, 10, Kind: kind)).Matches];

    private static SearchEntry Product(string id, long version, string? title, SearchStanding standing = SearchStanding.Usual) =>
        new(SearchKind.Product, id, version, title is null ? null : new SearchEntryText(title), standing);
}
