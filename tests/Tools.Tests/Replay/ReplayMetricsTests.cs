using SocialCommerce.Tools.Replay;

namespace SocialCommerce.Tools.Tests.Replay;

public sealed class ReplayMetricsTests
{
    [Fact]
    public void Add_SomeRanks_AveragesOverAllEvents()
    {
        var metrics = new ReplayMetrics(top: 20);

        metrics.Add(0);
        metrics.Add(2);
        metrics.Add(14);
        metrics.Add(-1);

        Assert.Equal(4, metrics.Events);
        Assert.Equal(0.5, metrics.HitRateAtShort);
        Assert.Equal(0.75, metrics.HitRateAtTop);
        Assert.Equal((1 + 0.5) / 4, metrics.NdcgAtShort, 12);
        Assert.Equal((1 + 0.5 + 0.25) / 4, metrics.NdcgAtTop, 12);
        Assert.Equal((1 + (1 / 3.0) + (1 / 15.0)) / 4, metrics.MrrAtTop, 12);
    }

    [Fact]
    public void Add_Nothing_IsZero() => Assert.Equal(0, new ReplayMetrics(top: 20).HitRateAtTop);
}
