using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class TrendCounterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan HalfLife = TimeSpan.FromHours(1);

    [Fact]
    public void WeightOf_AfterOneHalfLife_IsHalf()
    {
        var trend = new TrendCounter<string>(HalfLife);
        trend.Add("a", 8, Start);

        Assert.Equal(8, trend.WeightOf("a", Start), 4);
        Assert.Equal(4, trend.WeightOf("a", Start + HalfLife), 4);
        Assert.Equal(1, trend.WeightOf("a", Start + (3 * HalfLife)), 4);
    }

    [Fact]
    public void Top_RecentBurstAgainstOldMass_BurstLeads()
    {
        var trend = new TrendCounter<string>(HalfLife);
        for (var count = 0; count < 100; count++)
        {
            trend.Add("old", 1, Start);
        }

        trend.Add("new", 2, Start + (6 * HalfLife));
        var top = trend.Top(2, Start + (6 * HalfLife));

        Assert.Equal(["new", "old"], top.Select(entry => entry.Key));
        Assert.Equal(100 / 64f, top[1].Weight, 3);
    }

    [Fact]
    public void Add_LateEvent_CountsWhatItWouldHaveCountedInTime()
    {
        var inTime = new TrendCounter<string>(HalfLife);
        inTime.Add("late", 1, Start);
        inTime.Add("other", 1, Start + (2 * HalfLife));
        var late = new TrendCounter<string>(HalfLife);
        late.Add("other", 1, Start + (2 * HalfLife));
        late.Add("late", 1, Start);

        var now = Start + (3 * HalfLife);
        Assert.Equal(inTime.WeightOf("late", now), late.WeightOf("late", now), 5);
    }

    [Fact]
    public void Add_OverTenThousandHalfLives_StaysFiniteAndBounded()
    {
        var trend = new TrendCounter<int>(HalfLife, capacity: 10);
        for (var hour = 0; hour < 10_000; hour++)
        {
            trend.Add(hour % 50, 1, Start + (hour * HalfLife));
        }

        var top = trend.Top(10, Start + (9_999 * HalfLife));
        Assert.Equal(10, top.Count);
        Assert.Equal(9_999 % 50, top[0].Key);
        Assert.All(top, entry => Assert.InRange(entry.Weight, 0, 2));
    }

    [Fact]
    public void Export_RoundTrip_KeepsTheOrder()
    {
        var trend = new TrendCounter<string>(HalfLife);
        trend.Add("a", 1, Start);
        trend.Add("b", 3, Start);

        var copy = new TrendCounter<string>(trend.Export(), HalfLife);

        Assert.Equal(trend.Top(5, Start), copy.Top(5, Start));
    }
}
