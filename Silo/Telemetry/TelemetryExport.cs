#pragma warning disable IDE0005 // Compiled into Api too, whose SDK imports some of these by itself.
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
#pragma warning restore IDE0005
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SocialCommerce.Silo.Telemetry;

/// <summary>
/// Sends metrics and traces by OTLP when OTEL_EXPORTER_OTLP_ENDPOINT says where to. The other settings of the exporter are
/// those of its specification: https://opentelemetry.io/docs/specs/otel/protocol/exporter/.
/// </summary>
internal sealed class TelemetryExport(string serviceName) : IHostedService, IDisposable
{
    private const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Meters =
    [
        "SocialCommerce.*", "Microsoft.Orleans", "System.Runtime", "Npgsql", "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Http.Connections", "Microsoft.AspNetCore.Server.Kestrel",
    ];

    private static readonly string[] Sources =
    [
        "SocialCommerce.*", "Microsoft.Orleans.Application", "Microsoft.Orleans.Lifecycle", "Microsoft.Orleans.Storage",
        "Microsoft.AspNetCore", "Microsoft.AspNetCore.SignalR.Server", "Npgsql",
    ];

    private MeterProvider? _meters;
    private TracerProvider? _tracer;

    /// <summary>Registers the export, when there is somewhere to send to.</summary>
    public static void Add(IHostApplicationBuilder builder, string serviceName)
    {
        if (IsOn(builder))
        {
            builder.Services.AddHostedService(_ => new TelemetryExport(serviceName));
        }
    }

    /// <summary>Whether there is somewhere to send to.</summary>
    public static bool IsOn(IHostApplicationBuilder builder) => !string.IsNullOrEmpty(builder.Configuration[EndpointSetting]);

    /// <summary>Whether spans are to follow calls from grain to grain: they are exported, or somebody in the process listens.</summary>
    public static bool IsTraced(IHostApplicationBuilder builder) =>
        IsOn(builder) || builder.Configuration.GetValue<bool>("Telemetry:Spans");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault().AddService(serviceName, serviceInstanceId: ProcessMeter.Name);
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build();
        _tracer = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _meters?.ForceFlush();
        _tracer?.ForceFlush();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _meters?.Dispose();
        _tracer?.Dispose();
    }
}
