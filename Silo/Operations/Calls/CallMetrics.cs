using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SocialCommerce.Silo.Operations;

/// <summary>Durations of grain calls for whoever listens to the meter, by the conventions of OpenTelemetry for remote calls.</summary>
internal static class CallMetrics
{
    private const string MeterName = "SocialCommerce.Grains";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "rpc.server.call.duration", unit: "s", description: "How long grains took to answer.");

    /// <summary>Whether somebody listens.</summary>
    public static bool IsOn => Duration.Enabled;

    public static void Record(MethodMeter meter, TimeSpan duration, Exception? failure)
    {
        var tags = new TagList
        {
            { "rpc.system", "orleans" },
            { "rpc.service", meter.Grain },
            { "rpc.method", meter.Method },
        };
        if (failure is not null)
        {
            tags.Add("error.type", failure.GetType().FullName);
        }

        Duration.Record(duration.TotalSeconds, tags);
    }
}
