using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class AudienceOverlapTests
{
    [Fact]
    public void Factor_NobodyOrShortHistories_IsOne()
    {
        var overlap = new AudienceOverlap();
        for (var user = 0; user < 50; user++)
        {
            overlap.Add(AudienceOverlap.HistoryMin - 1, known: 0, contributed: 2);
        }

        Assert.Equal(1, overlap.Factor);
        Assert.Equal(default, overlap.Export());
    }

    [Fact]
    public void Factor_UsersWithThirtiethInCommon_IsOne() => Assert.Equal(1, Filled(users: 20, shared: 1 / 30.0).Factor);

    [Fact]
    public void Factor_CopiesOfEachOther_FallsWithTheirNumber()
    {
        var few = Filled(users: 3, shared: 1).Factor;
        var many = Filled(users: 20, shared: 1).Factor;

        // 20 users are 190 pairs; the prior adds 20 pairs that share a fiftieth.
        Assert.Equal(Math.Pow(0.05 / ((190 + 0.4) / 210), 0.4), many, 5);
        Assert.InRange(few, many + 0.2, 0.99);
    }

    [Fact]
    public void Factor_NothingInCommon_FallsWithTheirNumber()
    {
        Assert.Equal(1, Filled(users: 6, shared: 0).Factor);
        Assert.Equal(Math.Pow(0.4 / 210 / 0.01, 0.4), Filled(users: 20, shared: 0).Factor, 5);
        Assert.InRange(Filled(users: 200, shared: 0).Factor, 0.01, 0.2);
    }

    [Fact]
    public void Export_Restored_GoesOnAlike()
    {
        var original = Filled(users: 10, shared: 0.3);
        var restored = new AudienceOverlap(original.Export());

        original.Add(10, known: 2, contributed: 10);
        restored.Add(10, known: 2, contributed: 10);

        Assert.Equal(original.Export(), restored.Export());
    }

    [Fact]
    public void Add_UsersWithTheSameHistory_LowersTheAudienceFactor()
    {
        Assert.InRange(Neighbourhood(user => 0).AudienceFactor, 0.01, 0.5);
        Assert.InRange(Neighbourhood(user => user * 10).AudienceFactor, 0.2, 0.6);
        Assert.Equal(1, Neighbourhood(user => user % 25 * 10).AudienceFactor);
    }

    [Fact]
    public void Add_TiesOfANewUser_AreCountedAsSingleOnesAre()
    {
        var together = new ItemNeighbourhood<int>();
        var single = new ItemNeighbourhood<int>();
        together.Add([new(1, 0.5f), new(2, 0.25f)], isFirst: true);
        single.Add(1, 0.5f);
        single.Add(2, 0.25f);

        Assert.Equal((0.5f, 0.25f), (together.WeightOf(1), together.WeightOf(2)));
    }

    [Theory]
    [InlineData(40, 8, 40, 1)]
    [InlineData(40, 16, 40, 1 / 64.0)]
    [InlineData(40, 16, 31, 1)]
    [InlineData(15, 16, 15, 1)]
    public void CopiesFactor_ProductsThatMostUsersShare_CountAboveEight(int users, int products, float weight, double expected) =>
        Assert.Equal(expected, Filled(users, shared: 0).CopiesFactor(Enumerable.Repeat(weight, products).ToArray()), 5);

    private static AudienceOverlap Filled(int users, double shared)
    {
        var overlap = new AudienceOverlap();
        for (var user = 0; user < users; user++)
        {
            overlap.Add(10, known: user * 10 * shared, contributed: 10);
        }

        return overlap;
    }

    // Forty users of ten items each, who begin where the function says.
    private static ItemNeighbourhood<int> Neighbourhood(Func<int, int> first)
    {
        var neighbourhood = new ItemNeighbourhood<int>();
        for (var user = 0; user < 40; user++)
        {
            neighbourhood.Add([.. Enumerable.Range(first(user), 10).Select(item => new Weighted<int>(item, 1))], isFirst: true);
        }

        return neighbourhood;
    }
}
