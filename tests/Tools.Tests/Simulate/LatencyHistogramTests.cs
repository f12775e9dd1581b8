using SocialCommerce.Tools.Simulate;

namespace SocialCommerce.Tools.Tests.Simulate;

public sealed class LatencyHistogramTests
{
    private const double Error = 1.0 / 1024;

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    [InlineData(1)]
    public void Percentile_OfManyLatencies_IsThatOfTheSortedListWithinTheBucket(double share)
    {
        var random = new Random(7);
        var histogram = new LatencyHistogram();
        var values = Enumerable.Range(0, 20_000)
            .Select(_ => (long)Math.Exp(random.NextDouble() * 18)).Order().ToList();
        values.ForEach(value => histogram.Add(TimeSpan.FromMicroseconds(value)));

        var exact = values[(int)Math.Ceiling(share * values.Count) - 1];
        var found = histogram.Percentile(share).TotalMicroseconds;
        Assert.InRange(found, exact, exact * (1 + Error));
    }

    [Fact]
    public void Percentile_OfSmallWholeNumbers_IsExact()
    {
        var histogram = new LatencyHistogram();
        foreach (var value in Enumerable.Range(1, 60))
        {
            histogram.Add(TimeSpan.FromMicroseconds(value));
        }

        Assert.Equal(TimeSpan.FromMicroseconds(30), histogram.Percentile(0.5));
        Assert.Equal(TimeSpan.FromMicroseconds(60), histogram.Max);
        Assert.Equal(60, histogram.Count);
    }

    [Fact]
    public void Percentile_WithoutValues_IsZero() => Assert.Equal(TimeSpan.Zero, new LatencyHistogram().Percentile(0.99));

    [Fact]
    public void Add_NegativeOrHuge_StaysInBounds()
    {
        var histogram = new LatencyHistogram();
        histogram.Add(TimeSpan.FromSeconds(-1));
        histogram.Add(TimeSpan.MaxValue);
        Assert.Equal(TimeSpan.Zero, histogram.Percentile(0.5));
        Assert.Equal(TimeSpan.MaxValue.Ticks / 10, (long)histogram.Max.TotalMicroseconds, 1_000_000.0);
    }

    [Fact]
    public void Add_FromManyThreads_CountsEachOnce()
    {
        var histogram = new LatencyHistogram();
        Parallel.For(0, 40_000, value => histogram.Add(TimeSpan.FromMicroseconds(value)));
        Assert.Equal(40_000, histogram.Count);
        Assert.Equal(TimeSpan.FromMicroseconds(39_999), histogram.Max);
    }
}
