using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class ItemNeighbourhoodTests
{
    [Fact]
    public void Rank_BothSidesNormalised_MatchesHandComputedWeights()
    {
        var item = new ItemNeighbourhood<string>();
        item.Engage(users: 4);
        item.Add("popular", 6);
        item.Add("niche", 4);

        var ranked = item.Rank(10, new NeighbourNormalisation(-0.5, -0.5), key => key == "popular" ? 9 : 1);

        Assert.Equal([new("niche", 2), new("popular", 1)], ranked);
    }

    [Fact]
    public void CopyTo_WithoutNeighbourDegrees_AppliesOwnSideOnly()
    {
        var item = new ItemNeighbourhood<string>();
        item.Engage(users: 4);
        item.Add("other", 6);
        var buffer = new Weighted<string>[1];

        var count = item.CopyTo(buffer, new NeighbourNormalisation(-0.5, -1));

        Assert.Equal(1, count);
        Assert.Equal(new Weighted<string>("other", 3), buffer[0]);
    }

    [Fact]
    public void Export_RoundTrip_KeepsDegreeAndWeights()
    {
        var item = new ItemNeighbourhood<string>();
        item.Engage(users: 3);
        item.Add("a", 2);

        var copy = new ItemNeighbourhood<string>(item.Export());

        Assert.Equal((3, 2), (copy.Degree, copy.WeightOf("a")));
    }

    [Fact]
    public void Import_FullOfInternedIds_TakesAtMostFourKilobytes()
    {
        var full = Full();
        var snapshot = full.Export();
        _ = new ItemNeighbourhood<string>(snapshot);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var copy = new ItemNeighbourhood<string>(snapshot);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(100, copy.Count);
        Assert.InRange(allocated, 1_600, 4_096);
    }

    [Fact]
    public void Add_FullList_AllocatesNothing()
    {
        var full = Full();
        var newcomers = Enumerable.Range(0, 1_000).Select(number => $"newcomer-{number}").ToArray();
        full.Add(newcomers[0], 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var newcomer in newcomers)
        {
            full.Add(newcomer, 1);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ItemNeighbourhood<string> Full()
    {
        var item = new ItemNeighbourhood<string>();
        foreach (var number in Enumerable.Range(0, 100))
        {
            item.Add($"product-{number}", 1);
        }

        return item;
    }
}
