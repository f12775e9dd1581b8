using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Grains.Tests.Operations.Cluster;

public sealed class LatencyBucketsTests
{
    [Fact]
    public void IndexOf_GrowsWithTheDuration_AndStaysInside()
    {
        var last = 0;
        for (var nanoseconds = 1L; nanoseconds < 1L << 40; nanoseconds += 1 + (nanoseconds / 40))
        {
            var index = LatencyBuckets.IndexOf(nanoseconds);
            Assert.InRange(index, last, LatencyBuckets.Count - 1);
            last = index;
        }

        Assert.Equal(LatencyBuckets.Count - 1, last);
        Assert.Equal(0, LatencyBuckets.IndexOf(-1));
    }

    [Fact]
    public void LowerMs_IsWhereTheBucketBegins()
    {
        for (var index = 1; index < LatencyBuckets.Count; index++)
        {
            var nanoseconds = (long)Math.Round(LatencyBuckets.LowerMs(index) * 1_000_000);
            Assert.Equal(index, LatencyBuckets.IndexOf(nanoseconds));
            Assert.Equal(index - 1, LatencyBuckets.IndexOf(nanoseconds - 1));
        }
    }

    /// <summary>Within six percent of what sorting says, for durations from microseconds to seconds.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public void QuantileMs_IsNearTheExactOne(double share)
    {
        var random = new Random(7);
        var durations = Enumerable.Range(0, 20_000).Select(_ => (long)(1_000 * Math.Pow(10, random.NextDouble() * 6))).Order().ToList();
        var counts = new long[LatencyBuckets.Count];
        durations.ForEach(duration => counts[LatencyBuckets.IndexOf(duration)]++);

        var exact = durations[(int)Math.Ceiling(share * durations.Count) - 1] / 1e6;

        Assert.InRange(LatencyBuckets.QuantileMs(counts, share)!.Value, exact * 0.94, exact * 1.07);
    }

    [Fact]
    public void QuantileMs_OfNothing_IsUnknown() => Assert.Null(LatencyBuckets.QuantileMs(new long[LatencyBuckets.Count], 0.5));

    [Fact]
    public void LatencyCounts_KeepWhatTheyAreMadeOf()
    {
        var counts = new long[LatencyBuckets.Count];
        (counts[3], counts[7]) = (2, 5);

        var trimmed = LatencyCounts.Of(counts);
        var sums = new long[LatencyBuckets.Count];
        trimmed.AddTo(sums);

        Assert.Equal((3, 5), (trimmed.First, trimmed.Counts.Length));
        Assert.Equal(counts, sums);
        Assert.Empty(LatencyCounts.Of(new long[LatencyBuckets.Count]).Counts);
    }
}
