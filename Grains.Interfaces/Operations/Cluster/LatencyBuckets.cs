using System.Numerics;

namespace SocialCommerce.Grains.Interfaces.Operations;

/// <summary>
/// The buckets that durations are counted in: eight to every doubling, from half a microsecond to over a minute, so that a
/// quantile is known to within six percent, and counts of several silos simply add up. After HdrHistogram. Pure.
/// </summary>
public static class LatencyBuckets
{
    /// <summary>Buckets of one doubling, as a power of two.</summary>
    private const int DetailBits = 3;

    private const int Detail = 1 << DetailBits;

    /// <summary>2^9 ns is half a microsecond: what is faster is all in the first bucket.</summary>
    private const int FirstOctave = 9;

    /// <summary>2^36 ns is 69 seconds: what is slower is all in the last bucket.</summary>
    private const int LastOctave = 36;

    private const double NanosecondsPerMillisecond = 1_000_000;

    public const int Count = ((LastOctave - FirstOctave) * Detail) + 2;

    public static int IndexOf(long nanoseconds)
    {
        if (nanoseconds < 1L << FirstOctave)
        {
            return 0;
        }

        var octave = BitOperations.Log2((ulong)nanoseconds);
        return octave >= LastOctave
            ? Count - 1
            : 1 + ((octave - FirstOctave) << DetailBits) + (int)((nanoseconds >> (octave - DetailBits)) & (Detail - 1));
    }

    /// <summary>Where a bucket begins.</summary>
    public static double LowerMs(int index)
    {
        if (index <= 0)
        {
            return 0;
        }

        var octave = ((index - 1) >> DetailBits) + FirstOctave;
        var nanoseconds = (1L << octave) + ((long)((index - 1) & (Detail - 1)) << (octave - DetailBits));
        return nanoseconds / NanosecondsPerMillisecond;
    }

    /// <summary>The duration that this share of the counted ones did not exceed; null when nothing was counted.</summary>
    public static double? QuantileMs(ReadOnlySpan<long> counts, double share)
    {
        long total = 0;
        foreach (var count in counts)
        {
            total += count;
        }

        if (total == 0)
        {
            return null;
        }

        var rank = Math.Max(1, (long)Math.Ceiling(share * total));
        for (var index = 0; index < counts.Length; index++)
        {
            rank -= counts[index];
            if (rank <= 0)
            {
                return MiddleMs(index);
            }
        }

        return MiddleMs(counts.Length - 1);
    }

    private static double MiddleMs(int index) =>
        index >= Count - 1 ? LowerMs(Count - 1) : (LowerMs(index) + LowerMs(index + 1)) / 2;
}
