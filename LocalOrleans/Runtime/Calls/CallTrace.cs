using System.Diagnostics;

namespace Orleans.Runtime.Local;

/// <summary>
/// A span per call, under the span of whoever called, when somebody listens. Names and tags are those of Orleans' own, as far as
/// one process has them.
/// </summary>
internal static class CallTrace
{
    private static readonly ActivitySource Source = new("Microsoft.Orleans.Application", "1.0.0");

    /// <summary>The span of the caller, to be remembered with the call; null when nobody listens.</summary>
    public static Activity? Origin => Source.HasListeners() ? Activity.Current : null;

    /// <summary>Begins the span of a call whose caller has one.</summary>
    public static Activity? Start(GrainCall call)
    {
        if (call.Origin is not { } origin)
        {
            return null;
        }

        var service = call.Method.InterfaceType.Name;
        var span = Source.StartActivity($"{service}/{call.Method.Name}", ActivityKind.Server, origin.Context);
        span?.SetTag("rpc.system", "orleans").SetTag("rpc.service", service).SetTag("rpc.method", call.Method.Name)
            .SetTag("rpc.orleans.target_id", call.Target.GrainId.ToString());
        return span;
    }

    public static void Stop(Activity span, Task finished)
    {
        if (finished.IsFaulted)
        {
            span.SetStatus(ActivityStatusCode.Error)
                .SetTag("error.type", finished.Exception.InnerException!.GetType().FullName);
        }

        span.Dispose();
    }
}
