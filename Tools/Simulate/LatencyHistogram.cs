using System.Numerics;

namespace SocialCommerce.Tools.Simulate;

/// <summary>
/// Latencies in logarithmic buckets, each divided into 1,024 equal parts: any percentile has three digits, from a microsecond
/// to a minute and beyond, however long the run. The largest value is exact. Safe for many writers.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int PartBits = 10;
    private const int Buckets = 28 << PartBits;

    private readonly long[] _counts = new long[Buckets];
    private long _count;
    private long _maxMicroseconds;

    public long Count => Interlocked.Read(ref _count);

    public TimeSpan Max => FromMicroseconds(Interlocked.Read(ref _maxMicroseconds));

    /// <summary>Adds a value; one below zero, as when clocks are read out of order, counts as zero.</summary>
    public void Add(TimeSpan latency)
    {
        var microseconds = Math.Max(0, latency.Ticks / TimeSpan.TicksPerMicrosecond);
        Interlocked.Increment(ref _counts[IndexOf(microseconds)]);
        Interlocked.Increment(ref _count);
        var max = Interlocked.Read(ref _maxMicroseconds);
        while (microseconds > max)
        {
            max = Interlocked.CompareExchange(ref _maxMicroseconds, microseconds, max) is var seen && seen == max
                ? microseconds
                : seen;
        }
    }

    /// <summary>The smallest bucket bound that at least the share of values do not exceed; zero without values.</summary>
    public TimeSpan Percentile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        var wanted = Math.Max(1, (long)Math.Ceiling(Count * share));
        var seen = 0L;
        for (var index = 0; index < Buckets; index++)
        {
            seen += Interlocked.Read(ref _counts[index]);
            if (seen >= wanted)
            {
                return Min(FromMicroseconds(LastOf(index)), Max);
            }
        }

        return Max;
    }

    // Below 1,024 every value has a bucket of its own; above, the highest bits of a value name its bucket.
    private static int IndexOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value | 1) - PartBits);
        return Math.Min(Buckets - 1, (shift << PartBits) + (int)(value >> shift));
    }

    private static long LastOf(int index)
    {
        var shift = Math.Max(0, (index >> PartBits) - 1);
        var part = index - (shift << PartBits);
        return ((part + 1L) << shift) - 1;
    }

    private static TimeSpan FromMicroseconds(long value) => TimeSpan.FromTicks(value * TimeSpan.TicksPerMicrosecond);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
