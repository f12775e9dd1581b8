using System.Numerics;
using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Silo.Operations;

/// <summary>
/// Counts the calls of one method of one grain class by their duration. Threads count in stripes of their core, so that a
/// method which all cores call is not one cache line that they fight for.
/// </summary>
internal sealed class MethodMeter(string grain, string method)
{
    private const int StripesMax = 8;

    private static readonly int Mask = (int)BitOperations.RoundUpToPowerOf2(
        (uint)Math.Min(Environment.ProcessorCount, StripesMax)) - 1;

    private readonly long[]?[] _stripes = new long[]?[Mask + 1];
    private long _failures;

    public string Grain => grain;

    public string Method => method;

    public long Failures => Interlocked.Read(ref _failures);

    public void Count(long nanoseconds)
    {
        ref var stripe = ref _stripes[Thread.GetCurrentProcessorId() & Mask];
        var counts = stripe ?? Interlocked.CompareExchange(ref stripe, new long[LatencyBuckets.Count], null) ?? stripe!;
        Interlocked.Increment(ref counts[LatencyBuckets.IndexOf(nanoseconds)]);
    }

    public void CountFailure() => Interlocked.Increment(ref _failures);

    /// <summary>All that was counted so far.</summary>
    public void AddTo(Span<long> sums)
    {
        foreach (var counts in _stripes)
        {
            for (var index = 0; counts is not null && index < counts.Length; index++)
            {
                sums[index] += Volatile.Read(ref counts[index]);
            }
        }
    }
}
