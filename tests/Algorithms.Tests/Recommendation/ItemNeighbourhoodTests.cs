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
    public void Add_FullOfInternedIds_TakesAtMostFourKilobytes()
    {
        var ids = Enumerable.Range(0, 100).Select(number => $"product-{number}").ToArray();
        const int Copies = 200;
        var items = new ItemNeighbourhood<string>[Copies];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var copy = 0; copy < Copies; copy++)
        {
            items[copy] = new ItemNeighbourhood<string>(new ItemNeighbourhoodSnapshot<string>(0, new([], [], 100, 0)));
            foreach (var id in ids)
            {
                items[copy].Add(id, 1);
            }
        }

        // Allocated while growing is an upper bound of what is held: each doubling leaves its predecessor to the collector.
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / Copies;
        Assert.InRange(allocated, 1_600, 4_096);
        GC.KeepAlive(items);
    }
}
