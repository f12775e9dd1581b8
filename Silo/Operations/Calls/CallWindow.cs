using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Silo.Operations;

/// <summary>
/// Makes rates and durations of now from counters that only grow: what came between two looks, and the sum of the last looks.
/// One thread looks.
/// </summary>
internal sealed class CallWindow
{
    private readonly Dictionary<MethodMeter, Look> _looks = [];

    /// <summary>Begins anew, as if nothing had been counted: what came while nobody looked is not of now.</summary>
    public void Restart(IEnumerable<MethodMeter> meters)
    {
        _looks.Clear();
        foreach (var meter in meters)
        {
            LookAt(meter).Advance(meter, 1);
            _looks[meter].Forget();
        }
    }

    /// <param name="seconds">Since the last look.</param>
    public (ImmutableArray<MethodFigures> Methods, LatencyCounts Latency) Advance(IEnumerable<MethodMeter> meters, double seconds)
    {
        var methods = ImmutableArray.CreateBuilder<MethodFigures>();
        var all = new long[LatencyBuckets.Count];
        foreach (var meter in meters)
        {
            var look = LookAt(meter);
            methods.Add(look.Advance(meter, seconds));
            look.AddLatestTo(all);
        }

        return (methods.ToImmutable(), LatencyCounts.Of(all));
    }

    private Look LookAt(MethodMeter meter)
    {
        if (!_looks.TryGetValue(meter, out var look))
        {
            _looks.Add(meter, look = new Look());
        }

        return look;
    }

    private sealed class Look
    {
        private const int LooksKept = 10;

        private readonly long[] _total = new long[LatencyBuckets.Count];
        private readonly long[] _window = new long[LatencyBuckets.Count];
        private readonly Queue<LatencyCounts> _latest = new();
        private LatencyCounts _last = LatencyCounts.None;
        private long _failures;

        public MethodFigures Advance(MethodMeter meter, double seconds)
        {
            Span<long> total = stackalloc long[LatencyBuckets.Count];
            meter.AddTo(total);
            Span<long> latest = stackalloc long[LatencyBuckets.Count];
            for (var index = 0; index < latest.Length; index++)
            {
                latest[index] = total[index] - _total[index];
            }

            total.CopyTo(_total);
            _last = LatencyCounts.Of(latest);
            Take(_last);
            var failures = meter.Failures;
            var failed = failures - _failures;
            _failures = failures;
            return new MethodFigures(
                meter.Grain, meter.Method, Sum(total), failures, Sum(latest) / seconds, failed / seconds, LatencyCounts.Of(_window));
        }

        public void AddLatestTo(long[] sums) => _last.AddTo(sums);

        public void Forget()
        {
            Array.Clear(_window);
            _latest.Clear();
        }

        private void Take(LatencyCounts latest)
        {
            latest.AddTo(_window);
            _latest.Enqueue(latest);
            if (_latest.Count > LooksKept)
            {
                var old = _latest.Dequeue();
                for (var index = 0; index < old.Counts.Length; index++)
                {
                    _window[old.First + index] -= old.Counts[index];
                }
            }
        }

        private static long Sum(Span<long> counts)
        {
            long sum = 0;
            foreach (var count in counts)
            {
                sum += count;
            }

            return sum;
        }
    }
}
