using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Silo.Operations;

/// <summary>
/// Counts every call that a grain of this silo finishes. The engine's own side tells it (<see cref="IEngineFigures"/>); what it
/// costs a call is two looks at the clock and one counter.
/// </summary>
internal sealed class CallRecorder
{
    private const int InspectedMax = 8;
    private const int InspectedCallsKept = 100;

    private readonly ConcurrentDictionary<(string Grain, string Method), MethodMeter> _meters = new();
    private readonly CallRing _slow;
    private readonly CallRing _failures;
    private readonly long _slowTicks;
    private readonly TimeProvider _clock;

    // Null while nothing is inspected, so that a call need not look.
    private ImmutableDictionary<GrainId, CallRing>? _inspected;

    public CallRecorder(IOptions<OperationsOptions> options, TimeProvider clock)
    {
        _clock = clock;
        _slow = new CallRing(options.Value.CallsKept);
        _failures = new CallRing(options.Value.CallsKept);
        _slowTicks = (long)(options.Value.SlowCall.TotalSeconds * Stopwatch.Frequency);
        Hot = new HotGrains(clock);
    }

    public HotGrains Hot { get; }

    public ImmutableArray<CallTrail> SlowCalls => _slow.List();

    public ImmutableArray<CallTrail> Failures => _failures.List();

    public IEnumerable<MethodMeter> Meters => _meters.Values;

    public MethodMeter MeterOf(string grain, string method) =>
        _meters.GetOrAdd((grain, method), static key => new MethodMeter(key.Grain, key.Method));

    /// <param name="startedAt">Timestamp of the stopwatch.</param>
    /// <param name="failure">What it failed of. A call that was called off has not failed.</param>
    /// <param name="span">The call's span, if there is one.</param>
    public void Record(MethodMeter meter, GrainId grainId, long startedAt, Exception? failure, Activity? span)
    {
        var ticks = Stopwatch.GetTimestamp() - startedAt;
        meter.Count(NanosecondsOf(ticks));
        if (CallMetrics.IsOn)
        {
            CallMetrics.Record(meter, Stopwatch.GetElapsedTime(0, ticks), failure);
        }

        if (Hot.IsOn)
        {
            Hot.Count(grainId);
        }

        if (ticks > _slowTicks || failure is not null || _inspected is not null)
        {
            Keep(meter, grainId, ticks, failure is OperationCanceledException ? null : failure, span);
        }
    }

    /// <summary>Keeps the calls of these grains from now on, and of no others.</summary>
    public void Inspect(ImmutableArray<GrainName> grains)
    {
        var known = _inspected ?? ImmutableDictionary<GrainId, CallRing>.Empty;
        _inspected = grains.IsEmpty
            ? null
            : grains.Take(InspectedMax).Select(GrainNames.IdOf).Distinct().ToImmutableDictionary(
                static grainId => grainId,
                grainId => known.GetValueOrDefault(grainId) ?? new CallRing(InspectedCallsKept));
    }

    /// <summary>The grains that are inspected and their calls, newest first.</summary>
    public IEnumerable<(GrainId GrainId, ImmutableArray<CallTrail> Calls)> ListInspected() =>
        _inspected?.Select(static entry => (entry.Key, entry.Value.List())) ?? [];

    private static long NanosecondsOf(long ticks) =>
        Stopwatch.Frequency == 1_000_000_000 ? ticks : (long)(ticks * (1_000_000_000.0 / Stopwatch.Frequency));

    private void Keep(MethodMeter meter, GrainId grainId, long ticks, Exception? failure, Activity? span)
    {
        var inspected = _inspected?.GetValueOrDefault(grainId);
        if (failure is null && ticks <= _slowTicks && inspected is null)
        {
            return;
        }

        var call = new CallTrail(
            _clock.GetUtcNow(),
            GrainNames.Of(grainId),
            meter.Method,
            Stopwatch.GetElapsedTime(0, ticks).TotalMilliseconds,
            failure?.GetType().Name,
            span?.TraceId.ToHexString());
        inspected?.Add(call);
        if (failure is not null)
        {
            meter.CountFailure();
            _failures.Add(call);
        }

        if (ticks > _slowTicks)
        {
            _slow.Add(call);
        }
    }
}
