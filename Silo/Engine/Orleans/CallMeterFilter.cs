using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Orleans.Runtime;
using SocialCommerce.Silo.Operations;

namespace SocialCommerce.Silo.Engine;

/// <summary>Hears of finished calls by standing around them.</summary>
internal sealed class CallMeterFilter(CallRecorder calls) : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<(GrainType, MethodInfo), MethodMeter> _meters = new();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var started = Stopwatch.GetTimestamp();
        Exception? failure = null;
        try
        {
            await context.Invoke();
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            calls.Record(MeterOf(context), context.TargetId, started, failure, Activity.Current);
        }
    }

    private MethodMeter MeterOf(IIncomingGrainCallContext context) => _meters.GetOrAdd(
        (context.TargetId.Type, context.InterfaceMethod),
        static (key, calls) => calls.MeterOf(
            GrainNames.TypeOf(key.Item1), GrainNames.MethodOf(key.Item2.DeclaringType!, key.Item2.Name)),
        calls);
}
